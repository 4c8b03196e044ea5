//! Supervised autopilot: answers that are held for the team, and conversations in which the assistant does not answer.

mod radar;
mod whisper;

use baton_app::{
    AppError, assistants::settings::Settings, conversations::autopilot::decide::Verdict,
};
use baton_core::{
    assistant::{Autopilot, AutopilotMode, Unseen},
    conversation::{
        HolderKind,
        held::{HeldAnswer, HeldState},
    },
    event::Event,
    id::HeldAnswerId,
    message::{Message, MessageKind, MessageRole},
};
use baton_store::{
    conversations::held,
    events,
    messages::{self, Part},
};
use baton_testkit::{TestApp, TestDb, Visitor, app::Made, both_databases, fixtures::Tenant};

const HOLD_MS: i64 = 30_000;

/// A workspace whose assistant holds its answers, and a visitor of it.
async fn holding(app: &TestApp, unseen: Unseen) -> (Tenant, Visitor) {
    let tenant = app.tenant("Ours").await;
    let autopilot = Autopilot {
        mode: AutopilotMode::Held,
        hold_s: 30,
        unseen,
    };
    let settings = Settings {
        autopilot: Some(autopilot),
        ..Settings::default()
    };
    let of = tenant.assistant.id;
    app.update_assistant(&tenant.owner, of, settings)
        .await
        .unwrap();
    let visitor = tenant.visitor(app).await;
    (tenant, visitor)
}

async fn ask(app: &TestApp, visitor: Visitor, client: &str, text: &str) {
    app.clock.advance_ms(1_000);
    app.receive(visitor, client, text).await.unwrap();
    app.drain_jobs().await.unwrap();
}

async fn waiting(app: &TestApp, visitor: Visitor) -> Option<HeldAnswer> {
    let read = app
        .db
        .read(async move |conn| held::waiting(conn, visitor.workspace, visitor.conversation).await);
    read.await.unwrap().map(|held| held.answer)
}

async fn became(app: &TestApp, visitor: Visitor, id: HeldAnswerId) -> HeldAnswer {
    let read = app.db.read(async move |conn| {
        held::find(conn, visitor.workspace, (visitor.conversation, id)).await
    });
    read.await.unwrap().unwrap().answer
}

/// What the assistant has said.
async fn said(app: &TestApp, visitor: Visitor) -> Vec<Message> {
    let read = app.db.read(async move |conn| {
        messages::list(
            conn,
            visitor.workspace,
            visitor.conversation,
            Part::Newest,
            100,
        )
        .await
    });
    let mut all = read.await.unwrap();
    all.retain(|message| message.role == MessageRole::Assistant);
    all
}

async fn told(app: &TestApp, visitor: Visitor) -> Vec<Event> {
    let read = app.db.read(async move |conn| {
        events::timeline(conn, visitor.workspace, visitor.conversation, 0, 100).await
    });
    read.await
        .unwrap()
        .into_iter()
        .map(|told| told.event)
        .collect()
}

both_databases! {
    /// An answer waits for the time that is set, and is sent once after it; meanwhile its visitor sees that one is made.
    async fn a_held_answer_is_sent_once_when_nobody_looks(db: TestDb) {
        let app = TestApp::new(db).await;
        let (_, visitor) = holding(&app, Unseen::Send).await;
        ask(&app, visitor, "1", "Do Talus boots run small?").await;
        let held = waiting(&app, visitor).await.unwrap();
        assert_eq!(held.due_at.since_ms(app.clock.now()), HOLD_MS);
        assert!(said(&app, visitor).await.is_empty());
        let seen = app.visitor_catch_up(visitor, 0).await.unwrap();
        assert_eq!(seen.turn.map(|turn| (turn.id, turn.sent_text)), Some((held.turn_id, String::new())));

        app.clock.advance_ms(HOLD_MS - 1);
        app.drain_jobs().await.unwrap();
        assert!(said(&app, visitor).await.is_empty());
        app.clock.advance_ms(1);
        // Two nodes find it due in the same moment.
        let other = app.another(7, Made::default()).await;
        let (one, two) = tokio::join!(app.drain_jobs(), other.drain_jobs());
        one.unwrap();
        two.unwrap();
        app.clock.advance_ms(60_000);
        app.drain_jobs().await.unwrap();
        let now = said(&app, visitor).await;
        let bodies: Vec<_> = now.iter().map(|m| (&*m.body, m.turn_id)).collect();
        assert_eq!(bodies, [(&*held.body, Some(held.turn_id))]);
        assert!(app.visitor_catch_up(visitor, 0).await.unwrap().turn.is_none());
        let became = became(&app, visitor, held.id).await;
        assert_eq!((became.state, became.decided_by), (HeldState::Sent, None));
    }

    /// Where its assistant says so, what nobody looked at is not sent, and a person is called.
    async fn a_held_answer_that_nobody_looks_at_may_call_a_person(db: TestDb) {
        let app = TestApp::new(db).await;
        let (_, visitor) = holding(&app, Unseen::Escalate).await;
        ask(&app, visitor, "1", "Do Talus boots run small?").await;
        let held = waiting(&app, visitor).await.unwrap();
        app.clock.advance_ms(HOLD_MS);
        app.drain_jobs().await.unwrap();
        let now = app.visitor_catch_up(visitor, 0).await.unwrap().conversation;
        assert_eq!(now.holder(), HolderKind::Nobody);
        let reason = now.baton().reason.unwrap().text;
        assert_eq!(reason, "Nobody looked at a held answer");
        assert_eq!(became(&app, visitor, held.id).await.state, HeldState::Escalated);
        assert!(said(&app, visitor).await.iter().all(|m| m.body != held.body));
    }

    /// A teammate lets it pass, changes it, or stops it: each is recorded with who did, and only the first of two is heard.
    async fn a_teammate_decides_on_a_held_answer(db: TestDb) {
        let app = TestApp::new(db).await;
        let (tenant, visitor) = holding(&app, Unseen::Send).await;
        let (maya, id) = (&tenant.maya, visitor.conversation);
        ask(&app, visitor, "1", "Do Talus boots run small?").await;
        let first = waiting(&app, visitor).await.unwrap();
        let refused = app.decide_held(&tenant.viewer, (id, first.id), Verdict::Pass).await;
        assert!(matches!(refused, Err(AppError::Forbidden)));
        app.decide_held(maya, (id, first.id), Verdict::Pass).await.unwrap();
        let late = app.decide_held(&tenant.tomas, (id, first.id), Verdict::Veto).await;
        assert!(matches!(late, Err(AppError::Conflict(_))), "{late:?}");
        let one = became(&app, visitor, first.id).await;
        assert_eq!((one.state, one.decided_by.unwrap().name), (HeldState::Passed, "Maya".to_owned()));

        ask(&app, visitor, "2", "Do they come in green?").await;
        let second = waiting(&app, visitor).await.unwrap();
        let kept = app.keep_held(maya, (id, second.id)).await.unwrap();
        assert!(kept.due_at > second.due_at);
        app.clock.advance_ms(HOLD_MS + 1);
        app.drain_jobs().await.unwrap();
        assert_eq!(said(&app, visitor).await.len(), 1, "it waits while it is changed");
        let empty = Verdict::Edit(" ".to_owned());
        assert!(matches!(app.decide_held(maya, (id, second.id), empty).await, Err(AppError::Invalid(_))));
        let words = Verdict::Edit("Only in grey.".to_owned());
        app.decide_held(maya, (id, second.id), words).await.unwrap();
        let last = said(&app, visitor).await.pop().unwrap();
        assert_eq!((&*last.body, last.author, last.citations.len()), ("Only in grey.", None, 0));
        let two = became(&app, visitor, second.id).await;
        assert_eq!((two.state, &*two.body), (HeldState::Edited, &*second.body));

        ask(&app, visitor, "3", "Are you sure?").await;
        let third = waiting(&app, visitor).await.unwrap();
        let vetoed = app.decide_held(maya, (id, third.id), Verdict::Veto).await.unwrap();
        assert_eq!(vetoed.holder(), HolderKind::Nobody);
        app.clock.advance_ms(600_000);
        app.drain_jobs().await.unwrap();
        assert_eq!(said(&app, visitor).await.len(), 2, "nothing of it was said");
        let states: Vec<_> = told(&app, visitor).await.into_iter().filter_map(|event| match event {
            Event::AnswerDecided { answer } => Some(answer.state),
            _ => None,
        }).collect();
        assert_eq!(states, [HeldState::Passed, HeldState::Edited, HeldState::Vetoed]);
    }

    /// R034: whoever takes over while an answer is held is alone with the visitor: it is void, whatever comes later.
    async fn a_takeover_voids_what_is_held(db: TestDb) {
        let app = TestApp::new(db).await;
        let (tenant, visitor) = holding(&app, Unseen::Send).await;
        let (maya, id) = (&tenant.maya, visitor.conversation);
        ask(&app, visitor, "1", "Do Talus boots run small?").await;
        let held = waiting(&app, visitor).await.unwrap();
        app.claim(maya, id, false).await.unwrap();
        for verdict in [Verdict::Pass, Verdict::Edit("Yes.".to_owned())] {
            let late = app.decide_held(maya, (id, held.id), verdict).await;
            assert!(matches!(late, Err(AppError::Conflict(_))), "{late:?}");
        }
        app.release(maya, id).await.unwrap();
        app.clock.advance_ms(600_000);
        app.drain_jobs().await.unwrap();
        assert!(said(&app, visitor).await.is_empty());
        assert_eq!(became(&app, visitor, held.id).await.state, HeldState::Void);
    }

    /// Of a takeover and the end of the time at once, on two nodes, either the answer came first or it is void: nothing of
    /// the assistant stands after the claim.
    async fn a_takeover_and_the_end_of_the_time_are_never_both_heard(db: TestDb) {
        let app = TestApp::new(db).await;
        let other = app.another(7, Made::default()).await;
        let (tenant, _) = holding(&app, Unseen::Send).await;
        for round in 0..12 {
            let visitor = tenant.visitor(&app).await;
            ask(&app, visitor, "1", "Do Talus boots run small?").await;
            let held = waiting(&app, visitor).await.unwrap();
            app.clock.advance_ms(HOLD_MS);
            let claim = app.claim(&tenant.maya, visitor.conversation, false);
            let (claimed, drained) = if round % 2 == 0 {
                tokio::join!(claim, other.drain_jobs())
            } else {
                let (drained, claimed) = tokio::join!(other.drain_jobs(), claim);
                (claimed, drained)
            };
            claimed.unwrap();
            drained.unwrap();
            app.clock.advance_ms(1_000);
            app.drain_jobs().await.unwrap();
            let state = became(&app, visitor, held.id).await.state;
            let events = told(&app, visitor).await;
            let claimed = events.iter().position(|e| matches!(e, Event::ConversationClaimed { .. })).unwrap();
            let decided = events.iter().position(|e| matches!(e, Event::AnswerDecided { .. })).unwrap();
            let spoke = said(&app, visitor).await.len();
            match state {
                HeldState::Sent => assert!(decided < claimed && spoke == 1),
                HeldState::Void => assert_eq!(spoke, 0),
                other => panic!("{other}"),
            }
        }
    }

    /// Who writes again while an answer is held gets one answer to all of it.
    async fn what_is_held_is_made_anew_when_the_visitor_writes_again(db: TestDb) {
        let app = TestApp::new(db).await;
        let (tenant, visitor) = holding(&app, Unseen::Send).await;
        ask(&app, visitor, "1", "Do Talus boots run small?").await;
        let first = waiting(&app, visitor).await.unwrap();
        // Before its turn: the team cannot send what no longer answers.
        app.receive(visitor, "2", "I mean the green ones.").await.unwrap();
        let late = app.decide_held(&tenant.maya, (visitor.conversation, first.id), Verdict::Pass).await;
        assert!(matches!(late, Err(AppError::Conflict(_))), "{late:?}");
        app.drain_jobs().await.unwrap();
        let second = waiting(&app, visitor).await.unwrap();
        assert_ne!(first.id, second.id);
        assert_eq!(became(&app, visitor, first.id).await.state, HeldState::Void);
        app.clock.advance_ms(HOLD_MS);
        app.drain_jobs().await.unwrap();
        assert_eq!(said(&app, visitor).await.len(), 1);
    }

    /// Who asks to be contacted gets the form; what they had asked before is answered all the same, once.
    async fn what_is_held_stands_beside_the_form_that_was_asked_for(db: TestDb) {
        let app = TestApp::new(db).await;
        let (_, visitor) = holding(&app, Unseen::Send).await;
        ask(&app, visitor, "1", "Do Talus boots run small?").await;
        let held = waiting(&app, visitor).await.unwrap();
        ask(&app, visitor, "2", "Please call me back").await;
        app.clock.advance_ms(HOLD_MS);
        app.drain_jobs().await.unwrap();
        assert_eq!(became(&app, visitor, held.id).await.state, HeldState::Sent);
        let kinds: Vec<_> = said(&app, visitor).await.into_iter().filter_map(|m| m.kind).collect();
        assert_eq!(kinds, [MessageKind::LeadForm, held.kind]);
    }

    /// What the visitor cleared is not answered after that: not by time, not by a teammate, and not by another mode.
    async fn what_was_cleared_is_not_answered(db: TestDb) {
        let app = TestApp::new(db).await;
        let (tenant, visitor) = holding(&app, Unseen::Send).await;
        ask(&app, visitor, "1", "Do Talus boots run small?").await;
        let held = waiting(&app, visitor).await.unwrap();
        app.clear_history(visitor).await.unwrap();
        let late = app.decide_held(&tenant.maya, (visitor.conversation, held.id), Verdict::Pass).await;
        assert!(matches!(late, Err(AppError::Conflict(_))), "{late:?}");
        app.set_autopilot(&tenant.maya, visitor.conversation, Some(AutopilotMode::Auto)).await.unwrap();
        assert!(said(&app, visitor).await.is_empty());
        app.clock.advance_ms(HOLD_MS);
        app.drain_jobs().await.unwrap();
        assert!(said(&app, visitor).await.is_empty());
    }

    /// What is held outlives the process: another one that starts on the same data sends it when it is due.
    async fn a_held_answer_outlives_its_process(db: TestDb) {
        let app = TestApp::new(db).await;
        let (_, visitor) = holding(&app, Unseen::Send).await;
        ask(&app, visitor, "1", "Do Talus boots run small?").await;
        let held = waiting(&app, visitor).await.unwrap();
        let next = app.another(7, Made::default()).await;
        next.recover().await.unwrap();
        assert_eq!(waiting(&next, visitor).await.as_ref(), Some(&held));
        next.clock.advance_ms(HOLD_MS);
        next.drain_jobs().await.unwrap();
        let now = said(&next, visitor).await;
        assert_eq!(now.iter().map(|m| &*m.body).collect::<Vec<_>>(), [&*held.body]);
    }

    /// Off: the assistant says nothing, and who writes waits for a person at once.
    async fn where_autopilot_is_off_the_team_answers(db: TestDb) {
        let app = TestApp::new(db).await;
        let tenant = app.tenant("Ours").await;
        let (maya, visitor) = (&tenant.maya, tenant.visitor(&app).await);
        let id = visitor.conversation;
        app.set_autopilot(maya, id, Some(AutopilotMode::Off)).await.unwrap();
        ask(&app, visitor, "1", "Do Talus boots run small?").await;
        let now = app.visitor_catch_up(visitor, 0).await.unwrap().conversation;
        assert_eq!((now.holder(), now.baton().reason.unwrap().text), (HolderKind::Nobody, "Autopilot is off".to_owned()));
        assert!(said(&app, visitor).await.is_empty());
        // Handed back it stays off: the next message waits again.
        app.release(maya, id).await.unwrap();
        ask(&app, visitor, "2", "Hello? Please contact me.").await;
        let now = app.visitor_catch_up(visitor, 0).await.unwrap().conversation;
        assert_eq!(now.holder(), HolderKind::Nobody);
        assert!(said(&app, visitor).await.is_empty());
        let viewer = app.set_autopilot(&tenant.viewer, id, None).await;
        assert!(matches!(viewer, Err(AppError::Forbidden)));
        let stranger = app.tenant("Theirs").await;
        let foreign = app.set_autopilot(&stranger.owner, id, None).await;
        assert!(matches!(foreign, Err(AppError::NotFound)));
    }

    /// A conversation's own mode comes before its assistant's, and what was held follows at once.
    async fn a_conversation_may_go_its_own_way(db: TestDb) {
        let app = TestApp::new(db).await;
        let (tenant, visitor) = holding(&app, Unseen::Send).await;
        let (maya, id) = (&tenant.maya, visitor.conversation);
        ask(&app, visitor, "1", "Do Talus boots run small?").await;
        let held = waiting(&app, visitor).await.unwrap();
        app.set_autopilot(maya, id, Some(AutopilotMode::Auto)).await.unwrap();
        assert_eq!(said(&app, visitor).await.len(), 1);
        assert_eq!(became(&app, visitor, held.id).await.state, HeldState::Passed);
        ask(&app, visitor, "2", "Do they come in green?").await;
        assert_eq!(said(&app, visitor).await.len(), 2);

        app.set_autopilot(maya, id, None).await.unwrap();
        ask(&app, visitor, "3", "And in blue?").await;
        assert!(waiting(&app, visitor).await.is_some());
        app.set_autopilot(maya, id, Some(AutopilotMode::Off)).await.unwrap();
        assert!(waiting(&app, visitor).await.is_none());
        let now = app.visitor_catch_up(visitor, 0).await.unwrap().conversation;
        assert_eq!((now.holder(), said(&app, visitor).await.len()), (HolderKind::Nobody, 2));
    }
}
