//! When the baton passed, for many conversations at once.

use baton_core::{
    conversation::HolderKind,
    id::{ConversationId, WorkspaceId},
    time::Timestamp,
};
use baton_db::{Conn, Result, Sql, sql};
use uuid::Uuid;

/// That the baton of a conversation passed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Pass {
    /// Whose.
    pub conversation: ConversationId,
    /// When.
    pub at: Timestamp,
    /// To whom.
    pub to: HolderKind,
}

/// Every pass of these conversations, ascending.
pub async fn passes(
    conn: &mut Conn<'_>,
    workspace: WorkspaceId,
    conversations: &[ConversationId],
) -> Result<Vec<Pass>> {
    let mut rows: Vec<(Uuid, i64, i64, String)> =
        conn.fetch_all(passed(workspace, conversations)).await?;
    rows.sort_by_key(|(_, seq, ..)| *seq);
    let passes = rows.into_iter().filter_map(|(id, _, at, kind)| {
        Some(Pass {
            conversation: id.into(),
            at: at.into(),
            to: holder_after(&kind)?,
        })
    });
    Ok(passes.collect())
}

/// The statement that reads timelines: exactly the condition of the partial index `events_conversation`.
pub(crate) fn passed(workspace: WorkspaceId, conversations: &[ConversationId]) -> Sql {
    let mut q = sql!(
        "SELECT conversation_id, seq, at, type FROM events WHERE workspace_id = {} AND type <> 'message.created'
             AND conversation_id IN ",
        workspace.uuid()
    );
    q.list(conversations.iter().map(|id| id.uuid()));
    q
}

fn holder_after(event: &str) -> Option<HolderKind> {
    Some(match event {
        "conversation.claimed" => HolderKind::Person,
        "conversation.escalated" => HolderKind::Nobody,
        "conversation.released" | "conversation.reopened" => HolderKind::Assistant,
        "conversation.resolved" => HolderKind::None,
        _ => return None,
    })
}
