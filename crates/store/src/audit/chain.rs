//! The chain itself: its end, its links, and the lines that are older than it.

use super::{Act, Stored};
use baton_core::{
    actor::Actor,
    audit::{Hash, Line, Outcome, in_hex},
    id::WorkspaceId,
};
use baton_db::{Conn, Result, row, sql};
use serde_json::json;
use uuid::Uuid;

/// The action of a chain's first line where there were lines before it: their number and what they hash to.
pub const OLDER: &str = "audit.begin";

row! {
    /// The end of a chain.
    #[derive(Debug, Clone, PartialEq, Eq)]
    pub struct Head {
        /// The number of the last line; 0 before the first.
        pub seq: i64 = "seq",
        /// Its hash.
        pub hash: Vec<u8> = "hash",
    }
}

/// Locks the end of a workspace's chain; makes it where there is none.
pub(super) async fn lock(conn: &mut Conn<'_>, workspace: WorkspaceId) -> Result<Head> {
    let begin = sql!(
        "INSERT INTO audit_heads (workspace_id, seq, hash) VALUES ({}, 0, {}) ON CONFLICT (workspace_id) DO NOTHING",
        workspace.uuid(),
        [0_u8; 32].as_slice()
    );
    let mut locked = sql!(
        "UPDATE audit_heads SET seq = seq WHERE workspace_id = {} RETURNING ",
        workspace.uuid()
    );
    sql!(locked; Head::COLUMNS);
    let (heads, _) = conn.fetch_among::<Head>(vec![begin, locked], 1).await?;
    heads.into_iter().next().ok_or(baton_db::DbError::NotFound)
}

/// The line that a chain begins with where older programs wrote lines before it; nothing where there are none.
pub(super) async fn adopt(
    conn: &mut Conn<'_>,
    workspace: WorkspaceId,
    first: &Act,
) -> Result<Option<Act>> {
    let (count, hash) = older(conn, workspace).await?;
    let told = json!({"lines": count, "hash": in_hex(&hash)});
    Ok((count > 0).then(|| Act {
        // Told apart from the line that it comes before by one bit that is random in both.
        id: Uuid::from_u128(first.id.uuid().as_u128() ^ 1).into(),
        actor: Actor::system(),
        action: OLDER.to_owned(),
        target: ("workspace".to_owned(), Some(workspace.uuid())),
        outcome: Outcome::Accepted,
        detail: Some(told.to_string()),
        address: None,
    }))
}

/// How many lines have no place in the chain, and what they hash to, one after the other.
pub async fn older(conn: &mut Conn<'_>, workspace: WorkspaceId) -> Result<(i64, Hash)> {
    let (mut count, mut hash) = (0, [0; 32]);
    let mut after = (i64::MIN, Uuid::nil());
    loop {
        let mut q = Stored::select();
        sql!(q; " FROM audit_logs WHERE workspace_id = {} AND seq IS NULL AND (at, id) > ({}, {}) ORDER BY at, id LIMIT 500",
            workspace.uuid(), after.0, after.1);
        let rows: Vec<Stored> = conn.fetch_all(q).await?;
        let Some(last) = rows.last() else {
            return Ok((count, hash));
        };
        after = (last.at.ms(), last.id.uuid());
        for row in rows {
            count += 1;
            hash = row.line().hash(workspace, &hash);
        }
    }
}

/// A line with the hash that is kept for it.
#[derive(Debug, Clone)]
pub struct Link {
    /// The line.
    pub line: Line,
    /// What is kept.
    pub hash: Vec<u8>,
}

/// Up to `limit` links of a chain after the number `seq`, ascending.
pub async fn links(
    conn: &mut Conn<'_>,
    workspace: WorkspaceId,
    seq: i64,
    limit: i64,
) -> Result<Vec<Link>> {
    let mut q = Stored::select();
    sql!(q; " FROM audit_logs WHERE workspace_id = {} AND seq > {} ORDER BY seq LIMIT {}", workspace.uuid(), seq, limit);
    let rows: Vec<Stored> = conn.fetch_all(q).await?;
    Ok(rows
        .into_iter()
        .map(|mut row| Link {
            hash: row.hash.take().unwrap_or_default(),
            line: row.line(),
        })
        .collect())
}

/// The end of a workspace's chain, where it has one.
pub async fn head(conn: &mut Conn<'_>, workspace: WorkspaceId) -> Result<Option<Head>> {
    let mut q = Head::select();
    sql!(q; " FROM audit_heads WHERE workspace_id = {}", workspace.uuid());
    conn.fetch_optional(q).await
}

/// Every workspace whose log has anything in it.
pub async fn heads(conn: &mut Conn<'_>) -> Result<Vec<WorkspaceId>> {
    let all: Vec<Uuid> = conn
        .fetch_all(sql!(global;
            "SELECT w.id FROM workspaces w WHERE EXISTS (SELECT 1 FROM audit_heads h WHERE h.workspace_id = w.id)
                 OR EXISTS (SELECT 1 FROM audit_logs l WHERE l.workspace_id = w.id) ORDER BY w.id"))
        .await?;
    Ok(all.into_iter().map(WorkspaceId::from).collect())
}
