//! The assistant's turn, with a scripted model.

use baton_core::{
    conversation::HolderKind,
    message::{MessageKind, MessageState},
    trace::Outcome,
};
use baton_db::Dialect;
use baton_store::{jobs, messages, messages::Part, turns};
use baton_testkit::{TestApp, TestDb, both_databases, scripted::Scripted};
use std::sync::Arc;

both_databases! {
    /// A model that breaks off: the message is safe, what was sent stays as cut short, and a person is called.
    async fn a_broken_answer_ends_with_a_person(db: TestDb) {
        let app = TestApp::with_model(db, Some(Arc::new(Scripted::default()))).await;
        let tenant = app.tenant("Ours").await;
        let visitor = tenant.visitor(&app).await;
        app.receive(visitor, "v1", "break off please").await.unwrap();
        app.drain_jobs().await.unwrap();
        let (workspace, id) = (tenant.workspace, visitor.conversation);
        let said = app
            .db
            .read(async move |conn| messages::list(conn, workspace, id, Part::After(0), 100).await)
            .await
            .unwrap();
        assert_eq!(said.len(), 3);
        assert_eq!((said[1].state, said[2].kind), (MessageState::Cut, Some(MessageKind::Handover)));
        assert_eq!(app.visitor_catch_up(visitor, 0).await.unwrap().conversation.holder(), HolderKind::Nobody);
        let turn = said[2].turn_id.unwrap();
        let trace =
            app.db.read(async move |conn| turns::trace(conn, workspace, id, turn).await).await.unwrap().unwrap();
        assert_eq!(trace.outcome, Outcome::Failed);
        assert!(trace.error.is_some());
    }

    /// The model's own handover: its last words, then the queue with its reason.
    async fn a_model_can_call_a_person(db: TestDb) {
        let app = TestApp::with_model(db, Some(Arc::new(Scripted::default()))).await;
        let tenant = app.tenant("Ours").await;
        let visitor = tenant.visitor(&app).await;
        app.receive(visitor, "v1", "give up").await.unwrap();
        app.drain_jobs().await.unwrap();
        let conversation = app.visitor_catch_up(visitor, 0).await.unwrap().conversation;
        assert_eq!(conversation.holder(), HolderKind::Nobody);
        assert_eq!(conversation.baton().reason.unwrap().text, "No source found");
    }

    /// The only process of a database takes up at its start what the one before left: nobody waits for a lease.
    async fn a_restart_answers_what_was_left(db: TestDb) {
        let is_alone = db.db.dialect() == Dialect::Sqlite;
        let app = TestApp::with_model(db, Some(Arc::new(Scripted::default()))).await;
        let tenant = app.tenant("Ours").await;
        let visitor = tenant.visitor(&app).await;
        let (workspace, id) = (tenant.workspace, visitor.conversation);
        app.receive(visitor, "v1", "hello there boots").await.unwrap();
        let (turn, lease, now) = (app.ids.next(), app.ids.next(), app.clock.now());
        app.db
            .write(async move |conn| {
                jobs::lease(conn, "assistant.turn", lease, (now, now.plus_ms(90_000)), 1).await?;
                turns::begin(conn, workspace, (turn, id), (0, 1), (now, now.plus_ms(15_000))).await
            })
            .await
            .unwrap();
        assert_eq!(app.drain_jobs().await.unwrap(), 0);
        app.recover().await.unwrap();
        app.drain_jobs().await.unwrap();
        let answers = app.visitor_catch_up(visitor, 1).await.unwrap().messages.len();
        assert_eq!(answers, usize::from(is_alone));
    }

    /// A turn left behind by a process that died is replaced, and its message answered.
    async fn an_abandoned_turn_is_replaced(db: TestDb) {
        let app = TestApp::with_model(db, Some(Arc::new(Scripted::default()))).await;
        let tenant = app.tenant("Ours").await;
        let visitor = tenant.visitor(&app).await;
        let (workspace, id) = (tenant.workspace, visitor.conversation);
        app.receive(visitor, "v1", "hello there boots").await.unwrap();
        let (turn, now) = (app.ids.next(), app.clock.now());
        app.db
            .write(async move |conn| turns::begin(conn, workspace, (turn, id), (0, 1), (now, now.plus_ms(15_000))).await)
            .await
            .unwrap();
        app.drain_jobs().await.unwrap();
        assert_eq!(app.visitor_catch_up(visitor, 1).await.unwrap().messages.len(), 0);
        app.clock.advance_ms(100_000);
        app.answer_conversation(workspace, id).await.unwrap();
        assert_eq!(app.visitor_catch_up(visitor, 1).await.unwrap().messages.len(), 1);
    }
}
