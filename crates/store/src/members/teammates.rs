//! Teammates as those who take conversations: who may, and who takes none at the moment.

use baton_core::{
    id::{UserId, WorkspaceId},
    role::Role,
    time::Timestamp,
};
use baton_db::{Conn, Result, Sql, row, sql};
use uuid::Uuid;

row! {
    /// A member who takes part.
    #[derive(Debug, Clone, PartialEq, Eq)]
    pub struct Teammate {
        /// Who.
        pub id: UserId = "u.id" as Uuid,
        /// As teammates read it.
        pub name: String = "u.name",
        /// What they may do.
        pub role: Role = "wu.role" as str,
        /// Since when they take no conversations; `None`: they do.
        pub away_at: Option<Timestamp> = "wu.away_at" as Option<i64>,
    }
}

fn active(workspace: WorkspaceId) -> Sql {
    let mut q = Teammate::select();
    sql!(q; " FROM workspace_users wu JOIN users u ON u.id = wu.user_id
        WHERE wu.workspace_id = {} AND wu.accepted_at IS NOT NULL AND wu.suspended_at IS NULL", workspace.uuid());
    q
}

/// Everybody who takes part, in the order they came.
pub async fn list(conn: &mut Conn<'_>, workspace: WorkspaceId) -> Result<Vec<Teammate>> {
    let mut q = active(workspace);
    sql!(q; " ORDER BY wu.invited_at, u.id");
    conn.fetch_all(q).await
}

/// One of them.
pub async fn find(
    conn: &mut Conn<'_>,
    workspace: WorkspaceId,
    user: UserId,
) -> Result<Option<Teammate>> {
    let mut q = active(workspace);
    sql!(q; " AND wu.user_id = {}", user.uuid());
    conn.fetch_optional(q).await
}

/// Remembers since when somebody takes no conversations, or that they do. Answers whether that was news.
pub async fn set_away(
    conn: &mut Conn<'_>,
    workspace: WorkspaceId,
    user: UserId,
    since: Option<Timestamp>,
) -> Result<bool> {
    let mut q = sql!(
        "UPDATE workspace_users SET away_at = {} WHERE workspace_id = {} AND user_id = {}",
        since.map(Timestamp::ms),
        workspace.uuid(),
        user.uuid()
    );
    if since.is_some() {
        sql!(q; " AND away_at IS NULL");
    } else {
        sql!(q; " AND away_at IS NOT NULL");
    }
    Ok(conn.execute(q).await? > 0)
}
