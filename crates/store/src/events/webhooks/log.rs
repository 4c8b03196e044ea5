//! The log of deliveries: what was sent, what came back, and what is tried again.

use super::lane::{self, Outcome};
use baton_core::{
    id::{ConversationId, EndpointId, EventId, WorkspaceId},
    page::{Cursor, Limit, Page},
    time::Timestamp,
    webhook::{Cause, DeliveryStatus},
};
use baton_db::{Conn, Result, row, sql};
use uuid::Uuid;

row! {
    /// A delivery as lists show it.
    #[derive(Debug, Clone)]
    pub struct Delivery {
        /// The event; of a trial, an id of its own.
        pub event: EventId = "d.event_id" as Uuid,
        /// The type of the event.
        pub kind: String = "d.type",
        /// What became of it.
        pub status: DeliveryStatus = "d.status" as str,
        /// How often it was tried.
        pub attempts: i64 = "d.attempts",
        /// When it is tried again.
        pub next_attempt_at: Option<Timestamp> = "d.next_attempt_at" as Option<i64>,
        /// What was answered last.
        pub last_http_status: Option<i64> = "d.last_http_status",
        /// Why the last attempt failed.
        pub last_error: Option<String> = "d.last_error",
        /// When the first attempt was made.
        pub created_at: Timestamp = "d.created_at" as i64,
        /// When the last attempt was made.
        pub updated_at: Timestamp = "d.updated_at" as i64,
    }
}

row! {
    /// One attempt.
    #[derive(Debug, Clone)]
    pub struct Attempt {
        /// From 1.
        pub number: i64 = "number",
        /// When it was begun.
        pub at: Timestamp = "at" as i64,
        /// What it was made for.
        pub cause: Cause = "cause" as str,
        /// What was answered, where anything was.
        pub http_status: Option<i64> = "http_status",
        /// Why it failed.
        pub error: Option<String> = "error",
        /// How long it took.
        pub duration_ms: i64 = "duration_ms",
        /// The beginning of the answer.
        pub response: Option<String> = "response",
    }
}

row! {
    struct Sent {
        kept: Option<String> = "d.body",
        kind: String = "d.type",
        seq: Option<i64> = "d.event_seq",
        conversation: Option<ConversationId> = "e.conversation_id" as Option<Uuid>,
        at: Option<Timestamp> = "e.at" as Option<i64>,
        actor: Option<String> = "e.actor",
        data: Option<String> = "e.data",
        is_erased: bool = "CASE WHEN e.type <> d.type THEN 1 ELSE 0 END = 1",
    }
}

/// Which deliveries.
#[derive(Debug, Clone, Default)]
pub struct Filter {
    /// Of this status.
    pub status: Option<DeliveryStatus>,
    /// Of this type of event.
    pub kind: Option<String>,
}

/// A page of the deliveries to an endpoint, newest first.
pub async fn list(
    conn: &mut Conn<'_>,
    workspace: WorkspaceId,
    (id, filter): (EndpointId, &Filter),
    (after, limit): (Option<Cursor>, Limit),
) -> Result<Page<Delivery>> {
    let mut q = Delivery::select();
    sql!(q; " FROM webhook_deliveries d WHERE d.workspace_id = {} AND d.endpoint_id = {}",
        workspace.uuid(), id.uuid());
    if let Some(status) = filter.status {
        sql!(q; " AND d.status = {}", status.as_str());
    }
    if let Some(kind) = &filter.kind {
        sql!(q; " AND d.type = {}", kind);
    }
    if let Some(cursor) = after {
        sql!(q; " AND (d.created_at, d.event_id) < ({}, {})", cursor.at.ms(), cursor.id);
    }
    sql!(q; " ORDER BY d.created_at DESC, d.event_id DESC LIMIT {}", limit.and_one());
    let rows = conn.fetch_all::<Delivery>(q).await?;
    Ok(Page::cut(rows, limit, |row| Cursor {
        at: row.created_at,
        id: row.event.uuid(),
    }))
}

/// One delivery.
pub async fn find(
    conn: &mut Conn<'_>,
    workspace: WorkspaceId,
    (id, event): (EndpointId, EventId),
) -> Result<Option<Delivery>> {
    let mut q = Delivery::select();
    sql!(q; " FROM webhook_deliveries d WHERE d.workspace_id = {} AND d.endpoint_id = {} AND d.event_id = {}",
        workspace.uuid(), id.uuid(), event.uuid());
    conn.fetch_optional(q).await
}

/// What was sent; `None` where the event is there no more, or was erased.
pub async fn body(
    conn: &mut Conn<'_>,
    workspace: WorkspaceId,
    (id, event): (EndpointId, EventId),
) -> Result<Option<String>> {
    let mut q = Sent::select();
    sql!(q; " FROM webhook_deliveries d
        LEFT JOIN events e ON e.workspace_id = d.workspace_id AND e.seq = d.event_seq
        WHERE d.workspace_id = {} AND d.endpoint_id = {} AND d.event_id = {}",
        workspace.uuid(), id.uuid(), event.uuid());
    let Some(sent) = conn.fetch_optional::<Sent>(q).await? else {
        return Ok(None);
    };
    if sent.is_erased {
        return Ok(None);
    }
    let event = sent.at.zip(sent.actor).zip(sent.data);
    let made = event.map(|((at, actor), data)| {
        let place = (sent.conversation, sent.seq.unwrap_or_default());
        lane::text(&sent.kind, at, (&data, &actor), place)
    });
    Ok(sent.kept.or(made.transpose()?))
}

/// Every attempt of a delivery, the first first.
pub async fn attempts(
    conn: &mut Conn<'_>,
    workspace: WorkspaceId,
    (id, event): (EndpointId, EventId),
) -> Result<Vec<Attempt>> {
    let mut q = Attempt::select();
    sql!(q; " FROM webhook_attempts WHERE workspace_id = {} AND endpoint_id = {} AND event_id = {} ORDER BY number",
        workspace.uuid(), id.uuid(), event.uuid());
    conn.fetch_all(q).await
}

/// Has a delivery tried again now, with the whole schedule before it. `false`: there is no such delivery of an event.
pub async fn redeliver(
    conn: &mut Conn<'_>,
    workspace: WorkspaceId,
    (id, event): (EndpointId, EventId),
    now: Timestamp,
) -> Result<bool> {
    let statements = vec![
        sql!(
            "UPDATE webhook_deliveries SET status = 'pending', step = 0, cause = 'manual', next_attempt_at = {}
             WHERE workspace_id = {} AND endpoint_id = {} AND event_id = {} AND event_seq IS NOT NULL",
            now.ms(), workspace.uuid(), id.uuid(), event.uuid()
        ),
        lane::next_due(workspace, id),
    ];
    let changed = conn.execute_all(statements).await?;
    Ok(changed.first() == Some(&1))
}

/// Writes down a trial.
pub async fn record_test(
    conn: &mut Conn<'_>,
    workspace: WorkspaceId,
    id: EndpointId,
    (outcome, now): (&Outcome, Timestamp),
) -> Result<()> {
    let statements = lane::attempt(workspace, id, outcome, now);
    conn.execute_all(statements.into()).await?;
    Ok(())
}

/// How many events one statement names.
const TOGETHER: usize = 200;

/// Forgets what was sent of erased events, and what receivers answered: some repeat what they were told.
pub(in crate::events) async fn erase(
    conn: &mut Conn<'_>,
    workspace: WorkspaceId,
    events: &[Uuid],
) -> Result<()> {
    if events.is_empty() {
        return Ok(());
    }
    let endpoints: Vec<Uuid> = conn
        .fetch_all(sql!(
            "SELECT id FROM webhook_endpoints WHERE workspace_id = {} ORDER BY id",
            workspace.uuid()
        ))
        .await?;
    if endpoints.is_empty() {
        return Ok(());
    }
    // Their rows are locked, in the order in which whoever writes down attempts locks them: what they write after this, they
    // write of an event that is erased.
    let hold = |id: &Uuid| {
        sql!(
            "UPDATE webhook_endpoints SET failures = failures WHERE workspace_id = {} AND id = {}",
            workspace.uuid(),
            *id
        )
    };
    let mut statements: Vec<_> = endpoints.iter().map(hold).collect();
    for some in events.chunks(TOGETHER) {
        let changes = [
            sql!(
                "UPDATE webhook_attempts SET response = NULL WHERE response IS NOT NULL AND workspace_id = {}",
                workspace.uuid()
            ),
            sql!(
                "UPDATE webhook_deliveries SET body = NULL WHERE body IS NOT NULL AND workspace_id = {}",
                workspace.uuid()
            ),
        ];
        for mut q in changes {
            sql!(q; " AND endpoint_id IN ").list(endpoints.iter().copied());
            sql!(q; " AND event_id IN ").list(some.iter().copied());
            statements.push(q);
        }
    }
    conn.execute_all(statements).await?;
    Ok(())
}

/// Every endpoint of every workspace, for the sweep.
pub async fn all_endpoints(conn: &mut Conn<'_>) -> Result<Vec<(Uuid, Uuid)>> {
    conn.fetch_all(sql!(global;
        "SELECT workspace_id, id FROM webhook_endpoints ORDER BY id"
    ))
    .await
}

/// Forgets up to `limit` deliveries that were begun before then and are not under way; answers how many.
pub async fn forget(
    conn: &mut Conn<'_>,
    workspace: WorkspaceId,
    id: EndpointId,
    (before, limit): (Timestamp, i64),
) -> Result<u64> {
    conn.execute(sql!(
        "DELETE FROM webhook_deliveries WHERE workspace_id = {} AND endpoint_id = {} AND event_id IN (
             SELECT d.event_id FROM webhook_deliveries d WHERE d.workspace_id = {} AND d.endpoint_id = {}
                 AND d.created_at < {} AND d.status <> 'pending' ORDER BY d.created_at, d.event_id LIMIT {})",
        workspace.uuid(), id.uuid(), workspace.uuid(), id.uuid(), before.ms(), limit
    ))
    .await
}
