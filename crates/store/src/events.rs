//! Events: the activity timeline, the source of the audit and the resume log, with a gapless seq per workspace.

pub mod effects;
pub mod erase;
pub mod missed;
mod passes;
pub mod unsay;
pub mod webhooks;

#[cfg(test)]
pub(crate) use passes::passed;
pub use passes::{Pass, passes};

use crate::{dialect::answering, json};
use baton_core::{
    actor::Actor,
    event::{Envelope, Event},
    id::{ConversationId, EventId, WorkspaceId},
    time::Timestamp,
};
use baton_db::{Conn, Dialect, Result, Sql, row, sql};
use serde::Deserialize;
use serde_json::value::RawValue;
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

/// The statements that count this many events; the last one answers the seq of the last. They take the workspace's row lock:
/// they come after everything else that a transaction locks.
pub(crate) fn count(dialect: Dialect, workspace: WorkspaceId, many: i64) -> Vec<Sql> {
    let id = workspace.uuid();
    answering(
        dialect,
        sql!(
            "UPDATE workspaces SET event_seq = event_seq + {} WHERE id = {}",
            many,
            id
        ),
        |q| {
            sql!(q; " RETURNING event_seq");
        },
        sql!("SELECT event_seq FROM workspaces WHERE id = {}", id),
    )
}

/// The statement that stores an event, counted already, with `later` ones after it.
pub(crate) fn insert(
    workspace: WorkspaceId,
    new: &NewEvent,
    later: i64,
    now: Timestamp,
) -> Result<Sql> {
    Ok(sql!(
        "INSERT INTO events (id, workspace_id, seq, conversation_id, at, actor, type, data)
         SELECT {}, w.id, w.event_seq - {}, {}, {}, {}, {}, {} FROM workspaces w WHERE w.id = {}",
        new.id.uuid(),
        later,
        new.conversation_id.map(ConversationId::uuid),
        now.ms(),
        json::write(&new.actor, "actor")?,
        new.event.wire_name(),
        data(&new.event)?,
        workspace.uuid()
    ))
}

/// What an event is about, as JSON without its type.
pub(crate) fn data(event: &Event) -> Result<String> {
    #[derive(Deserialize)]
    struct Tagged<'a> {
        #[serde(borrow)]
        data: &'a RawValue,
    }
    let tagged = json::write(event, "data")?;
    let Tagged { data } = json::read(&tagged, "data")?;
    Ok(data.get().to_owned())
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

/// What consoles are told of even where no stream reaches them, after `seq`, ascending: of more than `limit` the newest.
pub async fn feed(
    conn: &mut Conn<'_>,
    workspace: WorkspaceId,
    seq: i64,
    limit: i64,
) -> Result<Vec<Envelope>> {
    let mut rows: Vec<Stored> = conn.fetch_all(fed(workspace, seq, limit)).await?;
    rows.reverse();
    let is_real = |row: &Stored| row.conversation_id.is_none_or(ConversationId::is_real);
    let rows = rows.into_iter().filter(is_real);
    rows.map(|row| row.read(workspace)).collect()
}

/// The statement that reads them. Its condition is that of the index.
pub(crate) fn fed(workspace: WorkspaceId, seq: i64, limit: i64) -> Sql {
    let mut q = Stored::select();
    sql!(q; " FROM events WHERE workspace_id = {} AND seq > {} AND type IN ('lead.captured', 'conversation.escalated')
        ORDER BY seq DESC LIMIT {}", workspace.uuid(), seq, limit);
    q
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
    conn.fetch_all::<Stored>(told(workspace, conversation, seq, limit))
        .await?
        .into_iter()
        .map(|s| s.read(workspace))
        .collect()
}

/// The statement that reads a timeline: exactly the condition of the partial index `events_conversation`.
pub(crate) fn told(
    workspace: WorkspaceId,
    conversation: ConversationId,
    seq: i64,
    limit: i64,
) -> Sql {
    let mut q = Stored::select();
    sql!(q; " FROM events WHERE workspace_id = {} AND conversation_id = {} AND seq > {} AND type <> 'message.created'
        ORDER BY seq LIMIT {}", workspace.uuid(), conversation.uuid(), seq, limit);
    q
}
