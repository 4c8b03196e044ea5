//! What is to be sent to an endpoint, and its text.

use super::{Lane, Replay};
use crate::{json, webhooks::of_types};
use baton_core::{
    id::{ConversationId, EndpointId, EventId, WorkspaceId},
    time::Timestamp,
    webhook::{Cause, body},
};
use baton_db::{Conn, Result, Sql, row, sql};
use uuid::Uuid;

/// How far a lane looks ahead at once, in events of all types.
const AHEAD: i64 = 2_000;

/// Something to be sent.
#[derive(Debug, Clone)]
pub struct Item {
    /// The event; of a trial, an id of its own.
    pub event: EventId,
    /// Its place in the stream.
    pub seq: Option<i64>,
    /// Its type.
    pub kind: String,
    /// What is sent. `None`: the event is there no more, or was erased.
    pub body: Option<String>,
    /// How many attempts of the schedule were made.
    pub step: i64,
    /// What the attempt is made for.
    pub cause: Cause,
}

row! {
    struct Due {
        event: EventId = "d.event_id" as Uuid,
        seq: Option<i64> = "d.event_seq",
        kind: String = "d.type",
        step: i64 = "d.step",
        cause: Cause = "d.cause" as str,
        is_erased: bool = "CASE WHEN e.type <> d.type THEN 1 ELSE 0 END = 1",
        conversation: Option<ConversationId> = "e.conversation_id" as Option<Uuid>,
        at: Option<Timestamp> = "e.at" as Option<i64>,
        actor: Option<String> = "e.actor",
        data: Option<String> = "e.data",
    }
}

/// The deliveries whose next attempt is due, the longest first.
pub async fn due(
    conn: &mut Conn<'_>,
    workspace: WorkspaceId,
    id: EndpointId,
    (now, limit): (Timestamp, i64),
) -> Result<Vec<Item>> {
    let mut q = Due::select();
    sql!(q; " FROM webhook_deliveries d
        LEFT JOIN events e ON e.workspace_id = d.workspace_id AND e.seq = d.event_seq
        WHERE d.workspace_id = {} AND d.endpoint_id = {} AND d.status = 'pending' AND d.next_attempt_at <= {}
        ORDER BY d.next_attempt_at, d.event_id LIMIT {}", workspace.uuid(), id.uuid(), now.ms(), limit);
    let rows = conn.fetch_all::<Due>(q).await?;
    let item = |due: Due| {
        let event = due.at.zip(due.actor).zip(due.data);
        // What it would be made from says nothing any more.
        let event = event.filter(|_| !due.is_erased);
        let body = event.map(|((at, actor), data)| {
            let place = (due.conversation, due.seq.unwrap_or_default());
            text(&due.kind, at, (&data, &actor), place)
        });
        Ok(Item {
            event: due.event,
            seq: due.seq,
            kind: due.kind,
            body: body.transpose()?,
            step: due.step,
            cause: due.cause,
        })
    };
    rows.into_iter().map(item).collect()
}

row! {
    struct Told {
        event: EventId = "e.id" as Uuid,
        seq: i64 = "e.seq",
        kind: String = "e.type",
        conversation: Option<ConversationId> = "e.conversation_id" as Option<Uuid>,
        at: Timestamp = "e.at" as i64,
        actor: String = "e.actor",
        data: String = "e.data",
    }
}

impl Told {
    fn item(self, cause: Cause) -> Result<Item> {
        let place = (self.conversation, self.seq);
        let body = text(&self.kind, self.at, (&self.data, &self.actor), place)?;
        Ok(Item {
            event: self.event,
            seq: Some(self.seq),
            kind: self.kind,
            body: Some(body),
            step: 0,
            cause,
        })
    }
}

/// The body of a stored event.
pub(in crate::events::webhooks) fn text(
    kind: &str,
    at: Timestamp,
    (data, actor): (&str, &str),
    place: (Option<ConversationId>, i64),
) -> Result<String> {
    let facts = (json::read(data, "data")?, json::read(actor, "actor")?);
    Ok(body(kind, at, facts, place))
}

/// New events that an endpoint wants, and up to where it was looked.
pub async fn fresh(
    conn: &mut Conn<'_>,
    workspace: WorkspaceId,
    lane: &Lane,
    limit: i64,
) -> Result<(Vec<Item>, i64)> {
    let until = lane.head.min(lane.cursor.saturating_add(AHEAD));
    let mut q = Told::select();
    sql!(q; " FROM events e WHERE e.workspace_id = {} AND e.seq > {} AND e.seq <= {}",
        workspace.uuid(), lane.cursor, until);
    of_types(&mut q, &lane.event_types);
    sql!(q; " ORDER BY e.seq LIMIT {}", limit);
    told(conn, q, Cause::Scheduled, (limit, until)).await
}

/// Events of the past that somebody asked for, and up to where it was looked.
pub async fn replayed(
    conn: &mut Conn<'_>,
    workspace: WorkspaceId,
    (id, lane, replay): (EndpointId, &Lane, Replay),
    limit: i64,
) -> Result<(Vec<Item>, i64)> {
    let until = replay.until.min(replay.from.saturating_add(AHEAD));
    let mut q = Told::select();
    sql!(q; " FROM events e WHERE e.workspace_id = {} AND e.seq > {} AND e.seq <= {}",
        workspace.uuid(), replay.from, until);
    of_types(&mut q, &lane.event_types);
    if !replay.all {
        sql!(q; " AND NOT EXISTS (SELECT 1 FROM webhook_deliveries d WHERE d.workspace_id = e.workspace_id
            AND d.endpoint_id = {} AND d.event_id = e.id AND d.status <> 'failed')", id.uuid());
    }
    sql!(q; " ORDER BY e.seq LIMIT {}", limit);
    told(conn, q, Cause::Manual, (limit, until)).await
}

async fn told(
    conn: &mut Conn<'_>,
    q: Sql,
    cause: Cause,
    (limit, until): (i64, i64),
) -> Result<(Vec<Item>, i64)> {
    let rows = conn.fetch_all::<Told>(q).await?;
    let is_all = i64::try_from(rows.len()).is_ok_and(|rows| rows < limit);
    let last = rows.last().map(|told| told.seq);
    // Practice is told to nobody outside.
    let is_told = |told: &Told| told.conversation.is_none_or(|id| !id.is_practice());
    let items = rows
        .into_iter()
        .filter(is_told)
        .map(|told| told.item(cause))
        .collect::<Result<_>>()?;
    Ok((items, last.filter(|_| !is_all).unwrap_or(until)))
}
