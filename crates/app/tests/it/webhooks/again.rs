//! What somebody asks for again.

use super::{endpoint, log, statuses};
use baton_app::{
    AppError, Visitor,
    webhooks::{replay::Stretch, update::Change},
};
use baton_core::webhook::DeliveryStatus;
use baton_testkit::{
    TestApp, TestDb, both_databases,
    fixtures::Tenant,
    receiver::{Receiver, Reply},
};

/// A visitor whose messages nobody answers by themselves.
async fn quiet_visitor(app: &TestApp, tenant: &Tenant) -> Visitor {
    let visitor = tenant.visitor(app).await;
    app.claim(&tenant.maya, visitor.conversation, false)
        .await
        .unwrap();
    visitor
}

fn said(receiver: &Receiver) -> Vec<String> {
    let received = receiver.received();
    let words =
        |json: &serde_json::Value| json["data"]["message"]["body"].as_str().unwrap().to_owned();
    let mut all: Vec<_> = received.iter().map(|told| words(&told.json())).collect();
    all.sort();
    all
}

both_databases! {
    /// One delivery is made again with the same id, also where it was taken, and where its schedule ended.
    async fn one_is_sent_again(db: TestDb) {
        let app = TestApp::new(db).await;
        let (tenant, crm) = (app.tenant("Ours").await, Receiver::start().await);
        let (id, _) = endpoint(&app, &tenant.owner, &crm, &["lead.captured"]).await;
        let visitor = tenant.visitor(&app).await;
        tenant.lead(&app, visitor, "dana@example.com").await;
        app.drain_jobs().await.unwrap();
        let event = log(&app, &tenant.owner, id).await[0].event;
        app.redeliver(&tenant.owner, (id, event)).await.unwrap();
        assert_eq!(log(&app, &tenant.owner, id).await[0].status, DeliveryStatus::Pending);
        app.drain_jobs().await.unwrap();
        let told = crm.received();
        assert_eq!((told.len(), told[0].header("webhook-id")), (2, told[1].header("webhook-id")));
        assert_eq!(statuses(&app, &tenant.owner, (id, event)).await, [Some(204), Some(204)]);
        let detail = app.delivery(&tenant.owner, (id, event)).await.unwrap();
        assert_eq!(detail.attempts[1].cause.as_str(), "manual");
        let off = Change { enabled: Some(false), ..Change::default() };
        app.update_endpoint(&tenant.owner, id, off).await.unwrap();
        let refused = app.redeliver(&tenant.owner, (id, event)).await;
        assert!(matches!(refused, Err(AppError::Conflict(_))));
    }

    /// Of a stretch of time what failed and what was missed is sent again, and what was taken is not; or all of it.
    async fn a_stretch_of_time_is_sent_again(db: TestDb) {
        let app = TestApp::new(db).await;
        let (tenant, crm) = (app.tenant("Ours").await, Receiver::start().await);
        let (id, _) = endpoint(&app, &tenant.owner, &crm, &["message.created"]).await;
        let visitor = quiet_visitor(&app, &tenant).await;
        let mut times = Vec::new();
        let gone = Reply::status(410);
        for (n, words) in ["before", "taken", "refused", "missed", "later"].iter().enumerate() {
            app.clock.advance_ms(60_000);
            times.push(app.clock.now());
            if *words == "refused" {
                crm.then([gone.clone()]);
            }
            app.receive(visitor, &n.to_string(), words).await.unwrap();
            app.drain_jobs().await.unwrap();
        }
        assert_eq!(said(&crm), ["before", "refused", "taken"]);
        let on = Change { enabled: Some(true), ..Change::default() };
        let stretch = Stretch { since: times[1], until: Some(times[4]), all: false };
        let off = app.replay_events(&tenant.owner, id, stretch).await;
        assert!(matches!(off, Err(AppError::Conflict(_))));
        app.update_endpoint(&tenant.owner, id, on).await.unwrap();
        assert!(app.replay_events(&tenant.owner, id, stretch).await.unwrap() >= 3);
        assert!(app.endpoint(&tenant.owner, id).await.unwrap().0.replaying.is_some());
        app.drain_jobs().await.unwrap();
        assert_eq!(said(&crm), ["before", "missed", "refused", "refused", "taken"]);
        assert_eq!(app.endpoint(&tenant.owner, id).await.unwrap().0.replaying, None);
        app.replay_events(&tenant.owner, id, Stretch { all: true, ..stretch }).await.unwrap();
        app.drain_jobs().await.unwrap();
        assert_eq!(said(&crm), ["before", "missed", "missed", "refused", "refused", "refused", "taken", "taken"]);
        let wrong = Stretch { since: times[4], until: Some(times[1]), all: true };
        assert!(matches!(app.replay_events(&tenant.owner, id, wrong).await, Err(AppError::Invalid(_))));
    }

    /// What is too old is forgotten, what is under way is not.
    async fn the_log_is_swept(db: TestDb) {
        let app = TestApp::new(db).await;
        let (tenant, crm) = (app.tenant("Ours").await, Receiver::start().await);
        let (id, _) = endpoint(&app, &tenant.owner, &crm, &["message.created"]).await;
        let visitor = quiet_visitor(&app, &tenant).await;
        app.receive(visitor, "1", "Hello?").await.unwrap();
        app.drain_jobs().await.unwrap();
        app.clock.advance_ms(20 * 24 * 3_600_000);
        app.receive(visitor, "2", "Hello?").await.unwrap();
        app.recover().await.unwrap();
        app.drain_jobs().await.unwrap();
        assert_eq!(log(&app, &tenant.owner, id).await.len(), 2);
        app.clock.advance_ms(11 * 24 * 3_600_000);
        app.drain_jobs().await.unwrap();
        assert_eq!(log(&app, &tenant.owner, id).await.len(), 1);
    }
}
