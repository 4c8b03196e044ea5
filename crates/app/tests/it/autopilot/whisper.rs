//! Whispers: what the assistant is told in private, and does in its own voice.

use super::{ask, became, holding, said, told, waiting};
use baton_app::AppError;
use baton_core::{
    assistant::{AutopilotMode, Unseen},
    conversation::{HolderKind, held::HeldState},
    event::Event,
};
use baton_db::sql;
use baton_store::turns;
use baton_testkit::{TestApp, TestDb, app::Made, both_databases, fake_model::FakeModel};

/// The messages of the last request: who, and what.
fn asked(model: &FakeModel) -> Vec<(String, String)> {
    let requests = model.requests();
    let body = requests.last().expect("a request").body.clone();
    let messages = body["messages"].as_array().unwrap().iter();
    let text = |value: &serde_json::Value| value.as_str().unwrap_or_default().to_owned();
    messages
        .map(|m| (text(&m["role"]), text(&m["content"])))
        .collect()
}

both_databases! {
    /// A whisper makes an answer at once, once, in the assistant's voice: nobody takes over, and the visitor reads no
    /// word of it.
    async fn a_whisper_is_carried_out_once_and_nobody_takes_over(db: TestDb) {
        let model = FakeModel::start().await;
        let app = TestApp::made(db, Made::asking(&model)).await;
        let tenant = app.tenant("Ours").await;
        let visitor = tenant.visitor(&app).await;
        let (maya, id) = (&tenant.maya, visitor.conversation);
        let early = app.whisper(maya, id, "Offer help").await;
        assert!(matches!(early, Err(AppError::Conflict(_))), "nothing to answer yet");
        ask(&app, visitor, "1", "Do Talus boots run small?").await;
        let (before, requests) = (said(&app, visitor).await.len(), model.requests().len());

        app.clock.advance_ms(1_000);
        let (whisper, repeated) = app.whisper(maya, id, " Offer VIP-shipping for free ").await.unwrap();
        assert_eq!((&*whisper.body, repeated), ("Offer VIP-shipping for free", false));
        // The answer was lost, and the request is made again.
        let (again, repeated) = app.whisper(maya, id, "Offer VIP-shipping for free").await.unwrap();
        assert_eq!((again.id, repeated), (whisper.id, true));
        app.drain_jobs().await.unwrap();
        app.drain_jobs().await.unwrap();
        assert_eq!(model.requests().len(), requests + 1, "one answer, once");
        let all = asked(&model);
        assert!(all[0].1.contains("<whispers>\n- Offer VIP-shipping for free\n</whispers>"), "{}", all[0].1);
        assert!(all[1..].iter().all(|(_, text)| !text.contains("VIP-shipping")), "{all:?}");
        assert!(all.last().unwrap().1.starts_with("[The visitor has not written again."), "{all:?}");
        let now = said(&app, visitor).await;
        assert_eq!(now.len(), before + 1);
        let seen = app.visitor_catch_up(visitor, 0).await.unwrap();
        assert_eq!(seen.conversation.holder(), HolderKind::Assistant);
        assert!(seen.messages.iter().all(|m| !m.body.contains("VIP-shipping")));

        // Why this answer, the log, and the thread tell of it.
        let (workspace, turn) = (visitor.workspace, now.last().unwrap().turn_id.unwrap());
        let trace = app.db.read(async move |conn| turns::trace(conn, workspace, id, turn).await);
        let whispers = trace.await.unwrap().unwrap().whispers;
        assert_eq!((&*whispers[0].by, &*whispers[0].body), ("Maya", "Offer VIP-shipping for free"));
        let lefts = told(&app, visitor).await.into_iter().filter(|e| matches!(e, Event::WhisperLeft { .. })).count();
        assert_eq!(lefts, 1);
        let lines = sql!(
            "SELECT count(*) FROM audit_logs WHERE workspace_id = {} AND action = 'conversation.whisper'",
            workspace.uuid()
        );
        let lines: i64 = app.db.read(async move |conn| conn.fetch_one(lines).await).await.unwrap();
        assert_eq!(lines, 1);

        // The next answer is made without it.
        ask(&app, visitor, "2", "And in green?").await;
        assert!(!asked(&model)[0].1.contains("whisper"));
    }

    /// Whoever takes over makes void what was whispered and not said; a viewer and a neighbour whisper nothing.
    async fn a_takeover_voids_a_whisper(db: TestDb) {
        let model = FakeModel::start().await;
        let app = TestApp::made(db, Made::asking(&model)).await;
        let tenant = app.tenant("Ours").await;
        let visitor = tenant.visitor(&app).await;
        let (maya, id) = (&tenant.maya, visitor.conversation);
        ask(&app, visitor, "1", "Do Talus boots run small?").await;
        let before = said(&app, visitor).await.len();
        app.whisper(maya, id, "Offer VIP-shipping").await.unwrap();
        app.claim(&tenant.tomas, id, false).await.unwrap();
        assert!(matches!(app.whisper(maya, id, "Go on").await, Err(AppError::Conflict(_))));
        app.drain_jobs().await.unwrap();
        app.release(&tenant.tomas, id).await.unwrap();
        app.drain_jobs().await.unwrap();
        assert_eq!(said(&app, visitor).await.len(), before);
        ask(&app, visitor, "2", "And in green?").await;
        assert!(!asked(&model)[0].1.contains("VIP-shipping"));

        let viewer = app.whisper(&tenant.viewer, id, "Go on").await;
        assert!(matches!(viewer, Err(AppError::Forbidden)));
        let stranger = app.tenant("Theirs").await;
        assert!(matches!(app.whisper(&stranger.owner, id, "Go on").await, Err(AppError::NotFound)));
        for wrong in ["", &"x".repeat(501)] {
            assert!(matches!(app.whisper(maya, id, wrong).await, Err(AppError::Invalid(_))));
        }
        app.set_autopilot(maya, id, Some(AutopilotMode::Off)).await.unwrap();
        assert!(matches!(app.whisper(maya, id, "Go on").await, Err(AppError::Conflict(_))));
    }

    /// What is held is made anew with the whisper; and where that is made anew in turn, the whisper is in it.
    async fn a_whisper_makes_a_held_answer_anew(db: TestDb) {
        let model = FakeModel::start().await;
        let app = TestApp::made(db, Made::asking(&model)).await;
        let (tenant, visitor) = holding(&app, Unseen::Send).await;
        ask(&app, visitor, "1", "Do Talus boots run small?").await;
        let first = waiting(&app, visitor).await.unwrap();
        app.whisper(&tenant.maya, visitor.conversation, "Offer VIP-shipping").await.unwrap();
        assert_eq!(became(&app, visitor, first.id).await.state, HeldState::Void);
        app.drain_jobs().await.unwrap();
        let all = asked(&model);
        assert!(all[0].1.contains("VIP-shipping"));
        // Nobody has read an answer to it: it is asked still.
        assert_eq!(all.last().unwrap(), &("user".to_owned(), "Do Talus boots run small?".to_owned()));
        let second = waiting(&app, visitor).await.unwrap();
        ask(&app, visitor, "2", "I mean the green ones").await;
        assert_eq!(became(&app, visitor, second.id).await.state, HeldState::Void);
        assert!(asked(&model)[0].1.contains("VIP-shipping"));
        app.clock.advance_ms(30_000);
        app.drain_jobs().await.unwrap();
        assert_eq!(said(&app, visitor).await.len(), 1);
    }

    /// The built-in answerer quotes pages: it says that it cannot follow, and nothing is kept.
    async fn without_a_model_a_whisper_is_refused(db: TestDb) {
        let app = TestApp::new(db).await;
        let tenant = app.tenant("Ours").await;
        let visitor = tenant.visitor(&app).await;
        ask(&app, visitor, "1", "Do Talus boots run small?").await;
        let refused = app.whisper(&tenant.maya, visitor.conversation, "Offer help").await;
        let Err(AppError::Conflict(why)) = refused else { panic!("{refused:?}") };
        assert!(why.starts_with("No model is set"), "{why}");
        assert!(!told(&app, visitor).await.iter().any(|e| matches!(e, Event::WhisperLeft { .. })));
    }
}
