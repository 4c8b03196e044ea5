//! Within how many minutes a person should answer whoever waits.

use baton_core::{id::WorkspaceId, team::target::Target, time::Timestamp};
use baton_db::{Conn, Result, sql};

/// The target of a workspace; that of everybody who has set none where there is none.
pub async fn find(conn: &mut Conn<'_>, workspace: WorkspaceId) -> Result<Target> {
    let kept: Option<i64> = conn
        .fetch_optional(sql!(
            "SELECT minutes FROM queue_targets WHERE workspace_id = {}",
            workspace.uuid()
        ))
        .await?;
    Ok(kept.map_or_else(Target::default, Target::stored))
}

/// Keeps the target of a workspace.
pub async fn put(
    conn: &mut Conn<'_>,
    workspace: WorkspaceId,
    target: Target,
    now: Timestamp,
) -> Result<()> {
    conn.execute(sql!(
        "INSERT INTO queue_targets (workspace_id, minutes, updated_at) VALUES ({}, {}, {})
         ON CONFLICT (workspace_id) DO UPDATE SET minutes = excluded.minutes, updated_at = excluded.updated_at",
        workspace.uuid(),
        target.minutes(),
        now.ms()
    ))
    .await?;
    Ok(())
}
