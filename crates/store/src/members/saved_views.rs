//! Saved views: the team's, and those of one teammate.

use crate::json;
use baton_core::{
    id::{SavedViewId, UserId, WorkspaceId},
    team::view::ViewFilters,
    time::Timestamp,
};
use baton_db::{Conn, Result, Sql, row, sql};
use uuid::Uuid;

row! {
    /// A saved view.
    #[derive(Debug, Clone, PartialEq, Eq)]
    pub struct SavedView {
        /// The view.
        pub id: SavedViewId = "id" as Uuid,
        /// Whose it is; `None`: the team's.
        pub owner: Option<UserId> = "owner_user_id" as Option<Uuid>,
        /// What it is called.
        pub name: String = "name",
        /// What it narrows a list to, as JSON: see [`SavedView::filters`].
        filters: String = "filters",
        /// Its place in the list.
        pub position: i64 = "position",
        /// When it was made.
        pub created_at: Timestamp = "created_at" as i64,
        /// When it last changed.
        pub updated_at: Timestamp = "updated_at" as i64,
    }
}

impl SavedView {
    /// A view as it is kept.
    pub fn new(
        id: SavedViewId,
        owner: Option<UserId>,
        (name, filters): (String, &ViewFilters),
        position: i64,
        now: Timestamp,
    ) -> Result<Self> {
        Ok(Self {
            id,
            owner,
            name,
            filters: json::write(filters, "filters")?,
            position,
            created_at: now,
            updated_at: now,
        })
    }

    /// What it narrows a list to.
    pub fn filters(&self) -> Result<ViewFilters> {
        json::read(&self.filters, "filters")
    }

    /// Narrows to something else.
    pub fn set_filters(&mut self, filters: &ViewFilters) -> Result<()> {
        self.filters = json::write(filters, "filters")?;
        Ok(())
    }
}

/// What a teammate sees: the team's and their own.
fn seen_by(workspace: WorkspaceId, user: UserId) -> Sql {
    let mut q = SavedView::select();
    sql!(q; " FROM saved_views WHERE workspace_id = {} AND (owner_user_id IS NULL OR owner_user_id = {})",
        workspace.uuid(), user.uuid());
    q
}

/// What a teammate sees: the team's first, each in their order.
pub async fn list(
    conn: &mut Conn<'_>,
    workspace: WorkspaceId,
    user: UserId,
) -> Result<Vec<SavedView>> {
    let mut q = seen_by(workspace, user);
    sql!(q; " ORDER BY CASE WHEN owner_user_id IS NULL THEN 0 ELSE 1 END, position, id");
    conn.fetch_all(q).await
}

/// One that a teammate sees.
pub async fn find(
    conn: &mut Conn<'_>,
    workspace: WorkspaceId,
    user: UserId,
    id: SavedViewId,
) -> Result<Option<SavedView>> {
    let mut q = seen_by(workspace, user);
    sql!(q; " AND id = {}", id.uuid());
    conn.fetch_optional(q).await
}

/// Keeps a new one, after all others. [`baton_db::DbError::Conflict`] where its name is taken.
pub async fn insert(conn: &mut Conn<'_>, workspace: WorkspaceId, new: &SavedView) -> Result<()> {
    conn.execute(sql!(
        "INSERT INTO saved_views (id, workspace_id, owner_user_id, name, filters, position, created_at, updated_at)
         VALUES ({}, {}, {}, {}, {}, {}, {}, {})",
        new.id.uuid(), workspace.uuid(), new.owner.map(UserId::uuid), &new.name, &new.filters, new.position,
        new.created_at.ms(), new.updated_at.ms()
    ))
    .await?;
    Ok(())
}

/// Changes one. [`baton_db::DbError::Conflict`] where its name is taken.
pub async fn update(
    conn: &mut Conn<'_>,
    workspace: WorkspaceId,
    changed: &SavedView,
) -> Result<()> {
    conn.execute(sql!(
        "UPDATE saved_views SET owner_user_id = {}, name = {}, filters = {}, updated_at = {}
         WHERE workspace_id = {} AND id = {}",
        changed.owner.map(UserId::uuid),
        &changed.name,
        &changed.filters,
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
    id: SavedViewId,
    position: i64,
) -> Result<()> {
    conn.execute(sql!(
        "UPDATE saved_views SET position = {} WHERE workspace_id = {} AND id = {}",
        position,
        workspace.uuid(),
        id.uuid()
    ))
    .await?;
    Ok(())
}

/// Removes one.
pub async fn delete(conn: &mut Conn<'_>, workspace: WorkspaceId, id: SavedViewId) -> Result<()> {
    conn.execute(sql!(
        "DELETE FROM saved_views WHERE workspace_id = {} AND id = {}",
        workspace.uuid(),
        id.uuid()
    ))
    .await?;
    Ok(())
}
