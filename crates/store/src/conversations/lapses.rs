//! Conversations whose holder is gone while the visitor waits for an answer.

use baton_core::{
    conversation::Status,
    id::{ConversationId, WorkspaceId},
    message::{MessageRole, MessageState},
    team::{grace::USUAL_MIN, scheduled::ScheduledState},
    time::Timestamp,
};
use baton_db::{Conn, Result, Sql, sql};
use uuid::Uuid;

const MINUTE_MS: i64 = 60_000;

/// When somebody is gone for long enough.
#[derive(Debug, Clone, Copy)]
pub struct Gone {
    /// Whoever was seen after this, less their grace, is there.
    pub before: Timestamp,
    /// Since when it has been looked without a break who is there: nobody is gone since longer.
    pub watched_since: Timestamp,
}

/// The visitor spoke last and the holder has written no answer that is sent later, nobody has put it away until a time, and
/// within the grace of the workspace neither has the holder been seen, nor was it claimed, nor has its time come to come back from
/// where it was put away. Where a message of the visitor brings it back, nobody who is gone is waited for any longer.
fn overdue(q: &mut Sql, gone: Gone) {
    let before = gone.before.ms();
    sql!(q; " FROM conversations c JOIN workspace_users m ON m.workspace_id = c.workspace_id AND m.user_id = c.claimed_by_user_id
        LEFT JOIN holder_graces g ON g.workspace_id = c.workspace_id
        WHERE c.claimed_by_user_id IS NOT NULL AND c.status = {} AND c.channel <> 'practice' AND c.last_role = {}
        AND c.snoozed_until IS NULL
        AND NOT EXISTS (SELECT 1 FROM scheduled_replies r WHERE r.workspace_id = c.workspace_id AND r.conversation_id = c.id
            AND r.author_user_id = c.claimed_by_user_id AND r.state = {} AND r.after_seq >= c.visitor_seq)
        AND (g.workspace_id IS NULL OR g.minutes IS NOT NULL)
        AND c.claimed_at + coalesce(g.minutes, {}) * {} <= {}
        AND coalesce(m.console_seen_at, 0) + coalesce(g.minutes, {}) * {} <= {}
        AND coalesce((SELECT max(e.at) FROM events e WHERE e.workspace_id = c.workspace_id AND e.conversation_id = c.id
            AND e.type <> 'message.created' AND e.type = 'conversation.unsnoozed'), 0) + coalesce(g.minutes, {}) * {} <= {}
        AND {} <= {} - coalesce(g.minutes, {}) * {}",
        Status::Open.as_str(), MessageRole::User.as_str(), ScheduledState::Waiting.as_str(),
        USUAL_MIN, MINUTE_MS, before, USUAL_MIN, MINUTE_MS, before, USUAL_MIN, MINUTE_MS, before,
        gone.watched_since.ms(), before, USUAL_MIN, MINUTE_MS);
}

/// Some of them, in all workspaces, longest silent first.
pub async fn all(
    conn: &mut Conn<'_>,
    gone: Gone,
    many: i64,
) -> Result<Vec<(WorkspaceId, ConversationId)>> {
    let mut q = sql!("SELECT c.workspace_id, c.id");
    overdue(&mut q, gone);
    sql!(q; " ORDER BY c.last_activity_at, c.id LIMIT {}", many);
    q.global();
    let rows: Vec<(Uuid, Uuid)> = conn.fetch_all(q).await?;
    Ok(rows
        .into_iter()
        .map(|(workspace, id)| (WorkspaceId::from(workspace), ConversationId::from(id)))
        .collect())
}

/// Whether a conversation is one of them.
pub async fn is_overdue(
    conn: &mut Conn<'_>,
    workspace: WorkspaceId,
    id: ConversationId,
    gone: Gone,
) -> Result<bool> {
    let mut q = sql!("SELECT count(*)");
    overdue(&mut q, gone);
    sql!(q; " AND c.workspace_id = {} AND c.id = {}", workspace.uuid(), id.uuid());
    Ok(conn.fetch_one::<i64>(q).await? > 0)
}

/// Since when the visitor waits for an answer: their first message after the last one of anybody else. What was taken back
/// is no answer.
pub async fn waits_since(
    conn: &mut Conn<'_>,
    workspace: WorkspaceId,
    id: ConversationId,
) -> Result<Option<Timestamp>> {
    let since: Option<i64> = conn
        .fetch_one(sql!(
            "SELECT min(created_at) FROM messages WHERE workspace_id = {} AND conversation_id = {} AND role = {}
             AND seq > (SELECT coalesce(max(seq), 0) FROM messages WHERE workspace_id = {} AND conversation_id = {}
                 AND role <> {} AND state <> {})",
            workspace.uuid(),
            id.uuid(),
            MessageRole::User.as_str(),
            workspace.uuid(),
            id.uuid(),
            MessageRole::User.as_str(),
            MessageState::Unsent.as_str()
        ))
        .await?;
    Ok(since.map(Timestamp::from_ms))
}
