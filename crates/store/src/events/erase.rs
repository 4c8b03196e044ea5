//! Taking what events say of deleted conversations out of the stream. Their places stay: who reads on counts without a gap.

use super::json;
use baton_core::{
    actor::Actor,
    event::Event,
    id::{ConversationId, WorkspaceId},
};
use baton_db::{Conn, Result, Sql, sql};

/// A stretch of the stream that may still tell of a conversation.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Told {
    /// Its first event.
    pub first: i64,
    /// Nothing of it is after this one.
    pub last: i64,
}

/// Where the stream tells of conversations that are being deleted, whose rows this transaction holds.
pub async fn told(
    conn: &mut Conn<'_>,
    workspace: WorkspaceId,
    conversations: &[ConversationId],
) -> Result<Option<Told>> {
    let mut q = sql!(
        "SELECT min(seq) FROM events WHERE workspace_id = {} AND type <> 'message.created' AND conversation_id IN ",
        workspace.uuid()
    );
    q.list(conversations.iter().map(|id| id.uuid()));
    let first: Option<i64> = conn.fetch_one(q).await?;
    let last = super::latest_seq(conn, workspace).await?;
    Ok(first.map(|first| Told { first, last }))
}

/// Erases what the timelines of these conversations say; their messages are found by [`erase_said`].
pub async fn erase_timelines(
    conn: &mut Conn<'_>,
    workspace: WorkspaceId,
    conversations: &[ConversationId],
) -> Result<()> {
    let mut q = erased(workspace)?;
    sql!(q; " AND type <> 'message.created' AND conversation_id IN ");
    q.list(conversations.iter().map(|id| id.uuid()));
    conn.execute(q).await?;
    Ok(())
}

/// Erases all that a stretch of the stream says of these conversations.
pub async fn erase_said(
    conn: &mut Conn<'_>,
    workspace: WorkspaceId,
    conversations: &[ConversationId],
    stretch: Told,
) -> Result<u64> {
    let mut q = erased(workspace)?;
    sql!(q; " AND seq >= {} AND seq <= {} AND conversation_id IN ", stretch.first, stretch.last);
    q.list(conversations.iter().map(|id| id.uuid()));
    conn.execute(q).await
}

fn erased(workspace: WorkspaceId) -> Result<Sql> {
    let nothing = Event::EventErased {};
    Ok(sql!(
        "UPDATE events SET type = {}, data = {}, actor = {}, conversation_id = NULL WHERE workspace_id = {}",
        nothing.wire_name(),
        super::data(&nothing)?,
        json::write(&Actor::system(), "actor")?,
        workspace.uuid()
    ))
}
