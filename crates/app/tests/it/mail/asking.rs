//! Mails about a visitor who asked for a person: to the team, and to the visitor who is gone.

use baton_app::{
    Visitor,
    assistant::capture::{Filled, Given},
    assistants::settings::Settings,
    conversations::reply::amend::Edit,
    inbound::start::{Arrival, PageVisit},
};
use baton_core::{
    alert::{AlertKind, AlertWishes},
    conversation::{Reason, ReasonCode},
    lead::LeadSource,
};
use baton_testkit::{
    TestApp, TestDb,
    app::Made,
    both_databases,
    fixtures::Tenant,
    smtp::{Received, SmtpServer},
};

const SHOP: &str = "https://shop.example";

async fn made(db: TestDb, smtp: &SmtpServer) -> (TestApp, Tenant) {
    let made = Made {
        mailer: smtp.mailer(),
        ..Made::default()
    };
    let app = TestApp::made(db, made).await;
    let ours = app.tenant("Larch & Tarn").await;
    (app, ours)
}

async fn asks(app: &TestApp, visitor: Visitor) {
    let reason = Reason::new(ReasonCode::VisitorAsked, None);
    app.request_human(visitor, reason).await.unwrap();
}

/// Lets an hour pass, minute by minute.
async fn an_hour(app: &TestApp) {
    for _ in 0..60 {
        app.drain_jobs().await.unwrap();
        app.clock.advance_ms(60_000);
    }
}

/// Who got how many mails.
fn addressed(mails: &[Received]) -> Vec<(String, usize)> {
    let mut to: Vec<_> = mails.iter().map(|mail| mail.to().to_owned()).collect();
    to.sort();
    let count = |one: &String| to.iter().filter(|each| *each == one).count();
    let mut counted: Vec<_> = to.iter().map(|one| (one.clone(), count(one))).collect();
    counted.dedup();
    counted
}

fn address(caller: &baton_app::Caller) -> String {
    format!("{}@example.com", caller.person.id)
}

async fn arrive(app: &TestApp, ours: &Tenant, page: &str) -> Visitor {
    arrive_with(app, ours, (page, None)).await
}

/// Somebody whose browser speaks a language.
async fn arrive_with(
    app: &TestApp,
    ours: &Tenant,
    (page, locale): (&str, Option<&str>),
) -> Visitor {
    let arrival = Arrival {
        assistant: ours.assistant.id,
        origin: Some(SHOP.to_owned()),
        visitor: None,
        resume: None,
        page: PageVisit {
            url: page.to_owned(),
            ..PageVisit::default()
        },
        locale: locale.map(str::to_owned),
        user_agent: None,
    };
    app.start_visit(arrival).await.unwrap().visitor
}

/// Asks, leaves an address, goes away, and is answered: the mail that they get.
async fn answered(app: &TestApp, ours: &Tenant, visitor: Visitor, email: &str) {
    gone(app, visitor, email).await;
    let id = visitor.conversation;
    app.claim(&ours.maya, id, false).await.unwrap();
    app.reply(&ours.maya, id, "r1", "We have one pair left.")
        .await
        .unwrap();
    app.clock.advance_ms(70_000);
    app.drain_jobs().await.unwrap();
}

/// Asks, leaves an address, and goes away.
async fn gone(app: &TestApp, visitor: Visitor, email: &str) {
    asks(app, visitor).await;
    let given = Given {
        email: Some(email.to_owned()),
        ..Given::default()
    };
    let filled = Filled::new(LeadSource::Request, given, true);
    app.submit_lead(visitor, filled).await.unwrap();
}

both_databases! {
    /// Who asks while nobody is there: everybody who could come gets one mail at once, and the alert that goes on after it
    /// none, however long nobody looks. Who wants no mail of it gets none.
    async fn nobody_is_mailed_twice_about_one_request(db: TestDb) {
        let Some(smtp) = SmtpServer::start() else { return };
        let (app, ours) = made(db, &smtp).await;
        let silent = AlertWishes { mail: false, ..AlertWishes::default() };
        app.set_alert_wishes(&ours.tomas, [(AlertKind::Handoff, silent)].into()).await.unwrap();
        let visitor = ours.visitor(&app).await;
        asks(&app, visitor).await;
        app.drain_jobs().await.unwrap();
        let mut expected = vec![(address(&ours.owner), 1), (address(&ours.maya), 1)];
        expected.sort();
        assert_eq!(addressed(&smtp.took(2).await), expected, "at once");
        an_hour(&app).await;
        assert_eq!(addressed(&smtp.mails()), expected, "and not again");
        // Another request of the same visitor is another one.
        app.claim(&ours.maya, visitor.conversation, false).await.unwrap();
        app.release(&ours.maya, visitor.conversation).await.unwrap();
        asks(&app, visitor).await;
        an_hour(&app).await;
        for (_, count) in &mut expected {
            *count = 2;
        }
        assert_eq!(addressed(&smtp.mails()), expected, "once for each request");
    }

    /// Who asks while somebody is at a console: no mail at once, then one to one person after the other.
    async fn the_chain_mails_where_nothing_was_mailed_at_once(db: TestDb) {
        let Some(smtp) = SmtpServer::start() else { return };
        let (app, ours) = made(db, &smtp).await;
        app.presence.set_teammate(ours.workspace, ours.maya.person.id, true);
        asks(&app, ours.visitor(&app).await).await;
        app.drain_jobs().await.unwrap();
        assert_eq!(smtp.mails().len(), 0);
        an_hour(&app).await;
        let mut expected = vec![(address(&ours.owner), 1), (address(&ours.maya), 1), (address(&ours.tomas), 1)];
        expected.sort();
        assert_eq!(addressed(&smtp.mails()), expected);
    }

    /// A mailed answer leads to the page that the visitor wrote from, where its site is named; a page that may be any is not
    /// believed, for a browser could have said what it likes.
    async fn a_mailed_answer_leads_back_to_the_page(db: TestDb) {
        let Some(smtp) = SmtpServer::start() else { return };
        let (app, ours) = made(db, &smtp).await;
        for (n, (site, page, leads)) in [
            (SHOP, "/boots?utm_source=ad&key=1#top", "https://shop.example/boots?utm_source=ad#baton-chat="),
            ("*", "/boots", "/chat/"),
        ].into_iter().enumerate() {
            let sites = Settings { allowed_origins: Some(vec![site.to_owned()]), ..Settings::default() };
            app.update_assistant(&ours.owner, ours.assistant.id, sites).await.unwrap();
            let visitor = arrive(&app, &ours, &format!("{SHOP}{page}")).await;
            let email = format!("hannah{n}@example.org");
            answered(&app, &ours, visitor, &email).await;
            let mails = smtp.mails();
            let mail = mails.iter().find(|mail| mail.to() == email).unwrap();
            let text = mail.part("text");
            let link = text.lines().skip_while(|line| !line.contains("Continue the")).nth(1).unwrap();
            assert!(link.contains(leads), "{text}");
            assert_eq!(text.contains("a page of its own"), n == 0, "{text}");
        }
    }

    /// Visitors are written to as their browser reads: subject and both parts, Arabic from right to left. The headers say what
    /// a mail server needs to take it as it is.
    async fn a_mailed_answer_is_in_the_language_of_its_reader(db: TestDb) {
        let Some(smtp) = SmtpServer::start() else { return };
        let (app, ours) = made(db, &smtp).await;
        for (n, (locale, subject, button, dir)) in [
            (Some("de-AT"), "Larch & Tarn hat Ihnen geantwortet", "Unterhaltung fortsetzen", "ltr"),
            (Some("ar"), "وصلك رد من Larch & Tarn", "متابعة المحادثة", "rtl"),
            (Some("ja"), "Larch & Tarn answered you", "Continue the conversation", "ltr"),
            (None, "Larch & Tarn answered you", "Continue the conversation", "ltr"),
        ].into_iter().enumerate() {
            let visitor = arrive_with(&app, &ours, (SHOP, locale)).await;
            let email = format!("hannah{n}@example.org");
            answered(&app, &ours, visitor, &email).await;
            let mails = smtp.mails();
            let mail = mails.iter().find(|mail| mail.to() == email).unwrap();
            assert_eq!(mail.header("subject"), subject);
            assert_eq!(mail.0["defects"], serde_json::json!([]));
            for part in ["text", "html"] {
                let said = mail.part(part);
                assert!(said.contains(button) && said.contains("We have one pair left."), "{said}");
                assert_eq!(said.contains("Continue the"), button.starts_with("Continue"), "{said}");
            }
            assert!(mail.part("html").contains(&format!("dir=\"{dir}\"")), "{}", mail.part("html"));
            assert_eq!(mail.part("html").contains("rtl"), dir == "rtl");
        }
    }

    /// What is still to be mailed is edited and unsent as on the page: the mail says what is left to say, and waits for the
    /// minute to be over.
    async fn a_mailed_answer_reads_as_it_was_edited(db: TestDb) {
        let Some(smtp) = SmtpServer::start() else { return };
        let (app, ours) = made(db, &smtp).await;
        let visitor = arrive(&app, &ours, SHOP).await;
        gone(&app, visitor, "hannah@example.org").await;
        let (id, maya) = (visitor.conversation, &ours.maya);
        app.claim(maya, id, false).await.unwrap();
        let said = app.reply(maya, id, "r1", "It comes on thursday.").await.unwrap().message;
        app.clock.advance_ms(1);
        let wrong = app.reply(maya, id, "r2", "The code is swordfish.").await.unwrap().message;
        app.clock.advance_ms(58_000);
        app.drain_jobs().await.unwrap();
        let edit = Edit { body: "It comes on friday.", was: None };
        app.edit_message(maya, (id, said.seq), edit).await.unwrap();
        app.unsend_message(maya, (id, wrong.seq)).await.unwrap();
        app.clock.advance_ms(12_000);
        app.drain_jobs().await.unwrap();
        let mails = smtp.mails();
        let mails: Vec<_> = mails.iter().filter(|mail| mail.to() == "hannah@example.org").collect();
        assert_eq!(mails.len(), 1);
        for part in ["text", "html"] {
            let text = mails[0].part(part);
            assert!(text.contains("on friday") && !text.contains("thursday") && !text.contains("swordfish"), "{text}");
        }
    }
}
