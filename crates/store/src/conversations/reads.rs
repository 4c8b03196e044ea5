//! What each teammate has seen of a conversation.

use baton_core::{
    id::{ConversationId, UserId, WorkspaceId},
    message::MessageRole,
};
use baton_db::{Conn, Result, sql};
use uuid::Uuid;

/// Remembers the last message that a teammate saw; never goes back.
pub async fn set(
    conn: &mut Conn<'_>,
    workspace: WorkspaceId,
    conversation: ConversationId,
    user: UserId,
    seq: i64,
) -> Result<()> {
    conn.execute(sql!(
        "INSERT INTO conversation_reads (workspace_id, conversation_id, user_id, seq) VALUES ({}, {}, {}, {})
         ON CONFLICT (workspace_id, conversation_id, user_id) DO UPDATE SET seq = excluded.seq
         WHERE conversation_reads.seq < excluded.seq",
        workspace.uuid(), conversation.uuid(), user.uuid(), seq
    ))
    .await?;
    Ok(())
}

/// For each conversation with any: how many visitor messages a teammate has not seen.
pub async fn unread(
    conn: &mut Conn<'_>,
    workspace: WorkspaceId,
    user: UserId,
    conversations: &[ConversationId],
) -> Result<Vec<(ConversationId, i64)>> {
    let mut q = sql!(
        "SELECT m.conversation_id, count(*) FROM messages m
         LEFT JOIN conversation_reads r ON r.workspace_id = m.workspace_id AND r.conversation_id = m.conversation_id
             AND r.user_id = {}
         WHERE m.workspace_id = {} AND m.role = {} AND m.seq > coalesce(r.seq, 0) AND m.conversation_id IN ",
        user.uuid(), workspace.uuid(), MessageRole::User.as_str()
    );
    q.list(conversations.iter().map(|id| id.uuid()));
    sql!(q; " GROUP BY m.conversation_id");
    let rows: Vec<(Uuid, i64)> = conn.fetch_all(q).await?;
    Ok(rows.into_iter().map(|(id, n)| (id.into(), n)).collect())
}
