//! Erasing a contact: what there is of them, and the row itself.

use baton_core::id::{ContactId, ConversationId, LeadId, WorkspaceId};
use baton_db::{Conn, Result, sql};
use uuid::Uuid;

/// Keeps others from beginning anything of a contact until the end of the transaction: whoever does changes this row first.
/// `false`: there is no such contact.
pub async fn hold(conn: &mut Conn<'_>, workspace: WorkspaceId, id: ContactId) -> Result<bool> {
    let held = conn
        .execute(sql!(
            "UPDATE contacts SET last_seen_at = last_seen_at WHERE workspace_id = {} AND id = {}",
            workspace.uuid(),
            id.uuid()
        ))
        .await?;
    Ok(held == 1)
}

/// Up to `limit` conversations of a contact.
pub async fn conversations(
    conn: &mut Conn<'_>,
    workspace: WorkspaceId,
    id: ContactId,
    limit: i64,
) -> Result<Vec<ConversationId>> {
    let ids: Vec<Uuid> = conn
        .fetch_all(sql!(
            "SELECT id FROM conversations WHERE workspace_id = {} AND contact_id = {} ORDER BY id LIMIT {}",
            workspace.uuid(),
            id.uuid(),
            limit
        ))
        .await?;
    Ok(ids.into_iter().map(ConversationId::from).collect())
}

/// Every lead of a contact.
pub async fn leads(
    conn: &mut Conn<'_>,
    workspace: WorkspaceId,
    id: ContactId,
) -> Result<Vec<LeadId>> {
    let ids: Vec<Uuid> = conn
        .fetch_all(sql!(
            "SELECT id FROM leads WHERE workspace_id = {} AND contact_id = {} ORDER BY id",
            workspace.uuid(),
            id.uuid()
        ))
        .await?;
    Ok(ids.into_iter().map(LeadId::from).collect())
}

/// Deletes a contact whose conversations are gone, with their other leads. `false`: there is no such contact.
pub async fn delete(conn: &mut Conn<'_>, workspace: WorkspaceId, id: ContactId) -> Result<bool> {
    let gone = conn
        .execute(sql!(
            "DELETE FROM contacts WHERE workspace_id = {} AND id = {}",
            workspace.uuid(),
            id.uuid()
        ))
        .await?;
    Ok(gone > 0)
}
