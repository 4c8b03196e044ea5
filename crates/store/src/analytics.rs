//! Analytics events: counted in reports, kept when the conversation they came from is deleted, without what they said of it.

use baton_core::{
    id::{ConversationId, EventId, WorkspaceId},
    time::Timestamp,
};
use baton_db::{Conn, Result, sql};

/// Remembers that something countable happened. Not in a trial, and not in practice.
pub async fn record(
    conn: &mut Conn<'_>,
    workspace: WorkspaceId,
    event: (EventId, &str),
    conversation: Option<ConversationId>,
    now: Timestamp,
) -> Result<()> {
    if conversation.is_some_and(|id| !id.is_real()) {
        return Ok(());
    }
    conn.execute(sql!(
        "INSERT INTO analytics_events (id, workspace_id, conversation_id, kind, at, data) VALUES ({}, {}, {}, {}, {}, '')",
        event.0.uuid(), workspace.uuid(), conversation.map(ConversationId::uuid), event.1, now.ms()
    ))
    .await?;
    Ok(())
}

/// Remembers several things that a page counted, each with what it said about it as JSON.
pub async fn record_all(
    conn: &mut Conn<'_>,
    workspace: WorkspaceId,
    conversation: ConversationId,
    events: Vec<(EventId, String, String)>,
    now: Timestamp,
) -> Result<()> {
    if !conversation.is_real() {
        return Ok(());
    }
    let insert = |(id, kind, data): (EventId, String, String)| {
        sql!(
            "INSERT INTO analytics_events (id, workspace_id, conversation_id, kind, at, data) VALUES ({}, {}, {}, {}, {}, {})",
            id.uuid(),
            workspace.uuid(),
            conversation.uuid(),
            kind,
            now.ms(),
            data
        )
    };
    conn.execute_all(events.into_iter().map(insert).collect())
        .await?;
    Ok(())
}

/// Forgets what pages said of conversations that are no more; that something was counted stays.
pub async fn forget_left(conn: &mut Conn<'_>, workspace: WorkspaceId) -> Result<()> {
    conn.execute(sql!(
        "UPDATE analytics_events SET data = '' WHERE workspace_id = {} AND conversation_id IS NULL AND data <> ''",
        workspace.uuid()
    ))
    .await?;
    Ok(())
}
