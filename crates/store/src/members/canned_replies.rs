//! Canned replies: the team's, and those of one teammate.

use baton_core::{
    id::{CannedReplyId, UserId, WorkspaceId},
    time::Timestamp,
};
use baton_db::{Conn, Result, Sql, row, sql};
use uuid::Uuid;

row! {
    /// A canned reply.
    #[derive(Debug, Clone, PartialEq, Eq)]
    pub struct CannedReply {
        /// The reply.
        pub id: CannedReplyId = "id" as Uuid,
        /// Whose it is; `None`: the team's.
        pub owner: Option<UserId> = "owner_user_id" as Option<Uuid>,
        /// What is typed after the slash.
        pub shortcut: String = "shortcut",
        /// Markdown, with variables in double braces.
        pub body: String = "body",
        /// Its place in the list.
        pub position: i64 = "position",
        /// When it was made.
        pub created_at: Timestamp = "created_at" as i64,
        /// When it last changed.
        pub updated_at: Timestamp = "updated_at" as i64,
    }
}

/// What a teammate may use: the team's and their own.
fn seen_by(workspace: WorkspaceId, user: UserId) -> Sql {
    let mut q = CannedReply::select();
    sql!(q; " FROM canned_replies WHERE workspace_id = {} AND (owner_user_id IS NULL OR owner_user_id = {})",
        workspace.uuid(), user.uuid());
    q
}

/// What a teammate may use, in its order.
pub async fn list(
    conn: &mut Conn<'_>,
    workspace: WorkspaceId,
    user: UserId,
) -> Result<Vec<CannedReply>> {
    let mut q = seen_by(workspace, user);
    sql!(q; " ORDER BY position, id");
    conn.fetch_all(q).await
}

/// One that a teammate may use.
pub async fn find(
    conn: &mut Conn<'_>,
    workspace: WorkspaceId,
    user: UserId,
    id: CannedReplyId,
) -> Result<Option<CannedReply>> {
    let mut q = seen_by(workspace, user);
    sql!(q; " AND id = {}", id.uuid());
    conn.fetch_optional(q).await
}

/// Keeps a new one, after all others. [`baton_db::DbError::Conflict`] where its shortcut is taken.
pub async fn insert(conn: &mut Conn<'_>, workspace: WorkspaceId, new: &CannedReply) -> Result<()> {
    conn.execute(sql!(
        "INSERT INTO canned_replies (id, workspace_id, owner_user_id, shortcut, body, position, created_at, updated_at)
         VALUES ({}, {}, {}, {}, {}, {}, {}, {})",
        new.id.uuid(), workspace.uuid(), new.owner.map(UserId::uuid), &new.shortcut, &new.body, new.position,
        new.created_at.ms(), new.updated_at.ms()
    ))
    .await?;
    Ok(())
}

/// Changes one. [`baton_db::DbError::Conflict`] where its shortcut is taken.
pub async fn update(
    conn: &mut Conn<'_>,
    workspace: WorkspaceId,
    changed: &CannedReply,
) -> Result<()> {
    conn.execute(sql!(
        "UPDATE canned_replies SET owner_user_id = {}, shortcut = {}, body = {}, updated_at = {}
         WHERE workspace_id = {} AND id = {}",
        changed.owner.map(UserId::uuid),
        &changed.shortcut,
        &changed.body,
        changed.updated_at.ms(),
        workspace.uuid(),
        changed.id.uuid()
    ))
    .await?;
    Ok(())
}

/// Puts one at a place.
pub async fn place(
    conn: &mut Conn<'_>,
    workspace: WorkspaceId,
    id: CannedReplyId,
    position: i64,
) -> Result<()> {
    conn.execute(sql!(
        "UPDATE canned_replies SET position = {} WHERE workspace_id = {} AND id = {}",
        position,
        workspace.uuid(),
        id.uuid()
    ))
    .await?;
    Ok(())
}

/// Removes one.
pub async fn delete(conn: &mut Conn<'_>, workspace: WorkspaceId, id: CannedReplyId) -> Result<()> {
    conn.execute(sql!(
        "DELETE FROM canned_replies WHERE workspace_id = {} AND id = {}",
        workspace.uuid(),
        id.uuid()
    ))
    .await?;
    Ok(())
}
