//! Credentials for programs. Only their hash is kept.

use crate::people::Standing;
use baton_core::{
    id::{ApiTokenId, UserId, WorkspaceId},
    role::Role,
    time::Timestamp,
};
use baton_db::{Conn, Result, row, sql};
use uuid::Uuid;

row! {
    /// An API token, without its secret.
    #[derive(Debug, Clone)]
    pub struct ApiToken {
        /// The token.
        pub id: ApiTokenId = "id" as Uuid,
        /// What it is for.
        pub name: String = "name",
        /// The most it may do.
        pub role: Role = "role" as str,
        /// Its first characters, to recognise it.
        pub prefix: String = "prefix",
        /// When it was made.
        pub created_at: Timestamp = "created_at" as i64,
        /// When it was last written down as used.
        pub last_used_at: Option<Timestamp> = "last_used_at" as Option<i64>,
    }
}

row! {
    /// A token in use, with the standing that its maker has right now.
    #[derive(Debug, Clone)]
    pub struct Live {
        /// The token.
        pub id: ApiTokenId = "t.id" as Uuid,
        /// The tenant.
        pub workspace: WorkspaceId = "t.workspace_id" as Uuid,
        /// The most it may do.
        pub role: Role = "t.role" as str,
        /// Who made it.
        pub user: UserId = "u.id" as Uuid,
        /// As teammates read it.
        pub name: String = "u.name",
        /// What its maker may do.
        pub maker_role: Role = "wu.role" as str,
        /// When it was last written down as used.
        pub last_used_at: Option<Timestamp> = "t.last_used_at" as Option<i64>,
    }
}

/// A token that is about to be kept.
#[derive(Debug, Clone, Copy)]
pub struct NewApiToken<'a> {
    /// What is shown of it.
    pub shown: &'a ApiToken,
    /// SHA-256 of the secret.
    pub token_hash: &'a [u8],
    /// Who makes it.
    pub created_by: UserId,
}

/// Keeps a token.
pub async fn insert(
    conn: &mut Conn<'_>,
    workspace: WorkspaceId,
    new: NewApiToken<'_>,
) -> Result<()> {
    let token = new.shown;
    conn.execute(sql!(
        "INSERT INTO api_tokens (id, workspace_id, token_hash, prefix, name, role, created_by, created_at)
         VALUES ({}, {}, {}, {}, {}, {}, {}, {})",
        token.id.uuid(), workspace.uuid(), new.token_hash, &token.prefix, &token.name, token.role.as_str(),
        new.created_by.uuid(), token.created_at.ms()
    ))
    .await?;
    Ok(())
}

/// The tokens of a workspace, newest first.
pub async fn list(conn: &mut Conn<'_>, workspace: WorkspaceId) -> Result<Vec<ApiToken>> {
    let mut q = ApiToken::select();
    sql!(q; " FROM api_tokens WHERE workspace_id = {} ORDER BY created_at DESC, id DESC", workspace.uuid());
    conn.fetch_all(q).await
}

/// Removes a token. `false`: there is none of this id in the workspace.
pub async fn delete(conn: &mut Conn<'_>, workspace: WorkspaceId, id: ApiTokenId) -> Result<bool> {
    let deleted = conn
        .execute(sql!(
            "DELETE FROM api_tokens WHERE workspace_id = {} AND id = {}",
            workspace.uuid(),
            id.uuid()
        ))
        .await?;
    Ok(deleted == 1)
}

/// The token of a secret; this is how a program finds its tenant. `None` where it was revoked, or its maker is no member
/// any more.
pub async fn resolve(conn: &mut Conn<'_>, token_hash: &[u8]) -> Result<Option<Live>> {
    let mut q = Live::select();
    sql!(q; " FROM api_tokens t JOIN users u ON u.id = t.created_by
        JOIN workspace_users wu ON wu.workspace_id = t.workspace_id AND wu.user_id = t.created_by
        WHERE t.token_hash = {} AND wu.accepted_at IS NOT NULL AND wu.suspended_at IS NULL", token_hash)
    .global();
    conn.fetch_optional(q).await
}

/// What a token allows right now, with its maker's name; `None` where it was revoked, or its maker is no member any more.
pub async fn standing(
    conn: &mut Conn<'_>,
    workspace: WorkspaceId,
    id: ApiTokenId,
) -> Result<Option<Standing>> {
    let mut q = Live::select();
    sql!(q; " FROM api_tokens t JOIN users u ON u.id = t.created_by
        JOIN workspace_users wu ON wu.workspace_id = t.workspace_id AND wu.user_id = t.created_by
        WHERE t.workspace_id = {} AND t.id = {} AND wu.accepted_at IS NOT NULL AND wu.suspended_at IS NULL", workspace.uuid(), id.uuid());
    let live: Option<Live> = conn.fetch_optional(q).await?;
    Ok(live.map(|live| Standing {
        user: live.user,
        name: live.name,
        role: live.role.at_most(live.maker_role),
    }))
}

/// Which of these tokens hold.
pub async fn holding(conn: &mut Conn<'_>, ids: &[ApiTokenId]) -> Result<Vec<ApiTokenId>> {
    let mut q = sql!(
        "SELECT t.id FROM api_tokens t
         JOIN workspace_users wu ON wu.workspace_id = t.workspace_id AND wu.user_id = t.created_by
         WHERE wu.accepted_at IS NOT NULL AND wu.suspended_at IS NULL AND t.id IN "
    );
    q.list(ids.iter().map(|id| id.uuid())).global();
    let found: Vec<Uuid> = conn.fetch_all(q).await?;
    Ok(found.into_iter().map(ApiTokenId::from).collect())
}

/// Notes that a token was used, unless it was noted after `before`.
pub async fn touch(
    conn: &mut Conn<'_>,
    workspace: WorkspaceId,
    id: ApiTokenId,
    before: Timestamp,
    now: Timestamp,
) -> Result<()> {
    conn.execute(sql!(
        "UPDATE api_tokens SET last_used_at = {}
         WHERE workspace_id = {} AND id = {} AND (last_used_at IS NULL OR last_used_at <= {})",
        now.ms(),
        workspace.uuid(),
        id.uuid(),
        before.ms()
    ))
    .await?;
    Ok(())
}

/// Removes every token that somebody made.
pub async fn delete_of(conn: &mut Conn<'_>, workspace: WorkspaceId, maker: UserId) -> Result<()> {
    conn.execute(sql!(
        "DELETE FROM api_tokens WHERE workspace_id = {} AND created_by = {}",
        workspace.uuid(),
        maker.uuid()
    ))
    .await?;
    Ok(())
}
