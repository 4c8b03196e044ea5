//! The rules of the takeover, one by one.

use baton_app::AppError;
use baton_core::{
    conversation::{HolderKind, Reason, ReasonCode, WaitMode},
    message::{MessageKind, MessageRole, MessageState},
};
use baton_db::sql;
use baton_store::{messages, messages::Part, turns};
use baton_testkit::{TestApp, TestDb, both_databases};

both_databases! {
    /// R029, R030, R087: the claim sets who and when, is told, and leaves a line in the audit log.
    async fn a_claim_passes_the_baton(db: TestDb) {
        let app = TestApp::new(db).await;
        let tenant = app.tenant("Ours").await;
        let visitor = tenant.visitor(&app).await;
        let claimed = app.claim(&tenant.maya, visitor.conversation, false).await.unwrap();
        assert_eq!(claimed.holder(), HolderKind::Person);
        assert_eq!(claimed.claimant().unwrap().name, "Maya");
        assert_eq!(claimed.agent().unwrap().name, "Maya");
        assert_eq!(claimed.baton().claimed_at, Some(app.clock.now()));
        let workspace = tenant.workspace;
        let audited: Vec<String> = app
            .db
            .read(async move |conn| {
                conn.fetch_all(sql!("SELECT action FROM audit_logs WHERE workspace_id = {}", workspace.uuid())).await
            })
            .await
            .unwrap();
        assert_eq!(audited, ["conversation.claim"]);
        // Once more is no second claim.
        app.claim(&tenant.maya, visitor.conversation, false).await.unwrap();
    }

    /// R043: the second learns who holds it.
    async fn a_second_claim_names_the_holder(db: TestDb) {
        let app = TestApp::new(db).await;
        let tenant = app.tenant("Ours").await;
        let id = tenant.visitor(&app).await.conversation;
        app.claim(&tenant.maya, id, false).await.unwrap();
        let refused = app.claim(&tenant.tomas, id, false).await.unwrap_err();
        assert!(matches!(refused, AppError::AlreadyClaimed(holder) if holder.name == "Maya"));
        // An editor may not take over from a teammate, an owner may.
        assert!(matches!(app.claim(&tenant.tomas, id, true).await, Err(AppError::AlreadyClaimed(_))));
        let taken = app.claim(&tenant.owner, id, true).await.unwrap();
        assert_eq!(taken.claimant().unwrap().name, "Olga");
    }

    /// R027, R090: viewers only read; strangers see nothing at all.
    async fn viewers_and_strangers_change_nothing(db: TestDb) {
        let app = TestApp::new(db).await;
        let (ours, theirs) = (app.tenant("Ours").await, app.tenant("Theirs").await);
        let id = ours.visitor(&app).await.conversation;
        assert!(matches!(app.claim(&ours.viewer, id, false).await, Err(AppError::Forbidden)));
        assert!(matches!(app.reply(&ours.viewer, id, "c", "hi").await, Err(AppError::Forbidden)));
        assert!(matches!(app.release(&ours.viewer, id).await, Err(AppError::Forbidden)));
        let workspace = ours.workspace;
        let refused: Vec<(String, String)> = app
            .db
            .read(async move |conn| {
                let q = sql!("SELECT action, outcome FROM audit_logs WHERE workspace_id = {} ORDER BY action", workspace.uuid());
                conn.fetch_all(q).await
            })
            .await
            .unwrap();
        let line = |action: &str| (action.to_owned(), "refused".to_owned());
        let acts = ["conversation.claim", "conversation.release", "conversation.reply"];
        assert_eq!(refused, acts.map(line));
        assert!(matches!(app.claim(&theirs.owner, id, true).await, Err(AppError::NotFound)));
        assert!(matches!(app.resolve(&theirs.owner, id).await, Err(AppError::NotFound)));
    }

    /// R036, R042, R044: only the holder replies; 1 to 4000 characters; once per client id.
    async fn only_the_holder_replies(db: TestDb) {
        let app = TestApp::new(db).await;
        let tenant = app.tenant("Ours").await;
        let id = tenant.visitor(&app).await.conversation;
        assert!(matches!(app.reply(&tenant.maya, id, "c1", "hi").await, Err(AppError::MustClaimFirst(None))));
        app.claim(&tenant.maya, id, false).await.unwrap();
        let refused = app.reply(&tenant.tomas, id, "c1", "hi").await.unwrap_err();
        assert!(matches!(refused, AppError::MustClaimFirst(Some(holder)) if holder.name == "Maya"));
        let first = app.reply(&tenant.maya, id, "c1", "Hello from Maya").await.unwrap();
        let again = app.reply(&tenant.maya, id, "c1", "Hello from Maya").await.unwrap();
        assert_eq!((first.message.role, first.repeated), (MessageRole::Human, false));
        assert_eq!((again.message.id, again.repeated), (first.message.id, true));
        for body in ["", &"x".repeat(4_001)] {
            assert!(matches!(app.reply(&tenant.maya, id, "c2", body).await, Err(AppError::Invalid(_))));
        }
    }

    /// R034, R035, R037, R038: the assistant is silent while a person holds the baton, and answers the next message after.
    async fn the_assistant_pauses_and_returns(db: TestDb) {
        let app = TestApp::new(db).await;
        let tenant = app.tenant("Ours").await;
        let visitor = tenant.visitor(&app).await;
        let id = visitor.conversation;
        app.claim(&tenant.maya, id, false).await.unwrap();
        app.receive(visitor, "v1", "are you there?").await.unwrap();
        assert_eq!(app.drain_jobs().await.unwrap(), 0);
        let released = app.release(&tenant.maya, id).await.unwrap();
        assert_eq!((released.holder(), released.agent().unwrap().name.as_str()), (HolderKind::Assistant, "Maya"));
        app.receive(visitor, "v2", "do you sell boots?").await.unwrap();
        app.drain_jobs().await.unwrap();
        let said = transcript(&app, &tenant, id).await;
        assert_eq!(said.last().unwrap().role, MessageRole::Assistant);
        assert_eq!(said.iter().filter(|m| m.role == MessageRole::Assistant).count(), 1);
    }

    /// R045, R047, R061, R062: asking for a person calls one at once, without the model, and says why.
    async fn asking_for_a_person_escalates_at_once(db: TestDb) {
        let app = TestApp::new(db).await;
        let tenant = app.tenant("Ours").await;
        let visitor = tenant.visitor(&app).await;
        app.receive(visitor, "v1", "My tent pole broke, can i talk to an actual person please").await.unwrap();
        let tags = tags(&app, &tenant, visitor.conversation).await;
        assert_eq!(tags, ["tent pole broke"], "what it is about is there at once");
        let said = transcript(&app, &tenant, visitor.conversation).await;
        assert_eq!(said.last().unwrap().kind, Some(MessageKind::Handover));
        let again = app.request_human(visitor, Reason::new(ReasonCode::VisitorAsked, None)).await.unwrap();
        assert_eq!(again.holder(), HolderKind::Nobody);
        assert_eq!(again.baton().reason.unwrap().text, "Asked for a human");
        assert_eq!(again.epoch(), 1);
        // While they wait the assistant keeps quiet, until they would rather have its help; their place stays theirs.
        app.drain_jobs().await.unwrap();
        app.receive(visitor, "v2", "it is about boots").await.unwrap();
        assert_eq!(app.drain_jobs().await.unwrap(), 0);
        let stayed = app.stay_with_assistant(visitor).await.unwrap();
        assert_eq!((stayed.holder(), stayed.state().waits), (HolderKind::Nobody, Some(WaitMode::Assisted)));
        assert_eq!(stayed.baton().escalated_at, again.baton().escalated_at);
        app.receive(visitor, "v3", "do you sell boots?").await.unwrap();
        app.drain_jobs().await.unwrap();
        let said = transcript(&app, &tenant, visitor.conversation).await;
        assert_eq!(said.last().unwrap().role, MessageRole::Assistant);
        // Asking again puts them back among those who want a person and nothing else.
        let back = app.request_human(visitor, Reason::new(ReasonCode::VisitorAsked, None)).await.unwrap();
        assert_eq!((back.state().waits, back.epoch()), (Some(WaitMode::Live), 3));
    }

    /// R062: what the visitor wrote tags the conversation by itself, three times at most; what a teammate took off stays off.
    async fn a_conversation_is_tagged_by_what_is_said_in_it(db: TestDb) {
        let app = TestApp::new(db).await;
        let tenant = app.tenant("Ours").await;
        let visitor = tenant.visitor(&app).await;
        let id = visitor.conversation;
        let say = async |n: &str, body: &str| {
            app.receive(visitor, n, body).await.unwrap();
            app.drain_jobs().await.unwrap();
            tags(&app, &tenant, id).await
        };
        assert_eq!(say("1", "hi").await, [""; 0]);
        assert_eq!(say("2", "Do you resole winter boots?").await, ["resole winter boots"]);
        app.untag(&tenant.maya, id, "resole winter boots").await.unwrap();
        assert_eq!(say("3", "And gift cards? But first: do you resole winter boots?").await, ["gift cards"]);
        assert_eq!(say("4", "What about the loyalty card? And sleeping bags? And head torches?").await.len(), 3);
        assert_eq!(say("5", "Do you sell gas canisters?").await.len(), 3);
    }

    /// R046, X6: closing returns the baton; the next message reopens with the assistant.
    async fn a_resolved_conversation_reopens_by_itself(db: TestDb) {
        let app = TestApp::new(db).await;
        let tenant = app.tenant("Ours").await;
        let visitor = tenant.visitor(&app).await;
        let id = visitor.conversation;
        app.claim(&tenant.maya, id, false).await.unwrap();
        assert!(matches!(app.resolve(&tenant.tomas, id).await, Err(AppError::MustClaimFirst(Some(_)))));
        assert_eq!(app.resolve(&tenant.maya, id).await.unwrap().holder(), HolderKind::None);
        assert!(matches!(app.claim(&tenant.maya, id, false).await, Err(AppError::Conflict(_))));
        app.receive(visitor, "v1", "one more thing about boots").await.unwrap();
        app.drain_jobs().await.unwrap();
        let said = transcript(&app, &tenant, id).await;
        assert_eq!(said.last().unwrap().role, MessageRole::Assistant);
    }

    /// A claim while the assistant streams: what was sent stays, marked as cut short, and nothing follows.
    async fn a_claim_cuts_the_answer_mid_word(db: TestDb) {
        let app = TestApp::new(db).await;
        let tenant = app.tenant("Ours").await;
        let visitor = tenant.visitor(&app).await;
        let (workspace, id) = (tenant.workspace, visitor.conversation);
        let (turn, now) = (app.ids.next(), app.clock.now());
        app.receive(visitor, "v1", "question").await.unwrap();
        let begun = app
            .db
            .write(async move |conn| {
                let begun = turns::begin(conn, workspace, (turn, id), (0, 1), (now, now)).await?;
                Ok::<_, baton_db::DbError>(begun && turns::send(conn, workspace, turn, "Half an ans").await?)
            })
            .await
            .unwrap();
        assert!(begun);
        app.claim(&tenant.maya, id, false).await.unwrap();
        let said = transcript(&app, &tenant, id).await;
        let cut = said.last().unwrap();
        assert_eq!((cut.body.as_str(), cut.state), ("Half an ans", MessageState::Cut));
        let sent = app
            .db
            .write(async move |conn| Ok::<_, baton_db::DbError>(turns::send(conn, workspace, turn, "wer").await?))
            .await
            .unwrap();
        assert!(!sent);
    }
}

async fn tags(
    app: &TestApp,
    tenant: &baton_testkit::fixtures::Tenant,
    id: baton_core::id::ConversationId,
) -> Vec<String> {
    let workspace = tenant.workspace;
    app.db
        .read(async move |conn| baton_store::conversations::tags::list(conn, workspace, id).await)
        .await
        .unwrap()
}

async fn transcript(
    app: &TestApp,
    tenant: &baton_testkit::fixtures::Tenant,
    id: baton_core::id::ConversationId,
) -> Vec<baton_core::message::Message> {
    let workspace = tenant.workspace;
    app.db
        .read(async move |conn| messages::list(conn, workspace, id, Part::After(0), 100).await)
        .await
        .unwrap()
}
