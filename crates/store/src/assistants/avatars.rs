//! Pictures of assistants.

use baton_core::{
    id::{AvatarId, WorkspaceId},
    time::Timestamp,
};
use baton_db::{Conn, Result, row, sql};

row! {
    /// A picture as it is served.
    #[derive(Debug, Clone)]
    pub struct Avatar {
        /// Its media type.
        pub content_type: String = "content_type",
        /// Its bytes.
        pub content: Vec<u8> = "content",
    }
}

/// Adds a picture.
pub async fn insert(
    conn: &mut Conn<'_>,
    workspace: WorkspaceId,
    id: AvatarId,
    avatar: Avatar,
    now: Timestamp,
) -> Result<()> {
    conn.execute(sql!(
        "INSERT INTO assistant_avatars (id, workspace_id, content_type, content, created_at) VALUES ({}, {}, {}, {}, {})",
        id.uuid(), workspace.uuid(), avatar.content_type, avatar.content, now.ms()
    ))
    .await?;
    Ok(())
}

/// Whether a workspace has this picture.
pub async fn exists(conn: &mut Conn<'_>, workspace: WorkspaceId, id: AvatarId) -> Result<bool> {
    let found: Option<i64> = conn
        .fetch_optional(sql!(
            "SELECT created_at FROM assistant_avatars WHERE workspace_id = {} AND id = {}",
            workspace.uuid(),
            id.uuid()
        ))
        .await?;
    Ok(found.is_some())
}

/// A picture by its public id: any page may show it.
pub async fn find_public(conn: &mut Conn<'_>, id: AvatarId) -> Result<Option<Avatar>> {
    let mut q = Avatar::select();
    sql!(q; " FROM assistant_avatars WHERE id = {}", id.uuid()).global();
    conn.fetch_optional(q).await
}
