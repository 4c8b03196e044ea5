//! Previews: for a while a browser that knows one of these ids loads the widget with the draft.

use baton_core::{
    conversation::Status,
    id::{AssistantId, WorkspaceId},
    time::Timestamp,
};
use baton_db::{Conn, Result, row, sql};
use uuid::Uuid;

row! {
    /// Whose draft a preview shows.
    #[derive(Debug, Clone, Copy)]
    pub struct Preview {
        /// The tenant.
        pub workspace_id: WorkspaceId = "workspace_id" as Uuid,
        /// The assistant.
        pub assistant_id: AssistantId = "assistant_id" as Uuid,
    }
}

/// Adds a preview that holds until `expires_at`.
pub async fn insert(
    conn: &mut Conn<'_>,
    workspace: WorkspaceId,
    (id, assistant): (AssistantId, AssistantId),
    expires_at: Timestamp,
) -> Result<()> {
    conn.execute(sql!(
        "INSERT INTO assistant_previews (id, workspace_id, assistant_id, expires_at) VALUES ({}, {}, {}, {})",
        id.uuid(),
        workspace.uuid(),
        assistant.uuid(),
        expires_at.ms()
    ))
    .await?;
    Ok(())
}

/// What a preview stands for, as long as it holds. A browser knows nothing but its id.
pub async fn find_public(
    conn: &mut Conn<'_>,
    id: AssistantId,
    now: Timestamp,
) -> Result<Option<Preview>> {
    let mut q = Preview::select();
    sql!(q; " FROM assistant_previews WHERE id = {} AND expires_at > {}", id.uuid(), now.ms())
        .global();
    conn.fetch_optional(q).await
}

/// Removes previews that ran out, and some of the trials that rested since `since`, with their visitors.
pub async fn sweep_all(
    conn: &mut Conn<'_>,
    now: Timestamp,
    since: Timestamp,
    many: i64,
) -> Result<u64> {
    let mut q = sql!(
        "DELETE FROM assistant_previews WHERE expires_at <= {}",
        now.ms()
    );
    q.global();
    conn.execute(q).await?;
    let mut q = sql!(
        "DELETE FROM contacts WHERE id IN (SELECT c.contact_id FROM workspaces w
             JOIN conversations c ON c.workspace_id = w.id WHERE c.status = {} AND c.last_activity_at < {} LIMIT {})",
        Status::Trial.as_str(), since.ms(), many
    );
    q.global();
    conn.execute(q).await
}
