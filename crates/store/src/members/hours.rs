//! When a team is there.

use crate::json;
use baton_core::{id::WorkspaceId, team::hours::BusinessHours, time::Timestamp};
use baton_db::{Conn, Result, sql};

/// The hours of a workspace; those of everybody who has set none where there are none.
pub async fn find(conn: &mut Conn<'_>, workspace: WorkspaceId) -> Result<BusinessHours> {
    let kept: Option<String> = conn
        .fetch_optional(sql!(
            "SELECT settings FROM business_hours WHERE workspace_id = {}",
            workspace.uuid()
        ))
        .await?;
    kept.map_or_else(
        || Ok(BusinessHours::default()),
        |text| json::read(&text, "settings"),
    )
}

/// Keeps the hours of a workspace.
pub async fn put(
    conn: &mut Conn<'_>,
    workspace: WorkspaceId,
    hours: &BusinessHours,
    now: Timestamp,
) -> Result<()> {
    conn.execute(sql!(
        "INSERT INTO business_hours (workspace_id, settings, updated_at) VALUES ({}, {}, {})
         ON CONFLICT (workspace_id) DO UPDATE SET settings = excluded.settings, updated_at = excluded.updated_at",
        workspace.uuid(),
        json::write(hours, "settings")?,
        now.ms()
    ))
    .await?;
    Ok(())
}
