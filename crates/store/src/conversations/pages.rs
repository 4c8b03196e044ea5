//! The pages that a visitor was on.

use baton_core::{
    id::{ConversationId, PageViewId, WorkspaceId},
    time::Timestamp,
};
use baton_db::{Conn, Result, row, sql};
use uuid::Uuid;

/// Pages that are kept of a conversation.
pub const KEPT: i64 = 30;

row! {
    /// A page, and when the visitor came to it.
    #[derive(Debug, Clone, PartialEq, Eq)]
    pub struct PageView {
        /// The visit.
        pub id: PageViewId = "id" as Uuid,
        /// Its address.
        pub url: String = "url",
        /// Its title.
        pub title: Option<String> = "title",
        /// When they came to it.
        pub at: Timestamp = "at" as i64,
    }
}

/// The pages of a conversation's visitor, the newest first.
pub async fn list(
    conn: &mut Conn<'_>,
    workspace: WorkspaceId,
    conversation: ConversationId,
) -> Result<Vec<PageView>> {
    let mut q = PageView::select();
    sql!(q; " FROM page_views WHERE workspace_id = {} AND conversation_id = {} ORDER BY at DESC, id DESC LIMIT {}",
        workspace.uuid(), conversation.uuid(), KEPT);
    conn.fetch_all(q).await
}

/// Notes that the visitor came to a page, and forgets those of long ago. `false`: it is the page that they were on.
pub async fn come(
    conn: &mut Conn<'_>,
    workspace: WorkspaceId,
    conversation: ConversationId,
    page: &PageView,
) -> Result<bool> {
    let (tenant, id) = (workspace.uuid(), conversation.uuid());
    let last: Option<String> = conn
        .fetch_optional(sql!(
            "SELECT url FROM page_views WHERE workspace_id = {} AND conversation_id = {}
             ORDER BY at DESC, id DESC LIMIT 1",
            tenant,
            id
        ))
        .await?;
    if last.as_deref() == Some(page.url.as_str()) {
        return Ok(false);
    }
    conn.execute(sql!(
        "INSERT INTO page_views (id, workspace_id, conversation_id, url, title, at) VALUES ({}, {}, {}, {}, {}, {})",
        page.id.uuid(),
        tenant,
        id,
        &page.url,
        &page.title,
        page.at.ms()
    ))
    .await?;
    conn.execute(sql!(
        "DELETE FROM page_views WHERE workspace_id = {} AND conversation_id = {} AND id NOT IN (
             SELECT id FROM page_views WHERE workspace_id = {} AND conversation_id = {}
             ORDER BY at DESC, id DESC LIMIT {})",
        tenant,
        id,
        tenant,
        id,
        KEPT
    ))
    .await?;
    Ok(true)
}
