//! Corrections: what they are tried on.

use baton_app::knowledge::add::Material;
use baton_core::{message::MessageKind, trace::AnswererKind};
use baton_testkit::{TestApp, TestDb, both_databases, fixtures::Tenant, scripted::Scripted};
use std::sync::Arc;

const QUESTION: &str = "How long can I return unworn boots?";
const BETTER: &str = "Within 60 days, and the way back is free.";
const DAY_MS: i64 = 24 * 60 * 60 * 1_000;

/// A tenant whose assistant has read about returns.
async fn reading(app: &TestApp, name: &str) -> Tenant {
    let tenant = app.tenant(name).await;
    let material = Material::Text {
        title: "Returns".to_owned(),
        text: "# Returns\n\nUnworn boots can be returned within 30 days of delivery.".to_owned(),
    };
    app.add_knowledge(&tenant.owner, tenant.assistant.id, vec![material])
        .await
        .unwrap();
    app.drain_jobs().await.unwrap();
    tenant
}

async fn ask(app: &TestApp, tenant: &Tenant, question: &str) {
    let visitor = tenant.visitor(app).await;
    app.receive(visitor, "1", question).await.unwrap();
    app.drain_jobs().await.unwrap();
    // Of two in the same millisecond neither is the later one.
    app.clock.advance_ms(1);
}

both_databases! {
    async fn with_a_model_a_correction_shows_what_it_would_read_and_asks_it_nothing(db: TestDb) {
        let model = Arc::new(Scripted::default());
        let app = TestApp::with_model(db, Some(Arc::<Scripted>::clone(&model))).await;
        let tenant = reading(&app, "Ours").await;
        ask(&app, &tenant, QUESTION).await;
        let asked = model.turns().len();
        let of = (tenant.assistant.id, None);
        let replay = app.replay(&tenant.maya, of, (QUESTION, BETTER)).await.unwrap();
        assert_eq!(model.turns().len(), asked);
        assert_eq!((replay.answerer, replay.items.len()), (AnswererKind::Model, 1));
        let item = &replay.items[0];
        assert!(item.changes && item.said.is_some());
        assert_eq!((&item.before.text, &item.after.text), (&None, &None));
        assert!(item.before.sources.iter().all(|source| source.document_id.is_some()));
        assert_eq!(item.after.kind, MessageKind::Answer);
        assert_eq!(item.after.sources[0].document_id, None);
        assert_eq!(item.after.sources[0].title, QUESTION);
    }

    async fn a_correction_is_tried_on_the_last_90_days_and_on_the_last_20_wordings(db: TestDb) {
        let app = TestApp::new(db).await;
        let tenant = reading(&app, "Ours").await;
        ask(&app, &tenant, QUESTION).await;
        app.clock.advance_ms(89 * DAY_MS);
        let of = (tenant.assistant.id, None);
        let replay = app.replay(&tenant.maya, of, (QUESTION, BETTER)).await.unwrap();
        assert_eq!((replay.looked_at, replay.items.len()), (1, 1));
        app.clock.advance_ms(2 * DAY_MS);
        let replay = app.replay(&tenant.maya, of, (QUESTION, BETTER)).await.unwrap();
        assert_eq!((replay.looked_at, replay.items.len()), (0, 0));
        for n in 0..22 {
            ask(&app, &tenant, &format!("Can I return unworn boots of size {n}?")).await;
        }
        let replay = app.replay(&tenant.maya, of, (QUESTION, BETTER)).await.unwrap();
        assert_eq!((replay.looked_at, replay.items.len()), (22, 20));
        assert!(replay.items.iter().all(|item| item.question != "Can I return unworn boots of size 0?"));
    }

    async fn the_question_that_is_corrected_comes_along_in_whatever_words(db: TestDb) {
        let app = TestApp::new(db).await;
        let tenant = reading(&app, "Ours").await;
        ask(&app, &tenant, "And mine?").await;
        let assistant = tenant.assistant.id;
        let of = |turn| (assistant, turn);
        let without = app.replay(&tenant.maya, of(None), (QUESTION, BETTER)).await.unwrap();
        assert!(without.items.is_empty());
        let workspace = tenant.workspace;
        let lately = app.db.read(async move |conn| {
            let since = baton_core::time::Timestamp::from_ms(0);
            baton_store::messages::asked::lately(conn, workspace, assistant, (since, 10)).await
        });
        let turn = lately.await.unwrap()[0].turn_id;
        let with = app.replay(&tenant.maya, of(Some(turn)), (QUESTION, BETTER)).await.unwrap();
        assert_eq!(with.items[0].question, "And mine?");
    }

    async fn what_another_workspace_was_asked_stays_there(db: TestDb) {
        let app = TestApp::new(db).await;
        let (ours, theirs) = (reading(&app, "Ours").await, reading(&app, "Theirs").await);
        ask(&app, &theirs, QUESTION).await;
        let replay = app.replay(&ours.maya, (ours.assistant.id, None), (QUESTION, BETTER)).await.unwrap();
        assert_eq!((replay.looked_at, replay.items.len()), (0, 0));
        let foreign = app.replay(&ours.maya, (theirs.assistant.id, None), (QUESTION, BETTER)).await;
        assert!(matches!(foreign, Err(baton_app::AppError::NotFound)));
        let foreign = app.correct(&ours.maya, theirs.assistant.id, (QUESTION.into(), BETTER.into())).await;
        assert!(matches!(foreign, Err(baton_app::AppError::NotFound)));
    }
}
