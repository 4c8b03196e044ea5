//! Who was invited and has not come yet. Of the secret in the link only the hash is kept; a row is gone once it was used.

use baton_core::{
    id::{InvitationId, UserId, WorkspaceId},
    role::Role,
    text::Email,
    time::Timestamp,
};
use baton_db::{Conn, Result, row, sql};
use uuid::Uuid;

row! {
    /// An open invitation.
    #[derive(Debug, Clone)]
    pub struct Invitation {
        /// The invitation.
        pub id: InvitationId = "i.id" as Uuid,
        /// Who was invited.
        pub email: String = "i.email",
        /// What they will be.
        pub role: Role = "i.role" as str,
        /// The name of whoever invited them, while they are known.
        pub invited_by: Option<String> = "u.name",
        /// When its link was made.
        pub created_at: Timestamp = "i.created_at" as i64,
        /// Until when it can be accepted.
        pub expires_at: Timestamp = "i.expires_at" as i64,
    }
}

row! {
    /// An invitation as whoever holds its link sees it.
    #[derive(Debug, Clone)]
    pub struct Held {
        /// The invitation.
        pub id: InvitationId = "i.id" as Uuid,
        /// Where to.
        pub workspace: WorkspaceId = "i.workspace_id" as Uuid,
        /// The name of the workspace.
        pub workspace_name: String = "w.name",
        /// Who was invited.
        pub email: String = "i.email",
        /// What they will be.
        pub role: Role = "i.role" as str,
        /// The name of whoever invited them, while they are known.
        pub invited_by: Option<String> = "u.name",
        /// When it was made.
        pub created_at: Timestamp = "i.created_at" as i64,
        /// Until when it can be accepted.
        pub expires_at: Timestamp = "i.expires_at" as i64,
    }
}

/// An invitation that is about to be kept.
#[derive(Debug, Clone, Copy)]
pub struct NewInvitation<'a> {
    /// The invitation.
    pub id: InvitationId,
    /// Who is invited.
    pub email: &'a Email,
    /// What they will be.
    pub role: Role,
    /// SHA-256 of the secret in its link.
    pub token_hash: &'a [u8],
    /// Who invites.
    pub invited_by: UserId,
    /// Until when it can be accepted.
    pub expires_at: Timestamp,
}

/// Keeps an invitation. One of the same address takes its place: the link of the earlier one is void.
pub async fn put(
    conn: &mut Conn<'_>,
    workspace: WorkspaceId,
    new: NewInvitation<'_>,
    now: Timestamp,
) -> Result<()> {
    conn.execute(sql!(
        "INSERT INTO invitations (id, workspace_id, email, role, token_hash, inviter_id, created_at, expires_at)
         VALUES ({}, {}, {}, {}, {}, {}, {}, {})
         ON CONFLICT (workspace_id, email) DO UPDATE
         SET id = excluded.id, role = excluded.role, token_hash = excluded.token_hash, inviter_id = excluded.inviter_id,
             created_at = excluded.created_at, expires_at = excluded.expires_at",
        new.id.uuid(), workspace.uuid(), new.email.as_str(), new.role.as_str(), new.token_hash, new.invited_by.uuid(),
        now.ms(), new.expires_at.ms()
    ))
    .await?;
    Ok(())
}

/// Every open invitation of a workspace, those that ran out too, newest first.
pub async fn list(conn: &mut Conn<'_>, workspace: WorkspaceId) -> Result<Vec<Invitation>> {
    let mut q = Invitation::select();
    sql!(q; " FROM invitations i LEFT JOIN users u ON u.id = i.inviter_id
        WHERE i.workspace_id = {} ORDER BY i.created_at DESC, i.id DESC", workspace.uuid());
    conn.fetch_all(q).await
}

/// How many invitations of a workspace are open.
pub async fn count(conn: &mut Conn<'_>, workspace: WorkspaceId) -> Result<i64> {
    conn.fetch_one(sql!(
        "SELECT count(*) FROM invitations WHERE workspace_id = {}",
        workspace.uuid()
    ))
    .await
}

/// One invitation of a workspace.
pub async fn find(
    conn: &mut Conn<'_>,
    workspace: WorkspaceId,
    id: InvitationId,
) -> Result<Option<Invitation>> {
    let mut q = Invitation::select();
    sql!(q; " FROM invitations i LEFT JOIN users u ON u.id = i.inviter_id
        WHERE i.workspace_id = {} AND i.id = {}", workspace.uuid(), id.uuid());
    conn.fetch_optional(q).await
}

/// The invitation of a secret; this is how somebody invited finds the tenant.
pub async fn resolve(conn: &mut Conn<'_>, token_hash: &[u8]) -> Result<Option<Held>> {
    let mut q = Held::select();
    sql!(q; " FROM invitations i JOIN workspaces w ON w.id = i.workspace_id LEFT JOIN users u ON u.id = i.inviter_id
        WHERE i.token_hash = {}", token_hash)
    .global();
    conn.fetch_optional(q).await
}

/// Takes an invitation away. `false`: somebody was faster, or there is none of this id in the workspace.
pub async fn delete(conn: &mut Conn<'_>, workspace: WorkspaceId, id: InvitationId) -> Result<bool> {
    let deleted = conn
        .execute(sql!(
            "DELETE FROM invitations WHERE workspace_id = {} AND id = {}",
            workspace.uuid(),
            id.uuid()
        ))
        .await?;
    Ok(deleted == 1)
}

/// Takes away the invitation of an address that joined by another way.
pub async fn forget(conn: &mut Conn<'_>, workspace: WorkspaceId, email: &str) -> Result<()> {
    conn.execute(sql!(
        "DELETE FROM invitations WHERE workspace_id = {} AND email = {}",
        workspace.uuid(),
        email
    ))
    .await?;
    Ok(())
}
