//! The audit log: who did what to what, accepted or refused. Only ever appended to.

use baton_core::{
    actor::Actor,
    id::{AuditId, WorkspaceId},
    time::Timestamp,
};
use baton_db::{Conn, Result, sql};
use uuid::Uuid;

/// A privileged act.
#[derive(Debug, Clone)]
pub struct Act<'a> {
    /// The line.
    pub id: AuditId,
    /// Who.
    pub actor: &'a Actor,
    /// What, like `conversation.claim`.
    pub action: &'a str,
    /// To what kind of thing.
    pub target_kind: &'a str,
    /// To which one.
    pub target: Option<Uuid>,
    /// Whether it was accepted.
    pub accepted: bool,
    /// What else matters, as JSON.
    pub detail: Option<String>,
}

/// Writes a line.
pub async fn record(
    conn: &mut Conn<'_>,
    workspace: WorkspaceId,
    act: Act<'_>,
    now: Timestamp,
) -> Result<()> {
    conn.execute(sql!(
        "INSERT INTO audit_logs (id, workspace_id, at, actor_kind, actor_id, actor_name, action, target_kind, target_id,
             outcome, detail)
         VALUES ({}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {})",
        act.id.uuid(), workspace.uuid(), now.ms(), act.actor.kind.as_str(), act.actor.id, &act.actor.name, act.action,
        act.target_kind, act.target, if act.accepted { "accepted" } else { "refused" }, act.detail
    ))
    .await?;
    Ok(())
}
