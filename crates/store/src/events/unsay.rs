//! Taking the words of a message that was taken back out of what the stream says of it. The events stay, without them.

use super::{Stored, webhooks};
use baton_core::{
    event::Event,
    id::{ConversationId, WorkspaceId},
    time::Timestamp,
};
use baton_db::{Conn, Result, sql};
use uuid::Uuid;

/// Looks at `many` events below a place, the newest first, and erases what they say of a message. The place to go on from;
/// none where all since `since` were looked at.
pub async fn step(
    conn: &mut Conn<'_>,
    workspace: WorkspaceId,
    (conversation, message): (ConversationId, i64),
    (since, (below, many)): (Timestamp, (Option<i64>, i64)),
) -> Result<Option<i64>> {
    let below = match below {
        Some(below) => below,
        None => super::latest_seq(conn, workspace).await? + 1,
    };
    let lowest = below.saturating_sub(many);
    let mut q = Stored::select();
    sql!(q; " FROM events WHERE workspace_id = {} AND seq >= {} AND seq < {} AND conversation_id = {}
        AND type IN ('message.created', 'message.edited') AND at >= {} ORDER BY seq",
        workspace.uuid(), lowest, below, conversation.uuid(), since.ms());
    let mut changed: Vec<Uuid> = Vec::new();
    for stored in conn.fetch_all::<Stored>(q).await? {
        let envelope = stored.read(workspace)?;
        let Some(event) = without(envelope.event, (message, envelope.at)) else {
            continue;
        };
        conn.execute(sql!(
            "UPDATE events SET data = {} WHERE workspace_id = {} AND seq = {}",
            super::data(&event)?,
            workspace.uuid(),
            envelope.seq
        ))
        .await?;
        changed.push(envelope.id.uuid());
    }
    webhooks::log::erase(conn, workspace, &changed).await?;
    let oldest: Option<i64> = conn
        .fetch_optional(sql!(
            "SELECT at FROM events WHERE workspace_id = {} AND seq = {}",
            workspace.uuid(),
            lowest
        ))
        .await?;
    let is_done = lowest <= 1 || oldest.is_some_and(|at| at < since.ms());
    Ok((!is_done).then_some(lowest))
}

fn without(event: Event, (seq, at): (i64, Timestamp)) -> Option<Event> {
    match event {
        Event::MessageCreated { message } if message.seq == seq => Some(Event::MessageCreated {
            message: message.unsent(at),
        }),
        Event::MessageEdited { message, .. } if message.seq == seq => Some(Event::MessageEdited {
            message: message.unsent(at),
            before: String::new(),
        }),
        _ => None,
    }
}
