//! Workspaces: the tenants.

pub mod brands;
pub mod onboarding;

use baton_core::{id::WorkspaceId, time::Timestamp};
use baton_db::{Conn, Result, row, sql};
use uuid::Uuid;

row! {
    /// A tenant.
    #[derive(Debug, Clone)]
    pub struct Workspace {
        /// Its id.
        pub id: WorkspaceId = "id" as Uuid,
        /// As people read it.
        pub name: String = "name",
        /// The seq of its newest event.
        pub event_seq: i64 = "event_seq",
    }
}

/// Adds a workspace.
pub async fn insert(
    conn: &mut Conn<'_>,
    workspace: WorkspaceId,
    name: &str,
    now: Timestamp,
) -> Result<()> {
    conn.execute(sql!(
        "INSERT INTO workspaces (id, name, created_at) VALUES ({}, {}, {})",
        workspace.uuid(),
        name,
        now.ms()
    ))
    .await?;
    Ok(())
}

/// A workspace by id.
pub async fn find(conn: &mut Conn<'_>, workspace: WorkspaceId) -> Result<Option<Workspace>> {
    let mut q = Workspace::select();
    sql!(q; " FROM workspaces WHERE id = {}", workspace.uuid());
    conn.fetch_optional(q).await
}

/// The oldest workspace: the one that this installation was set up with.
pub async fn first(conn: &mut Conn<'_>) -> Result<Option<WorkspaceId>> {
    let found: Option<Uuid> = conn
        .fetch_optional(sql!(
            "SELECT id FROM workspaces ORDER BY created_at, id LIMIT 1"
        ))
        .await?;
    Ok(found.map(WorkspaceId::from))
}

/// Every workspace, oldest first; for the server's own work at start.
pub async fn all(conn: &mut Conn<'_>) -> Result<Vec<Workspace>> {
    let mut q = Workspace::select();
    sql!(q; " FROM workspaces ORDER BY created_at, id");
    conn.fetch_all(q).await
}
