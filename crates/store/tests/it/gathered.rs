//! Messages of many conversations in one transaction, and what follows from them.

use baton_core::{
    actor::Actor,
    event::Event,
    id::WorkspaceId,
    message::{Message, MessageRole, MessageState},
};
use baton_db::Conn;
use baton_store::{
    events::{self, NewEvent, effects},
    jobs::NewJob,
    messages,
};
use baton_testkit::{TestApp, TestDb, Visitor};
use std::time::Duration;

fn said(app: &TestApp, visitor: Visitor, client_id: &str) -> (WorkspaceId, Message) {
    let message = Message {
        id: app.ids.next(),
        conversation_id: visitor.conversation,
        seq: 0,
        role: MessageRole::User,
        author: None,
        body: format!("Hello, this is **{client_id}**"),
        client_id: Some(client_id.to_owned()),
        state: MessageState::Complete,
        kind: None,
        citations: Vec::new(),
        turn_id: None,
        created_at: app.clock.now(),
        edited_at: None,
        attachments: Vec::new(),
    };
    (visitor.workspace, message)
}

/// The seqs that were found, in order.
async fn received(app: &TestApp, messages: Vec<(WorkspaceId, Message)>) -> Vec<Option<i64>> {
    let now = app.clock.now();
    let write = async move |conn: &mut Conn<'_>| messages::receive_all(conn, &messages, now).await;
    let received = app.db.write(write).await.unwrap();
    received.into_iter().map(|r| Some(r?.seq)).collect()
}

baton_testkit::both_databases! {
    async fn messages_of_many_are_stored_as_if_they_came_alone(db: TestDb) {
        let app = TestApp::new(db).await;
        let (ours, theirs) = (app.tenant("Ours").await, app.tenant("Theirs").await);
        let visitors = [ours.visitor(&app).await, theirs.visitor(&app).await, ours.visitor(&app).await];
        app.receive(visitors[0], "0", "Before").await.unwrap();
        app.clock.advance_ms(5);
        let all: Vec<_> = visitors.iter().map(|visitor| said(&app, *visitor, "1")).collect();
        assert_eq!(received(&app, all.clone()).await, [Some(2), Some(1), Some(1)]);
        for ((workspace, message), seq) in all.iter().zip([2, 1, 1]) {
            let (workspace, id) = (*workspace, message.conversation_id);
            let read = app.db.read(async move |conn| {
                let stored = messages::by_client_id(conn, workspace, id, "1").await?;
                let conversation = baton_store::conversations::find(conn, workspace, id).await?;
                Ok::<_, baton_db::DbError>((stored.unwrap(), conversation.unwrap()))
            });
            let (stored, conversation) = read.await.unwrap();
            assert_eq!(stored, Message { seq, ..message.clone() });
            assert_eq!(conversation.last_activity_at, app.clock.now());
            assert_eq!(conversation.last_preview.as_deref(), Some("Hello, this is 1"));
        }
    }

    async fn what_may_not_be_with_others_is_left(db: TestDb) {
        let app = TestApp::new(db).await;
        let (ours, theirs) = (app.tenant("Ours").await, app.tenant("Theirs").await);
        let [known, twice, foreign] = [ours.visitor(&app).await, ours.visitor(&app).await, theirs.visitor(&app).await];
        app.receive(known, "1", "Before").await.unwrap();
        let foreign = Visitor { workspace: ours.workspace, ..foreign };
        let all = vec![
            said(&app, known, "1"),
            said(&app, twice, "1"),
            said(&app, twice, "2"),
            said(&app, foreign, "1"),
        ];
        assert_eq!(received(&app, all).await, [None, Some(1), None, None]);
        let counts = app.db.read(async move |conn| {
            let all = baton_db::sql!(global; "SELECT count(*) FROM messages");
            conn.fetch_one::<i64>(all).await
        });
        assert_eq!(counts.await.unwrap(), 2);
    }

    async fn events_of_many_workspaces_keep_their_order_without_gaps(db: TestDb) {
        let app = TestApp::new(db).await;
        let (ours, theirs) = (app.tenant("Ours").await, app.tenant("Theirs").await);
        let visitors = [ours.visitor(&app).await, theirs.visitor(&app).await];
        let first = app.db.read(async move |conn| {
            let [a, b] = visitors.map(|visitor| visitor.workspace);
            Ok::<_, baton_db::DbError>([events::latest_seq(conn, a).await?, events::latest_seq(conn, b).await?])
        });
        let first = first.await.unwrap();
        let now = app.clock.now();
        let change = |visitor: Visitor, many: usize, key: &str| effects::Effects {
            workspace: visitor.workspace,
            events: (0..many)
                .map(|_| NewEvent {
                    id: app.ids.next(),
                    conversation_id: Some(visitor.conversation),
                    actor: Actor::visitor(visitor.contact, None),
                    event: Event::MessageCreated { message: said(&app, visitor, "1").1 },
                })
                .collect(),
            jobs: vec![NewJob {
                about: None,
                id: app.ids.next(),
                workspace_id: Some(visitor.workspace),
                kind: "test.kind",
                dedupe_key: Some(key.to_owned()),
                payload: "{}".to_owned(),
                run_at: now,
            }],
        };
        let changes = vec![
            change(visitors[1], 1, "a"),
            change(visitors[0], 2, "b"),
            change(visitors[1], 0, "a"),
            change(visitors[1], 3, "c"),
        ];
        let ids: Vec<Vec<_>> = changes.iter().map(|c| c.events.iter().map(|e| e.id).collect()).collect();
        let write = app.db.write(async move |conn| effects::finish_all(conn, changes, now).await);
        let stored = write.await.unwrap();
        let seqs: Vec<Vec<i64>> = stored.iter().map(|s| s.iter().map(|e| e.seq).collect()).collect();
        let [a, b] = first;
        assert_eq!(seqs, [vec![b + 1], vec![a + 1, a + 2], vec![], vec![b + 2, b + 3, b + 4]]);
        assert_eq!(stored.iter().map(|s| s.iter().map(|e| e.id).collect()).collect::<Vec<Vec<_>>>(), ids);
        for (visitor, from) in visitors.into_iter().zip(first) {
            let read = app.db.read(async move |conn| events::after(conn, visitor.workspace, from, 10).await);
            let told: Vec<_> = stored.iter().flatten().filter(|e| e.workspace_id == visitor.workspace).cloned().collect();
            assert_eq!(read.await.unwrap(), told);
        }
        let jobs = app.db.read(async move |conn| {
            let kept = baton_db::sql!(global; "SELECT dedupe_key FROM jobs WHERE kind = 'test.kind' ORDER BY dedupe_key");
            conn.fetch_all::<String>(kept).await
        });
        assert_eq!(jobs.await.unwrap(), ["a", "b", "c"]);
    }
}

/// Nobody's message waits for a change of somebody else's conversation.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_conversation_that_is_being_changed_is_left_on_postgres() {
    let Some(db) = TestDb::postgres().await else {
        return;
    };
    let app = TestApp::new(db).await;
    let ours = app.tenant("Ours").await;
    let (held, free) = (ours.visitor(&app).await, ours.visitor(&app).await);
    let (locked, is_locked) = tokio::sync::oneshot::channel();
    let db = app.db.clone();
    let change = async move |conn: &mut Conn<'_>| {
        let (workspace, id) = (held.workspace.uuid(), held.conversation.uuid());
        conn.execute(baton_db::sql!(
            "UPDATE conversations SET page_title = 'New' WHERE workspace_id = {} AND id = {}",
            workspace,
            id
        ))
        .await?;
        locked.send(()).unwrap();
        conn.execute(baton_db::sql!("SELECT pg_sleep(1)")).await
    };
    let mut slow = tokio::task::JoinSet::new();
    slow.spawn(async move { db.write(change).await });
    is_locked.await.unwrap();
    let all = vec![said(&app, held, "1"), said(&app, free, "1")];
    let began = std::time::Instant::now();
    assert_eq!(received(&app, all).await, [None, Some(1)]);
    assert!(
        began.elapsed() < Duration::from_millis(900),
        "it waited for the other change"
    );
    slow.join_next().await.unwrap().unwrap().unwrap();
    assert_eq!(received(&app, vec![said(&app, held, "1")]).await, [Some(1)]);
}
