//! Receivers that do not answer, or not as they should.

use super::{endpoint, log, statuses};
use baton_app::{
    AppError,
    webhooks::{Outgoing, update::Change},
};
use baton_core::{
    event::Event,
    webhook::{DeliveryStatus, DisabledReason, STEPS_MS},
};
use baton_outbound::Policy;
use baton_store::events;
use baton_testkit::{
    TestApp, TestDb,
    app::Made,
    both_databases,
    receiver::{Receiver, Reply},
};
use std::time::Duration;

/// Longer than the longest pause that chance can make of `pause`.
const fn surely(pause: i64) -> i64 {
    pause + pause / 5 + 1
}

both_databases! {
    /// 500 and then 200: it is tried again with the same id, a new time and a new signature, and not before five seconds.
    async fn a_failure_is_tried_again(db: TestDb) {
        let app = TestApp::new(db).await;
        let (tenant, crm) = (app.tenant("Ours").await, Receiver::start().await);
        let (id, _) = endpoint(&app, &tenant.owner, &crm, &["message.created"]).await;
        crm.then([Reply::status(500).saying("busy")]);
        let visitor = tenant.visitor(&app).await;
        app.claim(&tenant.maya, visitor.conversation, false).await.unwrap();
        app.receive(visitor, "1", "Hello?").await.unwrap();
        app.drain_jobs().await.unwrap();
        app.clock.advance_ms(4_999);
        app.drain_jobs().await.unwrap();
        assert_eq!(crm.received().len(), 1);
        let pending = &log(&app, &tenant.owner, id).await[0];
        assert_eq!((pending.status, pending.attempts), (DeliveryStatus::Pending, 1));
        let shown = app.endpoint(&tenant.owner, id).await.unwrap().0;
        assert!(shown.failing_since.is_some());
        app.clock.advance_ms(surely(5_000) - 4_999);
        app.drain_jobs().await.unwrap();
        let told = crm.received();
        assert_eq!(told.len(), 2);
        for (name, is_same) in [("webhook-id", true), ("webhook-timestamp", false), ("webhook-signature", false)] {
            assert_eq!(told[0].header(name) == told[1].header(name), is_same, "{name}");
        }
        assert_eq!(told[0].body, told[1].body);
        assert_eq!(statuses(&app, &tenant.owner, (id, pending.event)).await, [Some(500), Some(204)]);
        let shown = app.endpoint(&tenant.owner, id).await.unwrap().0;
        assert_eq!((shown.failing_since, shown.failures), (None, 0));
    }

    /// The whole schedule, and then no more.
    async fn the_schedule_is_kept_to_its_end(db: TestDb) {
        let app = TestApp::new(db).await;
        let tenant = app.tenant("Ours").await;
        let crm = Receiver::answering(Reply::status(500)).await;
        let (id, _) = endpoint(&app, &tenant.owner, &crm, &["lead.captured"]).await;
        let visitor = tenant.visitor(&app).await;
        tenant.lead(&app, visitor, "dana@example.com").await;
        for (n, pause) in STEPS_MS.iter().enumerate() {
            app.clock.advance_ms(pause - 1);
            app.drain_jobs().await.unwrap();
            assert_eq!(crm.received().len(), n.max(usize::from(*pause == 0)), "before attempt {}", n + 1);
            app.clock.advance_ms(pause / 5 + 2);
            app.drain_jobs().await.unwrap();
            assert_eq!(crm.received().len(), n + 1, "attempt {}", n + 1);
        }
        app.clock.advance_ms(10 * 24 * 3_600_000);
        app.drain_jobs().await.unwrap();
        assert_eq!(crm.received().len(), 8);
        let failed = &log(&app, &tenant.owner, id).await[0];
        assert_eq!((failed.status, failed.attempts, failed.next_attempt_at), (DeliveryStatus::Failed, 8, None));
        assert!(app.endpoint(&tenant.owner, id).await.unwrap().0.enabled, "one event is no five days of failure");
    }

    /// 410 turns it off at once: in the log of events, in the audit log, and nothing more is sent.
    async fn gone_turns_it_off(db: TestDb) {
        let app = TestApp::new(db).await;
        let tenant = app.tenant("Ours").await;
        let crm = Receiver::answering(Reply::status(410)).await;
        let (id, _) = endpoint(&app, &tenant.owner, &crm, &["message.created"]).await;
        let visitor = tenant.visitor(&app).await;
        app.claim(&tenant.maya, visitor.conversation, false).await.unwrap();
        app.receive(visitor, "1", "Hello?").await.unwrap();
        app.drain_webhooks().await.unwrap();
        let workspace = tenant.workspace;
        let mails: Vec<String> = app.db.read(async move |conn| {
            conn.fetch_all(baton_db::sql!("SELECT payload FROM jobs WHERE kind = 'mail.send' AND workspace_id = {}", workspace.uuid())).await
        }).await.unwrap();
        let [mail] = &mails[..] else { panic!("{mails:?}") };
        assert!(mail.contains("webhook_disabled") && mail.contains(&tenant.owner.person.id.to_string()), "{mail}");
        app.receive(visitor, "2", "Hello?").await.unwrap();
        app.drain_jobs().await.unwrap();
        assert_eq!(crm.received().len(), 1);
        let shown = app.endpoint(&tenant.owner, id).await.unwrap().0;
        assert_eq!((shown.enabled, shown.disabled_reason), (false, Some(DisabledReason::Gone)));
        assert_eq!(log(&app, &tenant.owner, id).await[0].status, DeliveryStatus::Failed);
        let told = app.db.read(async move |conn| events::after(conn, workspace, 0, 100).await).await.unwrap();
        let told: Vec<_> = told.into_iter().map(|envelope| envelope.event).collect();
        let disabled = Event::WebhookDisabled { endpoint_id: id, host: "127.0.0.1".to_owned(), reason: DisabledReason::Gone };
        assert!(told.contains(&disabled), "{told:?}");
    }

    /// Five days in which nothing worked turn it off; turned on again, it hears what happens from then on.
    async fn five_days_of_failure_turn_it_off(db: TestDb) {
        let app = TestApp::new(db).await;
        let tenant = app.tenant("Ours").await;
        let crm = Receiver::answering(Reply::status(503)).await;
        let (id, _) = endpoint(&app, &tenant.owner, &crm, &["message.created"]).await;
        let visitor = tenant.visitor(&app).await;
        app.claim(&tenant.maya, visitor.conversation, false).await.unwrap();
        for n in 0..30 {
            app.receive(visitor, &n.to_string(), "Hello?").await.unwrap();
            app.drain_jobs().await.unwrap();
            assert!(app.endpoint(&tenant.owner, id).await.unwrap().0.enabled, "after {n} times four hours");
            app.clock.advance_ms(4 * 3_600_000);
        }
        app.drain_jobs().await.unwrap();
        let shown = app.endpoint(&tenant.owner, id).await.unwrap().0;
        assert_eq!(shown.disabled_reason, Some(DisabledReason::Failing));
        let tried = crm.received().len();
        crm.always(Reply::status(200));
        app.receive(visitor, "while-off", "Hello?").await.unwrap();
        app.drain_jobs().await.unwrap();
        assert_eq!(crm.received().len(), tried);
        let on = Change { enabled: Some(true), ..Change::default() };
        let shown = app.update_endpoint(&tenant.owner, id, on).await.unwrap();
        assert_eq!((shown.enabled, shown.failures, shown.failing_since), (true, 0, None));
        app.receive(visitor, "on-again", "Hello again").await.unwrap();
        app.drain_jobs().await.unwrap();
        let told = crm.received();
        assert!(told.iter().any(|told| told.body.contains("Hello again")));
    }

    /// A redirect is a failure and is not followed.
    async fn a_redirect_is_not_followed(db: TestDb) {
        let app = TestApp::new(db).await;
        let (tenant, elsewhere) = (app.tenant("Ours").await, Receiver::start().await);
        let crm = Receiver::answering(Reply::status(301).with("location", &elsewhere.url)).await;
        let (id, _) = endpoint(&app, &tenant.owner, &crm, &["lead.captured"]).await;
        let visitor = tenant.visitor(&app).await;
        tenant.lead(&app, visitor, "dana@example.com").await;
        app.drain_jobs().await.unwrap();
        assert_eq!((crm.received().len(), elsewhere.received().len()), (1, 0));
        let tried = &log(&app, &tenant.owner, id).await[0];
        assert_eq!((tried.status, tried.last_http_status), (DeliveryStatus::Pending, Some(301)));
        assert!(tried.last_error.as_ref().unwrap().contains("redirected"));
    }

    /// Whoever asks to be left alone is, also by what is new.
    async fn a_receiver_may_ask_for_time(db: TestDb) {
        let app = TestApp::new(db).await;
        let (tenant, crm) = (app.tenant("Ours").await, Receiver::start().await);
        let (id, _) = endpoint(&app, &tenant.owner, &crm, &["message.created"]).await;
        crm.then([Reply::status(429).with("retry-after", "120")]);
        let visitor = tenant.visitor(&app).await;
        app.claim(&tenant.maya, visitor.conversation, false).await.unwrap();
        app.receive(visitor, "1", "Hello?").await.unwrap();
        app.drain_jobs().await.unwrap();
        app.receive(visitor, "2", "Still there?").await.unwrap();
        app.clock.advance_ms(119_000);
        app.drain_jobs().await.unwrap();
        assert_eq!(crm.received().len(), 1);
        assert_eq!(app.endpoint(&tenant.owner, id).await.unwrap().1, 1, "one waits");
        app.clock.advance_ms(1_000);
        app.drain_jobs().await.unwrap();
        assert_eq!(crm.received().len(), 3);
    }

    /// What does not answer in time counts as failed, and so does what is not there.
    async fn slow_and_dead_receivers_fail(db: TestDb) {
        let made = Made::default();
        let outgoing = Outgoing { patience: Duration::from_millis(300), ..made.outgoing.clone() };
        let app = TestApp::made(db, Made { outgoing, ..made }).await;
        let tenant = app.tenant("Ours").await;
        let slow = Receiver::answering(Reply::status(200).after(Duration::from_secs(5))).await;
        let (slow, _) = endpoint(&app, &tenant.owner, &slow, &["lead.captured"]).await;
        let mut dead = Receiver::start().await;
        dead.url = "http://127.0.0.1:9/in".to_owned();
        let (dead, _) = endpoint(&app, &tenant.owner, &dead, &["lead.captured"]).await;
        let visitor = tenant.visitor(&app).await;
        tenant.lead(&app, visitor, "dana@example.com").await;
        app.drain_jobs().await.unwrap();
        for (id, why) in [(slow, "took longer"), (dead, "could not be reached")] {
            let tried = &log(&app, &tenant.owner, id).await[0];
            assert_eq!((tried.status, tried.last_http_status), (DeliveryStatus::Pending, None));
            assert!(tried.last_error.as_ref().unwrap().contains(why), "{tried:?}");
        }
    }

    /// Inward addresses are refused: literals when they are entered, names when they are resolved.
    async fn nothing_is_sent_inward(db: TestDb) {
        let made = Made::default();
        let outgoing = Outgoing { policy: Policy::public(), ..made.outgoing.clone() };
        let app = TestApp::made(db, Made { outgoing, ..made }).await;
        let (tenant, inner) = (app.tenant("Ours").await, Receiver::start().await);
        let new = |url: &str| baton_app::webhooks::create::NewEndpoint { url: url.to_owned(), ..Default::default() };
        let refused = app.create_endpoint(&tenant.owner, new(&inner.url)).await;
        assert!(matches!(refused, Err(AppError::Invalid(_))), "{refused:?}");
        let port = inner.url.rsplit(':').next().unwrap();
        let issued = app.create_endpoint(&tenant.owner, new(&format!("https://localhost:{port}"))).await.unwrap();
        let (_, attempt) = app.test_endpoint(&tenant.owner, issued.endpoint.id).await.unwrap();
        assert!(attempt.error.unwrap().contains("not on the public internet"));
        assert!(inner.received().is_empty());
    }
}
