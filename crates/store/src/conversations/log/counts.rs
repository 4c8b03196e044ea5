//! How many conversations the log has, with those that it hides.

use super::{Filter, STEPS, walked};
use baton_core::id::WorkspaceId;
use baton_db::{Conn, Result, Sql, sql};

/// How many there are under a filter, among the newest so many.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Counts {
    /// Whose visitor wrote something.
    pub engaged: i64,
    /// All of them.
    pub all: i64,
    /// Whether there may be more: only so many are counted.
    pub more: bool,
}

/// Counts what passes a filter, whether it asks for those who wrote or for all.
pub async fn counts(
    conn: &mut Conn<'_>,
    workspace: WorkspaceId,
    filter: &Filter,
) -> Result<Counts> {
    let (engaged, all, steps): (i64, i64, i64) = conn.fetch_one(counted(workspace, filter)).await?;
    Ok(Counts {
        engaged,
        all,
        more: steps == 2 * STEPS,
    })
}

/// The statement that counts.
pub(in crate::conversations) fn counted(workspace: WorkspaceId, filter: &Filter) -> Sql {
    let all = Filter {
        engaged: false,
        ..filter.clone()
    };
    let mut q = sql!("SELECT coalesce(sum(CASE WHEN c.engaged");
    all.narrow(&mut q, workspace);
    sql!(q; " THEN 1 ELSE 0 END), 0), coalesce(sum(CASE WHEN 1 = 1");
    all.narrow(&mut q, workspace);
    sql!(q; " THEN 1 ELSE 0 END), 0), count(*) FROM (");
    q = walked(q, workspace, filter, (None, 2 * STEPS));
    sql!(q; ") AS c");
    q
}

/// How many conversations of a workspace have no message of a visitor.
pub async fn empty(conn: &mut Conn<'_>, workspace: WorkspaceId) -> Result<i64> {
    conn.fetch_one(sql!(
        "SELECT count(*) FROM conversations WHERE workspace_id = {} AND visitor_messages = 0 AND status <> 'trial'",
        workspace.uuid()
    ))
    .await
}
