//! A server that never answers: the chat does not notice.

use baton_testkit::{TestApp, TestDb, app::Made, both_databases, smtp::SmtpServer};
use std::time::{Duration, Instant};
use tokio::runtime::Handle;

/// Many times what a message takes, and far less than the patience with a mail server.
const QUICK: Duration = Duration::from_millis(800);

both_databases! {
    /// R082: while every worker for mail hangs at a server that does not answer, messages and leads are taken as ever.
    async fn a_stalled_server_holds_up_no_chat_and_loses_no_mail(db: TestDb) {
        let Some(smtp) = SmtpServer::start() else { return };
        smtp.behave("stall");
        let made = Made { mailer: smtp.mailer(), ..Made::default() };
        let app = TestApp::made(db, made).await;
        let ours = app.tenant("Ours").await;
        app.start_workers(&Handle::current());
        let mut longest = Duration::ZERO;
        for n in 0..12 {
            let visitor = ours.visitor(&app).await;
            let begun = Instant::now();
            app.receive(visitor, "1", "Hello?").await.unwrap();
            ours.lead(&app, visitor, &format!("{n}@example.com")).await;
            longest = longest.max(begun.elapsed());
            if n == 5 {
                // All four hang.
                smtp.tried(4).await;
            }
        }
        assert!(longest < QUICK, "{longest:?}");
        assert!(smtp.mails().is_empty());
        smtp.behave("accept");
        // Those that hang are given up by us; and the clock stands still in tests, what failed is due after its pause.
        tokio::time::sleep(Duration::from_secs(3)).await;
        let since = Instant::now();
        let told = loop {
            app.clock.advance_ms(2_000);
            app.queue.wake(baton_app::mail::MAIL_JOB);
            let mut mails = smtp.mails();
            // Those who did not look are reminded, by mails of their own.
            mails.retain(|mail| mail.header("subject").starts_with("New lead"));
            let told: std::collections::BTreeSet<_> = mails.iter().map(|mail| mail.header("message-id")).collect();
            if told.len() == 12 { break mails }
            assert!(since.elapsed() < Duration::from_mins(1), "{} of 12 mails", told.len());
            tokio::time::sleep(Duration::from_millis(250)).await;
        };
        assert_eq!(told.len(), 12, "each once");
        app.stop.cancel();
    }
}
