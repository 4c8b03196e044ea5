//! Who belongs to which workspace, and as what; and what they do among themselves.

pub mod canned_replies;
pub mod grace;
pub mod hours;
pub mod notes;
pub mod saved_views;
pub mod teammates;

pub mod digest;
pub mod invitations;
pub mod owner_offers;

use baton_core::{
    id::{UserId, WorkspaceId},
    role::Role,
    text::Email,
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
        /// Since when they are locked out.
        pub suspended_at: Option<Timestamp> = "wu.suspended_at" as Option<i64>,
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
        WHERE wu.user_id = {} AND wu.accepted_at IS NOT NULL AND wu.suspended_at IS NULL ORDER BY wu.accepted_at, w.id", user.uuid())
    .global();
    conn.fetch_all(q).await
}

/// The member with this address, active or suspended.
pub async fn by_email(
    conn: &mut Conn<'_>,
    workspace: WorkspaceId,
    email: &Email,
) -> Result<Option<Member>> {
    let mut q = Member::select();
    sql!(q; " FROM workspace_users wu JOIN users u ON u.id = wu.user_id
        WHERE wu.workspace_id = {} AND u.email = {}", workspace.uuid(), email.as_str());
    conn.fetch_optional(q).await
}

/// Makes somebody who was invited a member. `false`: they are one already, and nothing changed.
pub async fn join(
    conn: &mut Conn<'_>,
    workspace: WorkspaceId,
    (user, role): (UserId, Role),
    (invited_at, now): (Timestamp, Timestamp),
) -> Result<bool> {
    let joined = conn
        .execute(sql!(
            "INSERT INTO workspace_users (workspace_id, user_id, role, invited_at, accepted_at)
             VALUES ({}, {}, {}, {}, {}) ON CONFLICT (workspace_id, user_id) DO NOTHING",
            workspace.uuid(),
            user.uuid(),
            role.as_str(),
            invited_at.ms(),
            now.ms()
        ))
        .await?;
    Ok(joined == 1)
}

/// Sets the role of a member; never that of the owner, nor to it.
pub async fn set_role(
    conn: &mut Conn<'_>,
    workspace: WorkspaceId,
    user: UserId,
    role: Role,
) -> Result<()> {
    conn.execute(sql!(
        "UPDATE workspace_users SET role = {} WHERE workspace_id = {} AND user_id = {} AND role <> {}",
        role.as_str(),
        workspace.uuid(),
        user.uuid(),
        Role::Owner.as_str()
    ))
    .await?;
    Ok(())
}

/// Locks a member out since then, or lets them in again; never the owner.
pub async fn set_suspended(
    conn: &mut Conn<'_>,
    workspace: WorkspaceId,
    user: UserId,
    since: Option<Timestamp>,
) -> Result<()> {
    conn.execute(sql!(
        "UPDATE workspace_users SET suspended_at = {} WHERE workspace_id = {} AND user_id = {} AND role <> {}",
        since.map(Timestamp::ms),
        workspace.uuid(),
        user.uuid(),
        Role::Owner.as_str()
    ))
    .await?;
    Ok(())
}

/// Takes a member out; never the owner.
pub async fn delete(conn: &mut Conn<'_>, workspace: WorkspaceId, user: UserId) -> Result<()> {
    conn.execute(sql!(
        "DELETE FROM workspace_users WHERE workspace_id = {} AND user_id = {} AND role <> {}",
        workspace.uuid(),
        user.uuid(),
        Role::Owner.as_str()
    ))
    .await?;
    Ok(())
}

/// Makes the owner an admin and a member who takes part the owner. `false`: one of them is not what they have to be, and the
/// transaction must not be committed.
pub async fn pass_on(
    conn: &mut Conn<'_>,
    workspace: WorkspaceId,
    (from, to): (UserId, UserId),
) -> Result<bool> {
    // In this order: there are never two.
    let lowered = conn
        .execute(sql!(
            "UPDATE workspace_users SET role = {} WHERE workspace_id = {} AND user_id = {} AND role = {}",
            Role::Admin.as_str(),
            workspace.uuid(),
            from.uuid(),
            Role::Owner.as_str()
        ))
        .await?;
    let raised = conn
        .execute(sql!(
            "UPDATE workspace_users SET role = {}
             WHERE workspace_id = {} AND user_id = {} AND accepted_at IS NOT NULL AND suspended_at IS NULL",
            Role::Owner.as_str(),
            workspace.uuid(),
            to.uuid()
        ))
        .await?;
    Ok(lowered == 1 && raised == 1)
}
