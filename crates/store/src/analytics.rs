//! Analytics events: counted in reports, kept when the conversation they came from is deleted.

use baton_core::{
    id::{ConversationId, EventId, WorkspaceId},
    time::Timestamp,
};
use baton_db::{Conn, Result, sql};

/// Remembers that something countable happened.
pub async fn record(
    conn: &mut Conn<'_>,
    workspace: WorkspaceId,
    event: (EventId, &str),
    conversation: Option<ConversationId>,
    now: Timestamp,
) -> Result<()> {
    conn.execute(sql!(
        "INSERT INTO analytics_events (id, workspace_id, conversation_id, kind, at, data) VALUES ({}, {}, {}, {}, {}, '')",
        event.0.uuid(), workspace.uuid(), conversation.map(ConversationId::uuid), event.1, now.ms()
    ))
    .await?;
    Ok(())
}
