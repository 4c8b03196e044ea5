//! What visitors say of an answer.

use baton_core::{
    id::{ConversationId, WorkspaceId},
    message::{MessageRole, rating::Rating},
    time::Timestamp,
};
use baton_db::{Conn, Result, sql};

/// Whether a message can be rated by its visitor: one of the assistant's that they still see.
pub async fn is_rateable(
    conn: &mut Conn<'_>,
    workspace: WorkspaceId,
    conversation: ConversationId,
    seq: i64,
) -> Result<bool> {
    let found: Option<i64> = conn
        .fetch_optional(sql!(
            "SELECT m.seq FROM messages m JOIN conversations c ON c.workspace_id = m.workspace_id AND c.id = m.conversation_id
             WHERE m.workspace_id = {} AND m.conversation_id = {} AND m.seq = {} AND m.role = {} AND m.seq > c.cleared_seq",
            workspace.uuid(), conversation.uuid(), seq, MessageRole::Assistant.as_str()
        ))
        .await?;
    Ok(found.is_some())
}

/// Keeps what a visitor says of a message; whatever they said before is replaced.
pub async fn set(
    conn: &mut Conn<'_>,
    workspace: WorkspaceId,
    (conversation, seq): (ConversationId, i64),
    rating: &Rating,
    now: Timestamp,
) -> Result<()> {
    conn.execute(sql!(
        "INSERT INTO ratings (workspace_id, conversation_id, seq, thumb, comment, at) VALUES ({}, {}, {}, {}, {}, {})
         ON CONFLICT (workspace_id, conversation_id, seq) DO UPDATE SET thumb = excluded.thumb,
             comment = excluded.comment, at = excluded.at",
        workspace.uuid(), conversation.uuid(), seq, rating.thumb.as_str(), &rating.comment, now.ms()
    ))
    .await?;
    Ok(())
}

/// Takes back what a visitor said of a message.
pub async fn remove(
    conn: &mut Conn<'_>,
    workspace: WorkspaceId,
    (conversation, seq): (ConversationId, i64),
) -> Result<()> {
    conn.execute(sql!(
        "DELETE FROM ratings WHERE workspace_id = {} AND conversation_id = {} AND seq = {}",
        workspace.uuid(),
        conversation.uuid(),
        seq
    ))
    .await?;
    Ok(())
}

/// What a visitor said of a message.
pub async fn find(
    conn: &mut Conn<'_>,
    workspace: WorkspaceId,
    (conversation, seq): (ConversationId, i64),
) -> Result<Option<Rating>> {
    let row: Option<(String, Option<String>)> = conn
        .fetch_optional(sql!(
            "SELECT thumb, comment FROM ratings WHERE workspace_id = {} AND conversation_id = {} AND seq = {}",
            workspace.uuid(),
            conversation.uuid(),
            seq
        ))
        .await?;
    Ok(row.and_then(|(thumb, comment)| {
        let thumb = thumb.parse().ok()?;
        Some(Rating { thumb, comment })
    }))
}

/// What a visitor says of the messages of a conversation, by their seq.
pub async fn of_conversation(
    conn: &mut Conn<'_>,
    workspace: WorkspaceId,
    conversation: ConversationId,
) -> Result<Vec<(i64, Rating)>> {
    let rows: Vec<(i64, String, Option<String>)> = conn
        .fetch_all(sql!(
            "SELECT seq, thumb, comment FROM ratings WHERE workspace_id = {} AND conversation_id = {} ORDER BY seq",
            workspace.uuid(),
            conversation.uuid()
        ))
        .await?;
    let read = |(seq, thumb, comment): (i64, String, Option<String>)| {
        let thumb = thumb.parse().ok()?;
        Some((seq, Rating { thumb, comment }))
    };
    Ok(rows.into_iter().filter_map(read).collect())
}
