//! How long a holder of the baton may be gone.

use baton_core::{id::WorkspaceId, team::grace::HolderGrace, time::Timestamp};
use baton_db::{Conn, Result, sql};

/// The grace of a workspace; the usual one where none was set.
pub async fn find(conn: &mut Conn<'_>, workspace: WorkspaceId) -> Result<HolderGrace> {
    let kept: Option<Option<i64>> = conn
        .fetch_optional(sql!(
            "SELECT minutes FROM holder_graces WHERE workspace_id = {}",
            workspace.uuid()
        ))
        .await?;
    Ok(kept.map_or_else(HolderGrace::default, |minutes| HolderGrace { minutes }))
}

/// Keeps the grace of a workspace.
pub async fn put(
    conn: &mut Conn<'_>,
    workspace: WorkspaceId,
    grace: HolderGrace,
    now: Timestamp,
) -> Result<()> {
    conn.execute(sql!(
        "INSERT INTO holder_graces (workspace_id, minutes, updated_at) VALUES ({}, {}, {})
         ON CONFLICT (workspace_id) DO UPDATE SET minutes = excluded.minutes, updated_at = excluded.updated_at",
        workspace.uuid(),
        grace.minutes,
        now.ms()
    ))
    .await?;
    Ok(())
}
