//! Taking what events say of deleted conversations and erased contacts out of the stream. Their places stay: who reads on
//! counts without a gap.

use super::json;
use baton_core::{
    actor::Actor,
    event::Event,
    id::{ContactId, ConversationId, LeadId, WorkspaceId},
};
use baton_db::{Conn, Result, Sql, sql};
use uuid::Uuid;

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
) -> Result<u64> {
    let mut q = erased(workspace)?;
    sql!(q; " AND type <> 'message.created' AND conversation_id IN ");
    q.list(conversations.iter().map(|id| id.uuid()));
    take_out(conn, workspace, q).await
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
    take_out(conn, workspace, q).await
}

/// Erases what is said of a contact, and of their leads, beside all conversations: whom it is about is in the words of it.
pub async fn erase_of_people(
    conn: &mut Conn<'_>,
    workspace: WorkspaceId,
    contact: ContactId,
    leads: &[LeadId],
) -> Result<u64> {
    let mut q = erased(workspace)?;
    sql!(q; " AND conversation_id IS NULL AND type IN ('contact.updated', 'lead.captured', 'lead.updated')
        AND (data LIKE {}", format!("%{contact}%"));
    for lead in leads {
        sql!(q; " OR data LIKE {}", format!("%{lead}%"));
    }
    sql!(q; ")");
    take_out(conn, workspace, q).await
}

/// Carries out an erasure, and forgets with it what webhooks keep of the same events; answers how many there were.
async fn take_out(conn: &mut Conn<'_>, workspace: WorkspaceId, mut q: Sql) -> Result<u64> {
    sql!(q; " RETURNING id");
    let gone: Vec<Uuid> = conn.fetch_all(q).await?;
    super::webhooks::log::erase(conn, workspace, &gone).await?;
    Ok(u64::try_from(gone.len()).unwrap_or(u64::MAX))
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
