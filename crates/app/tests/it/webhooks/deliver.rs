//! What is sent, to whom, and how it is signed.

use super::{endpoint, log};
use baton_app::AppError;
use baton_core::webhook::DeliveryStatus;
use baton_testkit::{
    TestApp, TestDb, both_databases,
    receiver::{Received, Receiver, Reply},
};
use serde_json::json;

both_databases! {
    /// R071: every captured lead is told as `lead.captured`, with nulls where nothing was given.
    async fn a_captured_lead_is_told(db: TestDb) {
        let app = TestApp::new(db).await;
        let (tenant, crm) = (app.tenant("Ours").await, Receiver::start().await);
        let (id, secret) = endpoint(&app, &tenant.owner, &crm, &["lead.captured"]).await;
        assert!(secret.starts_with("whsec_") && secret.len() == 50, "{secret}");
        let visitor = tenant.visitor(&app).await;
        app.receive(visitor, "1", "Do you ship to Kraków?").await.unwrap();
        let lead = tenant.lead(&app, visitor, "dana@example.com").await;
        app.drain_jobs().await.unwrap();
        let [told] = &crm.received()[..] else { panic!("{:?}", crm.received()) };
        assert_eq!(told.header("content-type"), "application/json");
        assert!(told.header("user-agent").starts_with("Baton/"));
        let body = told.json();
        assert_eq!(body["event"], "lead.captured");
        assert_eq!(body["occurred_at"], "2026-11-20T10:00:00.000Z");
        let data = &body["data"];
        for (field, value) in [
            ("lead_id", json!(lead.id)),
            ("assistant_id", json!(tenant.assistant.id)),
            ("conversation_id", json!(visitor.conversation)),
            ("name", json!("Danuta")),
            ("email", json!("dana@example.com")),
            ("phone", json!(null)),
            ("fields", json!({})),
        ] {
            assert_eq!(data.get(field), Some(&value), "{field} of {data}");
        }
        let [delivery] = &log(&app, &tenant.owner, id).await[..] else { panic!() };
        assert_eq!((delivery.status, delivery.last_http_status), (DeliveryStatus::Delivered, Some(204)));
        let detail = app.delivery(&tenant.owner, (id, delivery.event)).await.unwrap();
        assert_eq!(detail.body.as_deref(), Some(told.body.as_str()), "the log has the very bytes");
        assert_eq!(told.header("webhook-id"), format!("msg_{}", delivery.event.uuid().simple()));
    }

    /// Everything of one's own workspace in its order, nothing from before the endpoint was made, nothing of others.
    async fn an_endpoint_hears_its_own_workspace_from_now_on(db: TestDb) {
        let app = TestApp::new(db).await;
        let (ours, theirs) = (app.tenant("Ours").await, app.tenant("Theirs").await);
        let (all, some) = (Receiver::start().await, Receiver::start().await);
        let visitor = ours.visitor(&app).await;
        app.receive(visitor, "1", "Hello?").await.unwrap();
        app.drain_jobs().await.unwrap();
        endpoint(&app, &ours.owner, &all, &[]).await;
        endpoint(&app, &ours.owner, &some, &["conversation.*"]).await;
        app.claim(&ours.maya, visitor.conversation, false).await.unwrap();
        app.reply(&ours.maya, visitor.conversation, "2", "Grüße, \u{1f97e} \"quoted\"").await.unwrap();
        let stranger = theirs.visitor(&app).await;
        app.receive(stranger, "1", "Unrelated").await.unwrap();
        app.drain_jobs().await.unwrap();
        let names = |receiver: &Receiver| -> Vec<String> {
            let received = receiver.received();
            let mut told: Vec<_> = received.iter().map(Received::json).collect();
            told.sort_by_key(|body| body["data"]["seq"].as_i64());
            told.iter().map(|body| body["event"].as_str().unwrap().to_owned()).collect()
        };
        assert_eq!(names(&all), ["conversation.claimed", "message.created"]);
        assert_eq!(names(&some), ["conversation.claimed"]);
        let told = all.received();
        assert!(told.iter().all(|told| told.json()["data"]["actor"]["name"] == "Maya"));
        assert!(told.iter().any(|told| told.body.contains("Grüße, \u{1f97e} \\\"quoted\\\"")), "{told:?}");
    }
    /// A handover that is practised is nobody's business outside; what is real beside it is told.
    async fn practice_is_told_to_nobody(db: TestDb) {
        let app = TestApp::new(db).await;
        let (tenant, crm) = (app.tenant("Ours").await, Receiver::start().await);
        endpoint(&app, &tenant.owner, &crm, &[]).await;
        let (id, _) = app.start_practice(&tenant.maya).await.unwrap();
        app.drain_jobs().await.unwrap();
        app.clock.advance_ms(8_000);
        app.drain_jobs().await.unwrap();
        app.claim(&tenant.maya, id, false).await.unwrap();
        app.reply(&tenant.maya, id, "1", "Here I am.").await.unwrap();
        app.resolve(&tenant.maya, id).await.unwrap();
        app.drain_jobs().await.unwrap();
        assert!(crm.received().is_empty(), "{:?}", crm.received());
        let visitor = tenant.visitor(&app).await;
        app.claim(&tenant.maya, visitor.conversation, false).await.unwrap();
        app.drain_jobs().await.unwrap();
        let told = crm.received();
        assert!(!told.is_empty() && told.iter().all(|told| told.body.contains(&visitor.conversation.to_string())), "{told:?}");
    }

    /// Foreign ids are unknown ids; the secret is in no list; editors may not look.
    async fn endpoints_are_behind_the_wall(db: TestDb) {
        let app = TestApp::new(db).await;
        let (ours, theirs) = (app.tenant("Ours").await, app.tenant("Theirs").await);
        let crm = Receiver::start().await;
        let (id, secret) = endpoint(&app, &ours.owner, &crm, &[]).await;
        let shown = format!("{:?}", app.endpoints(&ours.owner).await.unwrap());
        assert!(shown.contains(&crm.url) && !shown.contains(secret.trim_start_matches("whsec_")));
        assert!(app.endpoints(&theirs.owner).await.unwrap().is_empty());
        assert!(matches!(app.endpoint(&theirs.owner, id).await, Err(AppError::NotFound)));
        assert!(matches!(app.delete_endpoint(&theirs.owner, id).await, Err(AppError::NotFound)));
        assert!(matches!(app.test_endpoint(&theirs.owner, id).await, Err(AppError::NotFound)));
        assert!(matches!(app.endpoints(&ours.maya).await, Err(AppError::Forbidden)));
        assert!(crm.received().is_empty());
    }

    /// A trial says what came back, with no more of it than is kept, and is not tried again.
    async fn a_trial_shows_the_answer(db: TestDb) {
        let app = TestApp::new(db).await;
        let (tenant, crm) = (app.tenant("Ours").await, Receiver::start().await);
        let (id, _) = endpoint(&app, &tenant.owner, &crm, &[]).await;
        crm.then([Reply::status(500).saying(&"no! ".repeat(60_000))]);
        let (event, attempt) = app.test_endpoint(&tenant.owner, id).await.unwrap();
        assert_eq!(attempt.http_status, Some(500));
        assert_eq!(attempt.response.unwrap().len(), 4_096);
        app.clock.advance_ms(3_600_000);
        app.drain_jobs().await.unwrap();
        let told = crm.received();
        assert_eq!((told.len(), &told[0].json()["event"]), (1, &json!("ping")));
        let detail = app.delivery(&tenant.owner, (id, event)).await.unwrap();
        assert_eq!(detail.body.as_deref(), Some(told[0].body.as_str()));
        let again = app.redeliver(&tenant.owner, (id, event)).await;
        assert!(matches!(again, Err(AppError::Conflict(_))));
    }

    /// For a while both secrets sign; then the new one alone.
    async fn a_secret_is_changed_without_a_gap(db: TestDb) {
        let app = TestApp::new(db).await;
        let (tenant, crm) = (app.tenant("Ours").await, Receiver::start().await);
        let (id, first) = endpoint(&app, &tenant.owner, &crm, &["message.created"]).await;
        let visitor = tenant.visitor(&app).await;
        let mut signatures = Vec::new();
        let rotated = app.rotate_endpoint_secret(&tenant.owner, id, 3_600).await.unwrap();
        assert_ne!(rotated.secret, first);
        for (n, pause) in [("1", 0), ("2", 3_599_000), ("3", 1_000)] {
            app.clock.advance_ms(pause);
            app.test_endpoint(&tenant.owner, id).await.unwrap();
            app.receive(visitor, n, "Hello?").await.unwrap();
            let told = crm.received().last().unwrap().clone();
            signatures.push(told.header("webhook-signature").split(' ').count());
        }
        assert_eq!(signatures, [2, 2, 1]);
        let refused = app.rotate_endpoint_secret(&tenant.owner, id, 700_000).await;
        assert!(matches!(refused, Err(AppError::Invalid(_))));
    }
}
