//! Teammates as other rows name them.

use baton_core::{
    actor::Person,
    id::{UserId, WorkspaceId},
    role::Role,
};
use baton_db::{Conn, Result, row, sql};
use uuid::Uuid;

row! {
    /// A member with the role they have right now.
    #[derive(Debug, Clone)]
    pub struct Standing {
        /// The user.
        pub user: UserId = "u.id" as Uuid,
        /// As teammates read it.
        pub name: String = "u.name",
        /// What they may do.
        pub role: Role = "wu.role" as str,
    }
}

/// A member's standing; `None` for people who are not, or not yet, members.
pub async fn standing(
    conn: &mut Conn<'_>,
    workspace: WorkspaceId,
    user: UserId,
) -> Result<Option<Standing>> {
    let mut q = Standing::select();
    sql!(q; " FROM workspace_users wu JOIN users u ON u.id = wu.user_id
        WHERE wu.workspace_id = {} AND wu.user_id = {} AND wu.accepted_at IS NOT NULL AND wu.suspended_at IS NULL",
        workspace.uuid(), user.uuid());
    conn.fetch_optional(q).await
}

/// The name of a user, also of one who is no member any more.
pub async fn named(conn: &mut Conn<'_>, user: UserId) -> Result<Option<Person>> {
    let name: Option<String> = conn
        .fetch_optional(sql!("SELECT name FROM users WHERE id = {}", user.uuid()))
        .await?;
    Ok(name.map(|name| Person { id: user, name }))
}
