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

/// For each conversation with any: how many visitor messages a teammate has not seen, up to the message that stands beside it.
/// Messages that came since the row was read are not counted: whoever adds them as they are told of would count them twice.
pub async fn unread(
    conn: &mut Conn<'_>,
    workspace: WorkspaceId,
    user: UserId,
    conversations: &[(ConversationId, i64)],
) -> Result<Vec<(ConversationId, i64)>> {
    let Some((first, rest)) = conversations.split_first() else {
        return Ok(Vec::new());
    };
    let mut q = sql!(
        "WITH asked (id, last_seq) AS (VALUES ({}, {})",
        first.0.uuid(),
        first.1
    );
    for (id, last_seq) in rest {
        sql!(q; ", ({}, {})", id.uuid(), *last_seq);
    }
    sql!(q; ") SELECT m.conversation_id, count(*) FROM asked
         LEFT JOIN conversation_reads r ON r.workspace_id = {} AND r.conversation_id = asked.id AND r.user_id = {}
         JOIN messages m ON m.workspace_id = {} AND m.conversation_id = asked.id AND m.seq > coalesce(r.seq, 0)
             AND m.seq <= asked.last_seq AND m.role = {}
         GROUP BY m.conversation_id",
        workspace.uuid(), user.uuid(), workspace.uuid(), MessageRole::User.as_str());
    let rows: Vec<(Uuid, i64)> = conn.fetch_all(q).await?;
    Ok(rows.into_iter().map(|(id, n)| (id.into(), n)).collect())
}
