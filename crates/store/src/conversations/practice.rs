//! Conversations with a visitor who is played for practice: each statement has the condition of their index.

use baton_core::{
    conversation::Status,
    id::{ContactId, ConversationId, UserId, WorkspaceId},
    message::MessageRole,
    time::Timestamp,
};
use baton_db::{Conn, Result, sql};
use uuid::Uuid;

/// The one that a teammate practises in, as long as it is open.
pub async fn running(
    conn: &mut Conn<'_>,
    workspace: WorkspaceId,
    user: UserId,
) -> Result<Option<ConversationId>> {
    let id: Option<Uuid> = conn
        .fetch_optional(sql!(
            "SELECT id FROM conversations WHERE workspace_id = {} AND channel = 'practice' AND assigned_user_id = {}
             AND status = {} ORDER BY last_activity_at DESC LIMIT 1",
            workspace.uuid(),
            user.uuid(),
            Status::Open.as_str()
        ))
        .await?;
    Ok(id.map(ConversationId::from))
}

/// Whether a teammate has written in a conversation.
pub async fn was_answered(
    conn: &mut Conn<'_>,
    workspace: WorkspaceId,
    id: ConversationId,
) -> Result<bool> {
    let found: i64 = conn
        .fetch_one(sql!(
            "SELECT count(*) FROM (SELECT 1 FROM messages WHERE workspace_id = {} AND conversation_id = {} AND role = {}
             LIMIT 1) AS first",
            workspace.uuid(),
            id.uuid(),
            MessageRole::Human.as_str()
        ))
        .await?;
    Ok(found > 0)
}

/// The visitors of up to `many` conversations that rested since `since`, in all workspaces.
pub async fn rested(
    conn: &mut Conn<'_>,
    since: Timestamp,
    many: i64,
) -> Result<Vec<(WorkspaceId, ContactId)>> {
    let mut q = sql!(
        "SELECT c.workspace_id, c.contact_id FROM workspaces w JOIN conversations c ON c.workspace_id = w.id
         WHERE c.channel = 'practice' AND c.last_activity_at < {} LIMIT {}",
        since.ms(),
        many
    );
    q.global();
    let rows: Vec<(Uuid, Uuid)> = conn.fetch_all(q).await?;
    let typed = |(workspace, contact)| (WorkspaceId::from(workspace), ContactId::from(contact));
    Ok(rows.into_iter().map(typed).collect())
}
