//! Changing what a teammate said, and taking it back.

use super::{FROM, Stored, listed};
use baton_core::{
    id::{ConversationId, WorkspaceId},
    message::{Message, MessageRole, MessageState, amend::WINDOW_MS},
    time::Timestamp,
};
use baton_db::{Conn, Result, sql};

/// How far back a reader who missed a change is told of it: changes are of what was just said.
const LOOKED_BACK: i64 = 50;

/// The message at a place of a conversation.
pub async fn at(
    conn: &mut Conn<'_>,
    workspace: WorkspaceId,
    (conversation, seq): (ConversationId, i64),
) -> Result<Option<Message>> {
    let mut q = Stored::select();
    sql!(q; FROM);
    sql!(q; " WHERE m.workspace_id = {} AND m.conversation_id = {} AND m.seq = {}",
        workspace.uuid(), conversation.uuid(), seq);
    conn.fetch_optional::<Stored>(q)
        .await?
        .map(Stored::read)
        .transpose()
}

/// Stores how a message reads after a change made at `now`, in one step with its conditions: nobody changed it since it was
/// read as it was at `was`, its minute is not over, and it has not gone out by mail. `false`: nothing was stored.
pub async fn set(
    conn: &mut Conn<'_>,
    workspace: WorkspaceId,
    message: &Message,
    (was, now): (Option<Timestamp>, Timestamp),
) -> Result<bool> {
    let (id, conversation) = (workspace.uuid(), message.conversation_id.uuid());
    let mut q = sql!(
        "UPDATE messages SET body = {}, state = {}, edited_at = {}",
        &message.body,
        message.state.as_str(),
        message.edited_at.map(Timestamp::ms)
    );
    if message.state == MessageState::Unsent {
        sql!(q; ", citations = NULL, attachments = NULL");
    }
    sql!(q; " WHERE workspace_id = {} AND conversation_id = {} AND seq = {} AND state <> {}
        AND coalesce(edited_at, -1) = {} AND created_at > {}
        AND EXISTS (SELECT 1 FROM conversations c WHERE c.workspace_id = {} AND c.id = {} AND c.mailed_seq < {})",
        id, conversation, message.seq, MessageState::Unsent.as_str(), was.map_or(-1, Timestamp::ms),
        now.plus_ms(-WINDOW_MS).ms(), id, conversation, message.seq);
    Ok(conn.execute(q).await? > 0)
}

/// Has lists say of a conversation what was said last and not taken back, unless it went on beyond `last_seq` meanwhile.
pub async fn retell(
    conn: &mut Conn<'_>,
    workspace: WorkspaceId,
    conversation: ConversationId,
    last_seq: i64,
) -> Result<()> {
    let mut q = Stored::select();
    sql!(q; FROM);
    sql!(q; " WHERE m.workspace_id = {} AND m.conversation_id = {} AND m.state <> {} ORDER BY m.seq DESC LIMIT 1",
        workspace.uuid(), conversation.uuid(), MessageState::Unsent.as_str());
    let last = conn.fetch_optional::<Stored>(q).await?;
    let last = last.map(Stored::read).transpose()?;
    conn.execute(sql!(
        "UPDATE conversations SET last_role = {}, last_author_id = {}, last_preview = {}, last_message_at = {}
         WHERE workspace_id = {} AND id = {} AND last_seq = {}",
        last.as_ref().map(|m| MessageRole::as_str(m.role)),
        last.as_ref().and_then(|m| m.author.as_ref()).map(|author| author.id.uuid()),
        last.as_ref().map(listed),
        last.as_ref().map(|m| m.created_at.ms()),
        workspace.uuid(),
        conversation.uuid(),
        last_seq
    ))
    .await?;
    Ok(())
}

/// Messages up to `seq`, and after `floor`, that were changed or taken back, ascending: of the latest only.
pub async fn lately(
    conn: &mut Conn<'_>,
    workspace: WorkspaceId,
    conversation: ConversationId,
    (floor, seq): (i64, i64),
) -> Result<Vec<Message>> {
    let floor = floor.max(seq.saturating_sub(LOOKED_BACK));
    let mut q = Stored::select();
    sql!(q; FROM);
    sql!(q; " WHERE m.workspace_id = {} AND m.conversation_id = {} AND m.seq > {} AND m.seq <= {}
        AND m.edited_at IS NOT NULL ORDER BY m.seq",
        workspace.uuid(), conversation.uuid(), floor, seq);
    let changed = conn.fetch_all::<Stored>(q).await?;
    changed.into_iter().map(Stored::read).collect()
}
