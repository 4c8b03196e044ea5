//! Events: the activity timeline, the source of the audit and the resume log, with a gapless seq per workspace.

use crate::json;
use baton_core::{
    actor::Actor,
    event::{Envelope, Event},
    id::{ConversationId, EventId, WorkspaceId},
    time::Timestamp,
};
use baton_db::{Conn, DbError, Result, row, sql};
use uuid::Uuid;

row! {
    struct Stored {
        id: EventId = "id" as Uuid,
        seq: i64 = "seq",
        conversation_id: Option<ConversationId> = "conversation_id" as Option<Uuid>,
        at: Timestamp = "at" as i64,
        actor: String = "actor",
        kind: String = "type",
        data: String = "data",
    }
}

impl Stored {
    fn read(self, workspace: WorkspaceId) -> Result<Envelope> {
        let tagged = format!("{{\"type\":{:?},\"data\":{}}}", self.kind, self.data);
        Ok(Envelope {
            id: self.id,
            seq: self.seq,
            workspace_id: workspace,
            conversation_id: self.conversation_id,
            at: self.at,
            actor: json::read(&self.actor, "actor")?,
            event: json::read(&tagged, "data")?,
        })
    }
}

/// An event that is about to be stored.
#[derive(Debug, Clone)]
pub struct NewEvent {
    /// The event.
    pub id: EventId,
    /// The conversation it belongs to.
    pub conversation_id: Option<ConversationId>,
    /// Who caused it.
    pub actor: Actor,
    /// What happened.
    pub event: Event,
}

/// Stores an event with the next seq of its workspace. Takes the workspace's row lock: make it the last thing of a
/// transaction that also changes a conversation.
pub async fn append(
    conn: &mut Conn<'_>,
    workspace: WorkspaceId,
    new: NewEvent,
    now: Timestamp,
) -> Result<Envelope> {
    let seq: i64 = conn
        .fetch_one(sql!(
            "UPDATE workspaces SET event_seq = event_seq + 1 WHERE id = {} RETURNING event_seq",
            workspace.uuid()
        ))
        .await?;
    let tagged = serde_json::to_value(&new.event).map_err(|error| DbError::Corrupt {
        column: "data".to_owned(),
        reason: error.to_string(),
    })?;
    let data = tagged
        .get("data")
        .map(ToString::to_string)
        .unwrap_or_default();
    conn.execute(sql!(
        "INSERT INTO events (id, workspace_id, seq, conversation_id, at, actor, type, data)
         VALUES ({}, {}, {}, {}, {}, {}, {}, {})",
        new.id.uuid(),
        workspace.uuid(),
        seq,
        new.conversation_id.map(ConversationId::uuid),
        now.ms(),
        json::write(&new.actor, "actor")?,
        new.event.wire_name(),
        data
    ))
    .await?;
    Ok(Envelope {
        id: new.id,
        seq,
        workspace_id: workspace,
        conversation_id: new.conversation_id,
        at: now,
        actor: new.actor,
        event: new.event,
    })
}

/// The seq of the newest event of a workspace.
pub async fn latest_seq(conn: &mut Conn<'_>, workspace: WorkspaceId) -> Result<i64> {
    let seq: Option<i64> = conn
        .fetch_optional(sql!(
            "SELECT event_seq FROM workspaces WHERE id = {}",
            workspace.uuid()
        ))
        .await?;
    Ok(seq.unwrap_or_default())
}

/// Events of a workspace after `seq`, ascending.
pub async fn after(
    conn: &mut Conn<'_>,
    workspace: WorkspaceId,
    seq: i64,
    limit: i64,
) -> Result<Vec<Envelope>> {
    let mut q = Stored::select();
    sql!(q; " FROM events WHERE workspace_id = {} AND seq > {} ORDER BY seq LIMIT {}", workspace.uuid(), seq, limit);
    conn.fetch_all::<Stored>(q)
        .await?
        .into_iter()
        .map(|s| s.read(workspace))
        .collect()
}

/// The timeline of a conversation after `seq`, ascending, without its messages.
pub async fn timeline(
    conn: &mut Conn<'_>,
    workspace: WorkspaceId,
    conversation: ConversationId,
    seq: i64,
    limit: i64,
) -> Result<Vec<Envelope>> {
    let mut q = Stored::select();
    sql!(q; " FROM events WHERE workspace_id = {} AND conversation_id = {} AND seq > {} AND type <> 'message.created'
        ORDER BY seq LIMIT {}", workspace.uuid(), conversation.uuid(), seq, limit);
    conn.fetch_all::<Stored>(q)
        .await?
        .into_iter()
        .map(|s| s.read(workspace))
        .collect()
}
