//! Pages of the audit log, newest first.

use super::Stored;
use baton_core::{
    audit::{Line, Outcome},
    id::{UserId, WorkspaceId},
    page::{Cursor, Limit, Page},
    time::Timestamp,
};
use baton_db::{Conn, Result, Sql, sql};
use uuid::Uuid;

/// Which lines; all conditions hold together.
#[derive(Debug, Clone, Default)]
pub struct Filter {
    /// Of this teammate.
    pub actor: Option<UserId>,
    /// Of this kind of act.
    pub action: Option<String>,
    /// That ended so.
    pub outcome: Option<Outcome>,
    /// Done to this one.
    pub target: Option<Uuid>,
    /// Not before.
    pub from: Option<Timestamp>,
    /// Before.
    pub until: Option<Timestamp>,
}

impl Filter {
    fn narrow(&self, q: &mut Sql) {
        if let Some(actor) = self.actor {
            sql!(q; " AND actor_id = {}", actor.uuid());
        }
        if let Some(action) = &self.action {
            sql!(q; " AND action = {}", action);
        }
        if let Some(outcome) = self.outcome {
            sql!(q; " AND outcome = {}", outcome.as_str());
        }
        if let Some(target) = self.target {
            sql!(q; " AND target_id = {}", target);
        }
        if let Some(from) = self.from {
            sql!(q; " AND at >= {}", from.ms());
        }
        if let Some(until) = self.until {
            sql!(q; " AND at < {}", until.ms());
        }
    }
}

/// A page of the log.
pub async fn list(
    conn: &mut Conn<'_>,
    workspace: WorkspaceId,
    filter: &Filter,
    after: Option<Cursor>,
    limit: Limit,
) -> Result<Page<Line>> {
    let mut q = Stored::select();
    sql!(q; " FROM audit_logs WHERE workspace_id = {}", workspace.uuid());
    filter.narrow(&mut q);
    if let Some(Cursor { at, id }) = after {
        sql!(q; " AND (at, id) < ({}, {})", at.ms(), id);
    }
    sql!(q; " ORDER BY at DESC, id DESC LIMIT {}", limit.and_one());
    let rows: Vec<Stored> = conn.fetch_all(q).await?;
    let lines = rows.into_iter().map(Stored::line).collect();
    Ok(Page::cut(lines, limit, |line| Cursor {
        at: line.at,
        id: line.id.uuid(),
    }))
}

/// Every kind of act that the log has a line of.
pub async fn names(conn: &mut Conn<'_>, workspace: WorkspaceId) -> Result<Vec<String>> {
    conn.fetch_all(sql!(
        "SELECT DISTINCT action FROM audit_logs WHERE workspace_id = {} ORDER BY action",
        workspace.uuid()
    ))
    .await
}
