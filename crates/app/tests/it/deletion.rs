//! Deleting conversations: what goes with them, what stays, and who may.

mod steeped;
mod traces;

use baton_app::{AppError, doctor};
use baton_core::{
    id::ConversationId,
    lead::LeadStatus,
    message::{Message, MessageRole, MessageState},
};
use baton_db::{Dialect, Sql, sql};
use baton_store::{conversations, events, messages};
use baton_testkit::{TestApp, TestDb, Visitor, both_databases, fixtures::Tenant};
use std::time::Duration;
use tokio::sync::oneshot;

async fn number(app: &TestApp, q: Sql) -> i64 {
    app.db
        .read(async move |conn| conn.fetch_one(q).await)
        .await
        .unwrap()
}

async fn exists(app: &TestApp, visitor: Visitor) -> bool {
    let found = app.db.read(async move |conn| {
        conversations::find(conn, visitor.workspace, visitor.conversation).await
    });
    found.await.unwrap().is_some()
}

/// Actions and outcomes of the audit log, in their order.
async fn audited(app: &TestApp, tenant: &Tenant) -> Vec<(String, String)> {
    let q = sql!(
        "SELECT action, outcome FROM audit_logs WHERE workspace_id = {} ORDER BY seq",
        tenant.workspace.uuid()
    );
    app.db
        .read(async move |conn| conn.fetch_all(q).await)
        .await
        .unwrap()
}

/// A conversation in which everything happened.
async fn full(app: &TestApp, tenant: &Tenant, secret: &str) -> Visitor {
    let visitor = tenant.visitor(app).await;
    app.receive(visitor, "1", secret).await.unwrap();
    app.drain_jobs().await.unwrap();
    tenant
        .lead(app, visitor, &format!("{secret}@example.com"))
        .await;
    app.tag(&tenant.maya, visitor.conversation, "boots")
        .await
        .unwrap();
    app.claim(&tenant.maya, visitor.conversation, false)
        .await
        .unwrap();
    app.reply(&tenant.maya, visitor.conversation, "r", secret)
        .await
        .unwrap();
    visitor
}

const PARTS: [&str; 5] = [
    "messages",
    "turns",
    "leads",
    "conversation_tags",
    "conversation_reads",
];

async fn rows_of(app: &TestApp, table: &'static str, id: ConversationId) -> i64 {
    let mut q = sql!(global; "SELECT count(*) FROM ");
    q.name(table);
    sql!(q; " WHERE conversation_id = {}", id.uuid());
    number(app, q).await
}

async fn well(app: &TestApp) {
    let found = doctor::examine(&app.db, app.clock.now()).await;
    let ill: Vec<_> = found
        .iter()
        .filter(|f| f.verdict == doctor::Verdict::Failure)
        .collect();
    assert!(ill.is_empty(), "{ill:#?}");
}

both_databases! {
    /// R021, R022, R028, R087: all of it goes, what was counted stays, and the log says who did it.
    async fn a_conversation_goes_with_all_that_is_in_it(db: TestDb) {
        let app = TestApp::new(db).await;
        let tenant = app.tenant("Ours").await;
        let (gone, kept) = (full(&app, &tenant, "secretword").await, full(&app, &tenant, "plainword").await);
        let before = number(&app, sql!("SELECT count(*) FROM analytics_events WHERE workspace_id = {}", tenant.workspace.uuid())).await;
        assert!(before >= 6);

        app.delete_conversation(&tenant.owner, gone.conversation).await.unwrap();
        assert!(!exists(&app, gone).await && exists(&app, kept).await);
        for part in PARTS {
            assert_eq!(rows_of(&app, part, gone.conversation).await, 0, "{part}");
            assert!(part == "conversation_reads" || rows_of(&app, part, kept.conversation).await > 0, "{part}");
        }
        let after = number(&app, sql!("SELECT count(*) FROM analytics_events WHERE workspace_id = {}", tenant.workspace.uuid())).await;
        assert_eq!(after, before, "statistics stay as they are");
        assert_eq!(rows_of(&app, "analytics_events", gone.conversation).await, 0, "and do not say of whom");

        // What was said is nowhere, not even in the stream of events; its places are. The contact stays, and what is theirs.
        app.drain_jobs().await.unwrap();
        let told = number(&app, sql!("SELECT count(*) FROM events WHERE workspace_id = {}
            AND (data LIKE '%secretword%' OR actor LIKE '%secretword%')", tenant.workspace.uuid())).await;
        let others = number(&app, sql!("SELECT count(*) FROM events WHERE workspace_id = {} AND data LIKE '%plainword%'", tenant.workspace.uuid())).await;
        let workspace = tenant.workspace;
        let all = app.db.read(async move |conn| events::after(conn, workspace, 0, 1_000).await).await.unwrap();
        assert!(told == 0 && others > 0, "{told} {others} {all:#?}");
        let last = all.last().unwrap();
        assert_eq!(i64::try_from(all.len()).unwrap(), last.seq, "no gap");
        assert_eq!(last.event, baton_core::event::Event::ConversationDeleted { conversation_ids: vec![gone.conversation] });
        assert_eq!(audited(&app, &tenant).await.last().unwrap().0, "conversation.delete");
        // Once more there is nothing to delete, and the visitor's token leads nowhere.
        assert!(matches!(app.delete_conversation(&tenant.owner, gone.conversation).await, Err(AppError::NotFound)));
        assert!(matches!(app.receive(gone, "2", "Hello?").await, Err(AppError::Unauthorized)));
        well(&app).await;
    }

    /// R020, R027: an editor and a viewer may neither delete one nor many; that they tried is written down.
    async fn only_admins_and_owners_delete(db: TestDb) {
        let app = TestApp::new(db).await;
        let (tenant, other) = (app.tenant("Ours").await, app.tenant("Theirs").await);
        let visitor = full(&app, &tenant, "word").await;
        let id = visitor.conversation;
        for who in [&tenant.maya, &tenant.viewer] {
            assert!(matches!(app.delete_conversation(who, id).await, Err(AppError::Forbidden)));
            assert!(matches!(app.delete_conversations(who, vec![id]).await, Err(AppError::Forbidden)));
            assert!(matches!(app.delete_empty_conversations(who).await, Err(AppError::Forbidden)));
            assert!(matches!(app.begin_export(who, "csv").await, Err(AppError::Forbidden)));
        }
        // To another workspace there is no such conversation.
        assert!(matches!(app.delete_conversation(&other.owner, id).await, Err(AppError::NotFound)));
        assert!(exists(&app, visitor).await);
        let refused: Vec<_> = audited(&app, &tenant).await.into_iter().filter(|(_, outcome)| outcome == "refused").map(|(action, _)| action).collect();
        let each = ["conversation.delete", "conversation.bulk_delete", "conversation.delete_empty", "conversation.export"];
        assert_eq!(refused, [each, each].concat());
    }

    /// R025, R026: a selection goes; ids of other workspaces and of nothing are dropped without a word.
    async fn a_selection_leaves_other_workspaces_alone(db: TestDb) {
        let app = TestApp::new(db).await;
        let (ours, theirs) = (app.tenant("Ours").await, app.tenant("Theirs").await);
        let mut selected = Vec::new();
        for n in 0..12 {
            selected.push(full(&app, &ours, &format!("word{n}")).await);
        }
        let foreign = full(&app, &theirs, "theirs").await;
        let kept = full(&app, &ours, "kept").await;
        let ids = selected.iter().map(|v| v.conversation).chain([foreign.conversation, app.ids.next(), selected[0].conversation]);
        assert_eq!(app.delete_conversations(&ours.owner, ids.collect()).await.unwrap(), 12);
        for visitor in selected {
            assert!(!exists(&app, visitor).await);
        }
        assert!(exists(&app, foreign).await && exists(&app, kept).await);
        let lines = audited(&app, &ours).await.into_iter().filter(|line| *line == ("conversation.bulk_delete".to_owned(), "accepted".to_owned()));
        assert_eq!(lines.count(), 12, "a line for each");
        let too_many = (0..101).map(|_| app.ids.next()).collect();
        assert!(matches!(app.delete_conversations(&ours.owner, too_many).await, Err(AppError::Invalid(_))));
        assert_eq!(app.delete_conversations(&ours.owner, Vec::new()).await.unwrap(), 0);
        well(&app).await;
    }

    /// What is long is deleted little by little, and then it is gone as a whole: alone, or among others.
    async fn a_long_conversation_goes_in_parts(db: TestDb) {
        let app = TestApp::new(db).await;
        let tenant = app.tenant("Ours").await;
        let (alone, among, short) = (tenant.visitor(&app).await, tenant.visitor(&app).await, full(&app, &tenant, "short").await);
        for visitor in [alone, among] {
            for n in 0..501 {
                app.receive(visitor, &n.to_string(), "On and on").await.unwrap();
            }
        }
        // The oldest go first, as many as were asked for.
        let workspace = tenant.workspace;
        let gone = app.db.write(async move |conn| {
            conversations::delete::delete_messages(conn, workspace, among.conversation, 100).await
        });
        assert_eq!(gone.await.unwrap(), 100);
        let left = app.db.read(async move |conn| messages::list(conn, workspace, among.conversation, messages::Part::After(0), 1).await);
        assert_eq!(left.await.unwrap().first().unwrap().seq, 101);
        app.delete_conversation(&tenant.owner, alone.conversation).await.unwrap();
        assert_eq!(app.delete_conversations(&tenant.owner, vec![among.conversation, short.conversation]).await.unwrap(), 2);
        for visitor in [alone, among, short] {
            assert!(!exists(&app, visitor).await);
            assert_eq!(rows_of(&app, "messages", visitor.conversation).await, 0);
        }
        well(&app).await;
    }

    /// R023, R024: all without a visitor message go, in steps; one with a message stays, whoever else wrote in the others.
    async fn the_sweep_takes_the_empty_ones_and_no_other(db: TestDb) {
        let app = TestApp::new(db).await;
        let (tenant, other) = (app.tenant("Ours").await, app.tenant("Theirs").await);
        let wrote = full(&app, &tenant, "word").await;
        let theirs = other.visitor(&app).await;
        // Nobody but a teammate wrote here: there is no message of the visitor.
        let spoken_to = tenant.visitor(&app).await;
        app.claim(&tenant.maya, spoken_to.conversation, false).await.unwrap();
        app.reply(&tenant.maya, spoken_to.conversation, "r", "Can I help?").await.unwrap();
        for _ in 0..230 {
            tenant.visitor(&app).await;
        }
        let begun = app.delete_empty_conversations(&tenant.owner).await.unwrap();
        assert_eq!((begun.total, begun.deleted, begun.finished_at), (231, 0, None));
        // Asked again while it runs, it is the same one.
        assert_eq!(app.delete_empty_conversations(&tenant.owner).await.unwrap().total, 231);
        app.clock.advance_ms(1_000);
        let later = tenant.visitor(&app).await;
        app.drain_jobs().await.unwrap();
        let workspace = tenant.workspace;
        let sweep = app.db.read(async move |conn| conversations::delete::sweep(conn, workspace).await).await.unwrap().unwrap();
        assert_eq!((sweep.deleted, sweep.finished_at), (231, Some(app.clock.now())));
        assert!(exists(&app, wrote).await && exists(&app, theirs).await && !exists(&app, spoken_to).await);
        assert!(exists(&app, later).await, "who came after it was asked for is not meant");
        let lines = audited(&app, &tenant).await.into_iter().filter(|(action, _)| action == "conversation.delete_empty");
        assert_eq!(lines.count(), 4, "one for the wish, one for each of three steps");
        well(&app).await;
        // What is left is swept by the next one.
        assert_eq!(app.delete_empty_conversations(&tenant.owner).await.unwrap().total, 1);
        app.drain_jobs().await.unwrap();
        assert!(!exists(&app, later).await && exists(&app, wrote).await);
    }

    /// R024: a first message that is on its way to the disk while the sweep is at this very conversation keeps it.
    async fn a_first_message_during_the_sweep_keeps_its_conversation(db: TestDb) {
        let app = TestApp::new(db).await;
        let tenant = app.tenant("Ours").await;
        let (writing, silent) = (tenant.visitor(&app).await, tenant.visitor(&app).await);
        app.delete_empty_conversations(&tenant.owner).await.unwrap();
        let message = Message {
            id: app.ids.next(), conversation_id: writing.conversation, seq: 0, role: MessageRole::User, author: None,
            body: "Wait".to_owned(), client_id: Some("1".to_owned()), state: MessageState::Complete, kind: None,
            citations: Vec::new(), turn_id: None, created_at: app.clock.now(), edited_at: None, attachments: Vec::new(),
        };
        let ((has_written, written), (commit, may_commit)) = (oneshot::channel(), oneshot::channel::<()>());
        let storing = app.db.write(async move |conn| {
            let received = messages::receive(conn, writing.workspace, &message).await?;
            conversations::engage(conn, writing.workspace, writing.conversation).await?;
            // On SQLite nobody writes beside it: there the message is first, and the sweep finds it.
            has_written.send(()).unwrap();
            if conn.dialect() == Dialect::Postgres {
                may_commit.await.unwrap();
            }
            Ok::<_, baton_db::DbError>(received.is_some())
        });
        let sweeping = async {
            written.await.unwrap();
            let (swept, ()) = tokio::join!(app.drain_jobs(), async {
                tokio::time::sleep(Duration::from_millis(200)).await;
                let _waits = commit.send(());
            });
            swept.unwrap();
        };
        let (stored, ()) = tokio::join!(storing, sweeping);
        assert!(stored.unwrap());
        assert!(exists(&app, writing).await, "somebody wrote in it");
        assert!(!exists(&app, silent).await);
    }

    /// An answer that is being made when its conversation goes ends in nothing.
    async fn an_answer_under_way_ends_with_its_conversation(db: TestDb) {
        let app = TestApp::new(db).await;
        let tenant = app.tenant("Ours").await;
        let visitor = tenant.visitor(&app).await;
        app.receive(visitor, "1", "What is your refund policy?").await.unwrap();
        let (ran, gone) = tokio::join!(app.drain_jobs(), app.delete_conversation(&tenant.owner, visitor.conversation));
        ran.unwrap();
        gone.unwrap();
        app.drain_jobs().await.unwrap();
        assert_eq!(rows_of(&app, "messages", visitor.conversation).await, 0);
        assert_eq!(number(&app, sql!("SELECT count(*) FROM jobs WHERE dead_at IS NOT NULL")).await, 0);
        well(&app).await;
    }

    /// A lead of somebody who left the same address twice goes with the conversation that it is of.
    async fn leads_go_with_the_conversation_that_made_them(db: TestDb) {
        let app = TestApp::new(db).await;
        let tenant = app.tenant("Ours").await;
        let visitor = full(&app, &tenant, "ana").await;
        let lead = tenant.lead(&app, visitor, "ana@example.com").await;
        app.delete_conversation(&tenant.owner, visitor.conversation).await.unwrap();
        let moved = app.change_lead_status(&tenant.owner, lead.id, LeadStatus::Won).await;
        assert!(matches!(moved, Err(AppError::NotFound)));
        app.drain_jobs().await.unwrap();
    }
}
