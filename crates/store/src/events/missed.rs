//! What a node did not hear of, for those who listen there.

use baton_core::{
    event::Envelope,
    id::{ConversationId, WorkspaceId},
};
use baton_db::{Conn, Result, sql};
use std::collections::BTreeSet;
use uuid::Uuid;

/// The place of the newest event of each of these workspaces, in no order.
pub async fn newest(
    conn: &mut Conn<'_>,
    workspaces: &[WorkspaceId],
) -> Result<Vec<(WorkspaceId, i64)>> {
    let mut q = sql!("SELECT id, event_seq FROM workspaces WHERE id IN ");
    q.list(workspaces.iter().map(|id| id.uuid()));
    let rows: Vec<(Uuid, i64)> = conn.fetch_all(q).await?;
    Ok(rows.into_iter().map(|(id, seq)| (id.into(), seq)).collect())
}

/// Events after `seq`, ascending, each with whether the visitor of its conversation reads the names of teammates.
pub async fn missed(
    conn: &mut Conn<'_>,
    workspace: WorkspaceId,
    seq: i64,
    limit: i64,
) -> Result<Vec<(Envelope, bool)>> {
    let all = super::after(conn, workspace, seq, limit).await?;
    let talks: BTreeSet<_> = all
        .iter()
        .filter_map(|event| event.conversation_id)
        .collect();
    let mut q = sql!(
        "SELECT v.id FROM conversations v JOIN assistants a ON a.workspace_id = v.workspace_id AND a.id = v.assistant_id
         WHERE v.workspace_id = {} AND a.show_human_names = {} AND v.id IN ",
        workspace.uuid(),
        true
    );
    q.list(talks.iter().map(|id| id.uuid()));
    let shown: Vec<Uuid> = conn.fetch_all(q).await?;
    let shown: BTreeSet<_> = shown.into_iter().map(ConversationId::from).collect();
    let is_shown = |event: &Envelope| event.conversation_id.is_some_and(|id| shown.contains(&id));
    Ok(all
        .into_iter()
        .map(|event| {
            let is_shown = is_shown(&event);
            (event, is_shown)
        })
        .collect())
}
