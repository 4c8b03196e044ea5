//! What visitors do.

use baton_ai::answer::Answerer;
use baton_app::{
    AppError,
    assistant::capture::{Filled, Given},
    inbound::start::{Arrival, PageVisit},
};
use baton_core::lead::{LeadSource, LeadStatus};
use baton_store::{jobs, leads, messages};
use baton_testkit::{TestApp, TestDb, both_databases, fixtures::Tenant, scripted::Scripted};
use std::sync::Arc;

const HOUR_MS: i64 = 3_600_000;

fn arrival(tenant: &Tenant, proof: Option<String>, origin: &str) -> Arrival {
    Arrival {
        resume: None,
        assistant: tenant.assistant.id,
        origin: Some(origin.to_owned()),
        visitor: proof,
        page: PageVisit {
            url: "https://shop.example/".to_owned(),
            ..PageVisit::default()
        },
        locale: None,
        user_agent: None,
    }
}

both_databases! {
    /// A visitor who counts up ids swallows no reply of a program that counts as well, nor the other way round.
    async fn an_id_that_somebody_else_wrote_with_is_no_repeat(db: TestDb) {
        let app = TestApp::new(db).await;
        let tenant = app.tenant("Ours").await;
        let visitor = tenant.visitor(&app).await;
        let id = visitor.conversation;
        app.receive(visitor, "1", "Hello?").await.unwrap();
        app.claim(&tenant.maya, id, false).await.unwrap();
        let is_refused = |error: AppError| matches!(error, AppError::Invalid(fields) if fields.contains_key("client_id"));
        assert!(is_refused(app.reply(&tenant.maya, id, "1", "Hi!").await.unwrap_err()));
        let said = app.reply(&tenant.maya, id, "2", "Hi!").await.unwrap();
        assert!(is_refused(app.receive(visitor, "2", "Thanks").await.unwrap_err()));
        assert!(app.reply(&tenant.maya, id, "2", "Hi!").await.unwrap().repeated);
        assert!(app.receive(visitor, "1", "Hello?").await.unwrap().repeated);
        app.claim(&tenant.owner, id, true).await.unwrap();
        assert!(is_refused(app.reply(&tenant.owner, id, "2", "Hi!").await.unwrap_err()));
        assert_eq!(said.message.seq, 2);
    }

    /// R016, R017: the first load in 24 hours makes a row, also without a word; a later one in time resumes it.
    async fn a_conversation_is_resumed_for_24_hours(db: TestDb) {
        let app = TestApp::new(db).await;
        let tenant = app.tenant("Ours").await;
        let first = tenant.arrive(&app).await;
        let proof = first.proof.clone();
        app.clock.advance_ms(23 * HOUR_MS);
        let second = app.start_visit(arrival(&tenant, proof.clone(), "https://shop.example")).await.unwrap();
        assert_eq!(second.visitor, first.visitor);
        app.clock.advance_ms(2 * HOUR_MS);
        let third = app.start_visit(arrival(&tenant, proof, "https://shop.example")).await.unwrap();
        assert_eq!(third.visitor.contact, first.visitor.contact);
        assert_ne!(third.visitor.conversation, first.visitor.conversation);
        // A forged proof is nobody.
        let forged = Some(format!("{}.AAAA", first.visitor.contact));
        let fourth = app.start_visit(arrival(&tenant, forged, "https://shop.example")).await.unwrap();
        assert_ne!(fourth.visitor.contact, first.visitor.contact);
    }

    async fn only_allowed_origins_embed_the_widget(db: TestDb) {
        let app = TestApp::new(db).await;
        let mut tenant = app.tenant("Ours").await;
        tenant.assistant.allowed_origins = vec!["https://shop.example".to_owned()];
        let (workspace, assistant) = (tenant.workspace, tenant.assistant.clone());
        app.db
            .write(async move |conn| baton_store::assistants::update(conn, workspace, &assistant).await)
            .await
            .unwrap();
        assert!(app.start_visit(arrival(&tenant, None, "https://shop.example")).await.is_ok());
        let refused = app.start_visit(arrival(&tenant, None, "https://evil.example")).await;
        assert!(matches!(refused, Err(AppError::OriginNotAllowed)));
    }

    /// R069, R070, R071: the form stores a lead with its event and its outbox job in one transaction, once per address.
    async fn a_lead_is_captured_once_per_address(db: TestDb) {
        let app = TestApp::new(db).await;
        let tenant = app.tenant("Ours").await;
        let visitor = tenant.visitor(&app).await;
        let given = |name: &str| Given {
            name: Some(name.to_owned()),
            email: Some("D.Pawlak@Example.com".to_owned()),
            ..Given::default()
        };
        app.receive(visitor, "v1", "a group price for 12 tents by June").await.unwrap();
        let refused = app.submit_lead(visitor, Filled::new(LeadSource::Form, given("D"), false)).await;
        assert!(matches!(refused, Err(AppError::Invalid(fields)) if fields.contains_key("consent")));
        let lead = app.submit_lead(visitor, Filled::new(LeadSource::Form, given("Danuta"), true)).await.unwrap();
        assert_eq!((lead.email.as_deref(), lead.status), (Some("d.pawlak@example.com"), LeadStatus::New));
        assert_eq!(lead.wants.as_deref(), Some("a group price for 12 tents by June"));
        let again = app.submit_lead(visitor, Filled::new(LeadSource::Form, given("Danuta Pawlak"), true)).await.unwrap();
        assert_eq!(again.id, lead.id);
        let pending = app.db.read(async |conn| jobs::pending(conn, "lead.captured").await).await.unwrap();
        assert_eq!(pending, 1);
        let (workspace, id) = (tenant.workspace, lead.id);
        let stored = app.db.read(async move |conn| leads::find(conn, workspace, id).await).await.unwrap().unwrap();
        assert_eq!(stored.name.as_deref(), Some("Danuta Pawlak"));
        // R010, R011: the stage moves, and may move back.
        let won = app.change_lead_status(&tenant.maya, id, LeadStatus::Won).await.unwrap();
        assert_eq!(won.status, LeadStatus::Won);
        assert!(matches!(
            app.change_lead_status(&tenant.viewer, id, LeadStatus::New).await,
            Err(AppError::Forbidden)
        ));
    }

    /// Widget: "Clear conversation" hides what was said from the visitor and from the model; the rows stay, and the team reads them.
    async fn a_visitor_can_clear_and_be_forgotten(db: TestDb) {
        let scripted = Arc::new(Scripted::default());
        let model: Arc<dyn Answerer> = Arc::<Scripted>::clone(&scripted);
        let app = TestApp::with_model(db, Some(model)).await;
        let tenant = app.tenant("Ours").await;
        let visitor = tenant.visitor(&app).await;
        app.receive(visitor, "v1", "my secret is 4711").await.unwrap();
        app.drain_jobs().await.unwrap();
        app.clear_history(visitor).await.unwrap();
        assert!(app.visitor_catch_up(visitor, 0).await.unwrap().messages.is_empty());
        app.receive(visitor, "v1b", "and now?").await.unwrap();
        app.drain_jobs().await.unwrap();
        let turns = scripted.turns();
        let (first, last) = (&turns[0], turns.last().unwrap());
        assert_eq!((first.question.as_str(), last.question.as_str()), ("my secret is 4711", "and now?"));
        assert!(last.history.is_empty(), "{:?}", last.history);
        let (workspace, id) = (tenant.workspace, visitor.conversation);
        let kept = app.db.read(async move |conn| messages::list(conn, workspace, id, messages::Part::Newest, 10).await);
        assert!(kept.await.unwrap().iter().any(|message| message.body == "my secret is 4711"));
        app.forget_visitor(visitor).await.unwrap();
        assert!(matches!(app.receive(visitor, "v2", "hello").await, Err(AppError::Unauthorized)));
    }
}
