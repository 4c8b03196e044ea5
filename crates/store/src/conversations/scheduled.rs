//! Scheduled replies: kept until their time, and decided once.

use baton_core::{
    actor::Person,
    conversation::Then,
    id::{ConversationId, ScheduledReplyId, UserId, WorkspaceId},
    team::scheduled::{ScheduledReply, ScheduledState},
    time::Timestamp,
};
use baton_db::{Conn, Result, Sql, row, sql};
use uuid::Uuid;

row! {
    struct Stored {
        id: ScheduledReplyId = "r.id" as Uuid,
        conversation_id: ConversationId = "r.conversation_id" as Uuid,
        author_id: UserId = "r.author_user_id" as Uuid,
        author_name: String = "u.name",
        client_id: String = "r.client_id",
        body: String = "r.body",
        then: Option<Then> = "r.then_do" as Option<str>,
        after_seq: i64 = "r.after_seq",
        state: ScheduledState = "r.state" as str,
        due_at: Timestamp = "r.due_at" as i64,
        created_at: Timestamp = "r.created_at" as i64,
    }
}

impl From<Stored> for ScheduledReply {
    fn from(row: Stored) -> Self {
        Self {
            id: row.id,
            conversation_id: row.conversation_id,
            author: Person {
                id: row.author_id,
                name: row.author_name,
            },
            client_id: row.client_id,
            body: row.body,
            then: row.then,
            after_seq: row.after_seq,
            state: row.state,
            due_at: row.due_at,
            created_at: row.created_at,
        }
    }
}

fn of(workspace: WorkspaceId, conversation: ConversationId) -> Sql {
    let mut q = Stored::select();
    sql!(q; " FROM scheduled_replies r JOIN users u ON u.id = r.author_user_id
        WHERE r.workspace_id = {} AND r.conversation_id = {}",
        workspace.uuid(), conversation.uuid());
    q
}

/// One reply of a conversation, whatever became of it.
pub async fn find(
    conn: &mut Conn<'_>,
    workspace: WorkspaceId,
    (conversation, id): (ConversationId, ScheduledReplyId),
) -> Result<Option<ScheduledReply>> {
    let mut q = of(workspace, conversation);
    sql!(q; " AND r.id = {}", id.uuid());
    let row = conn.fetch_optional::<Stored>(q).await?;
    Ok(row.map(ScheduledReply::from))
}

/// The replies of a conversation that wait or were not said, by their time; and the one that was written with a client id,
/// whatever became of it.
pub async fn open_or_known(
    conn: &mut Conn<'_>,
    workspace: WorkspaceId,
    conversation: ConversationId,
    client_id: &str,
) -> Result<Vec<ScheduledReply>> {
    let mut q = of(workspace, conversation);
    sql!(q; " AND (r.client_id = {} OR r.state IN ({}, {}, {})) ORDER BY r.due_at, r.id",
        client_id,
        ScheduledState::Waiting.as_str(),
        ScheduledState::Overtaken.as_str(),
        ScheduledState::NotHeld.as_str());
    let rows = conn.fetch_all::<Stored>(q).await?;
    Ok(rows.into_iter().map(ScheduledReply::from).collect())
}

/// Keeps a reply until its time. `false`: one with this client id is kept already.
pub async fn insert(
    conn: &mut Conn<'_>,
    workspace: WorkspaceId,
    reply: &ScheduledReply,
) -> Result<bool> {
    let kept = conn
        .execute(sql!(
            "INSERT INTO scheduled_replies (id, workspace_id, conversation_id, author_user_id, client_id, body, then_do,
                 after_seq, state, due_at, created_at)
             VALUES ({}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}) ON CONFLICT DO NOTHING",
            reply.id.uuid(),
            workspace.uuid(),
            reply.conversation_id.uuid(),
            reply.author.id.uuid(),
            &reply.client_id,
            &reply.body,
            reply.then.map(Then::as_str),
            reply.after_seq,
            reply.state.as_str(),
            reply.due_at.ms(),
            reply.created_at.ms()
        ))
        .await?;
    Ok(kept == 1)
}

/// Stores what becomes of a reply that was still in state `from`. `false`: somebody was faster, on whatever node.
pub async fn settle(
    conn: &mut Conn<'_>,
    workspace: WorkspaceId,
    id: ScheduledReplyId,
    (from, to): (ScheduledState, ScheduledState),
) -> Result<bool> {
    let settled = conn
        .execute(sql!(
            "UPDATE scheduled_replies SET state = {} WHERE workspace_id = {} AND id = {} AND state = {}",
            to.as_str(),
            workspace.uuid(),
            id.uuid(),
            from.as_str()
        ))
        .await?;
    Ok(settled == 1)
}
