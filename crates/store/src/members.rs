//! Who belongs to which workspace, and as what.

use baton_core::{
    id::{UserId, WorkspaceId},
    role::Role,
    time::Timestamp,
};
use baton_db::{Conn, Result, row, sql};
use uuid::Uuid;

row! {
    /// A member of a workspace, invited or accepted.
    #[derive(Debug, Clone)]
    pub struct Member {
        /// Who.
        pub id: UserId = "u.id" as Uuid,
        /// As teammates read it.
        pub name: String = "u.name",
        /// Their address.
        pub email: String = "u.email",
        /// What they may do.
        pub role: Role = "wu.role" as str,
        /// Since when; `None` while the invitation is open.
        pub accepted_at: Option<Timestamp> = "wu.accepted_at" as Option<i64>,
    }
}

row! {
    /// A workspace as one of its members sees it.
    #[derive(Debug, Clone)]
    pub struct Membership {
        /// The workspace.
        pub workspace: WorkspaceId = "w.id" as Uuid,
        /// Its name.
        pub name: String = "w.name",
        /// What they may do there.
        pub role: Role = "wu.role" as str,
    }
}

/// Everybody of a workspace, in the order they came.
pub async fn list(conn: &mut Conn<'_>, workspace: WorkspaceId) -> Result<Vec<Member>> {
    let mut q = Member::select();
    sql!(q; " FROM workspace_users wu JOIN users u ON u.id = wu.user_id
        WHERE wu.workspace_id = {} ORDER BY wu.invited_at, u.id", workspace.uuid());
    conn.fetch_all(q).await
}

/// One member of a workspace.
pub async fn find(
    conn: &mut Conn<'_>,
    workspace: WorkspaceId,
    user: UserId,
) -> Result<Option<Member>> {
    let mut q = Member::select();
    sql!(q; " FROM workspace_users wu JOIN users u ON u.id = wu.user_id
        WHERE wu.workspace_id = {} AND wu.user_id = {}", workspace.uuid(), user.uuid());
    conn.fetch_optional(q).await
}

/// Makes somebody an accepted member with this role; of a member it sets the role. `false`: they own the workspace, and
/// nothing changed.
pub async fn put(
    conn: &mut Conn<'_>,
    workspace: WorkspaceId,
    user: UserId,
    role: Role,
    now: Timestamp,
) -> Result<bool> {
    let put = conn
        .execute(sql!(
            "INSERT INTO workspace_users (workspace_id, user_id, role, invited_at, accepted_at)
             VALUES ({}, {}, {}, {}, {})
             ON CONFLICT (workspace_id, user_id) DO UPDATE
             SET role = excluded.role, accepted_at = coalesce(workspace_users.accepted_at, excluded.accepted_at)
             WHERE workspace_users.role <> {}",
            workspace.uuid(), user.uuid(), role.as_str(), now.ms(), now.ms(), Role::Owner.as_str()
        ))
        .await?;
    Ok(put == 1)
}

/// The workspaces that somebody belongs to, in the order they joined.
pub async fn of_user(conn: &mut Conn<'_>, user: UserId) -> Result<Vec<Membership>> {
    let mut q = Membership::select();
    sql!(q; " FROM workspace_users wu JOIN workspaces w ON w.id = wu.workspace_id
        WHERE wu.user_id = {} AND wu.accepted_at IS NOT NULL ORDER BY wu.accepted_at, w.id", user.uuid())
    .global();
    conn.fetch_all(q).await
}
