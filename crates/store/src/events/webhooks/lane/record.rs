//! What became of what was sent, written down for many endpoints at once.

use super::{Item, Replay};
use baton_core::{
    id::{EndpointId, WorkspaceId},
    time::Timestamp,
    webhook::{DeliveryStatus, Health},
};
use baton_db::{Conn, Result, Sql, sql};
use uuid::Uuid;

/// What became of one attempt.
#[derive(Debug, Clone)]
pub struct Outcome {
    /// What was sent.
    pub item: Item,
    /// Kept, where there is no event that it could be made from again.
    pub keep_body: bool,
    /// What became of the delivery.
    pub status: DeliveryStatus,
    /// When it is tried again.
    pub next: Option<Timestamp>,
    /// When it was begun.
    pub at: Timestamp,
    /// What was answered, where anything was.
    pub http_status: Option<u16>,
    /// Why it failed, in words.
    pub error: Option<String>,
    /// How long it took.
    pub duration_ms: i64,
    /// The beginning of the answer.
    pub response: Option<String>,
}

/// What a worker did in one go.
#[derive(Debug, Clone)]
pub struct Done {
    /// The tenant.
    pub workspace: WorkspaceId,
    /// The endpoint.
    pub endpoint: EndpointId,
    /// Up to where it was told.
    pub cursor: i64,
    /// The wish that was worked on, and how far that is now; `None` when it is met.
    pub replay: Option<(Replay, Option<i64>)>,
    /// How it does.
    pub health: Health,
    /// Whether it took anything.
    pub took: bool,
    /// Each attempt, in their order.
    pub outcomes: Vec<Outcome>,
}

/// Writes down what workers did, of those whose lane is still theirs, and answers which: what others did counts as not done.
pub async fn record(
    conn: &mut Conn<'_>,
    mut all: Vec<Done>,
    lease: Uuid,
    now: Timestamp,
) -> Result<Vec<EndpointId>> {
    // In the order of their ids, so that no two wait for each other in a circle.
    all.sort_by_key(|done| done.endpoint);
    let places = all.iter().map(|done| place(done, lease, now)).collect();
    let held = conn.execute_all(places).await?;
    let mut statements = Vec::new();
    let held = all.iter().zip(held).filter(|(_, held)| *held == 1);
    let held: Vec<_> = held.map(|(done, _)| done).collect();
    for done in &held {
        for outcome in &done.outcomes {
            statements.extend(attempt(done.workspace, done.endpoint, outcome, now));
        }
        if !done.outcomes.is_empty() {
            statements.push(next_due(done.workspace, done.endpoint));
        }
    }
    if !statements.is_empty() {
        conn.execute_all(statements).await?;
    }
    Ok(held.iter().map(|done| done.endpoint).collect())
}

fn place(done: &Done, lease: Uuid, now: Timestamp) -> Sql {
    let took = done.took.then_some(now.ms());
    let mut q = sql!(
        "UPDATE webhook_endpoints SET cursor_seq = CASE WHEN cursor_seq < {} THEN {} ELSE cursor_seq END, failures = {},
             failing_since = {}, paused_until = {}, last_success_at = coalesce({}, last_success_at)",
        done.cursor, done.cursor, done.health.failures, done.health.failing_since.map(Timestamp::ms),
        done.health.paused_until.map(Timestamp::ms), took
    );
    if let Some((replay, at)) = done.replay {
        sql!(q; ", replay_seq = CASE WHEN replay_seq = {} AND replay_until = {} THEN {} ELSE replay_seq END",
            replay.from, replay.until, at);
    }
    sql!(q; " WHERE workspace_id = {} AND id = {} AND lease = {}",
        done.workspace.uuid(), done.endpoint.uuid(), lease);
    q
}

/// The statements that write down one attempt.
pub(in crate::events::webhooks) fn attempt(
    workspace: WorkspaceId,
    endpoint: EndpointId,
    outcome: &Outcome,
    now: Timestamp,
) -> [Sql; 2] {
    let item = &outcome.item;
    let (workspace, endpoint, event) = (workspace.uuid(), endpoint.uuid(), item.event.uuid());
    let step = item.step.saturating_add(1);
    let kept = item.body.as_ref().filter(|_| outcome.keep_body);
    let http_status = outcome.http_status.map(i64::from);
    [
        sql!(
            "INSERT INTO webhook_deliveries (workspace_id, endpoint_id, event_id, event_seq, type, body, status, attempts,
                 step, cause, next_attempt_at, last_http_status, last_error, created_at, updated_at)
             VALUES ({}, {}, {}, {}, {}, {}, {}, 1, {}, {}, {}, {}, {}, {}, {})
             ON CONFLICT (workspace_id, endpoint_id, event_id) DO UPDATE SET status = excluded.status,
                 attempts = webhook_deliveries.attempts + 1, step = excluded.step, cause = excluded.cause,
                 next_attempt_at = excluded.next_attempt_at, last_http_status = excluded.last_http_status,
                 last_error = excluded.last_error, updated_at = excluded.updated_at",
            workspace, endpoint, event, item.seq, &item.kind, kept.cloned(), outcome.status.as_str(), step,
            item.cause.as_str(), outcome.next.map(Timestamp::ms), http_status, &outcome.error, now.ms(), now.ms()
        ),
        sql!(
            "INSERT INTO webhook_attempts (workspace_id, endpoint_id, event_id, number, at, cause, http_status, error,
                 duration_ms, response)
             SELECT d.workspace_id, d.endpoint_id, d.event_id, d.attempts, {}, {}, {}, {}, {},
                 CASE WHEN EXISTS (SELECT 1 FROM events e WHERE e.workspace_id = d.workspace_id AND e.seq = d.event_seq
                     AND e.type <> d.type) THEN NULL ELSE {} END FROM webhook_deliveries d
             WHERE d.workspace_id = {} AND d.endpoint_id = {} AND d.event_id = {}",
            outcome.at.ms(), item.cause.as_str(), http_status, &outcome.error, outcome.duration_ms, &outcome.response,
            workspace, endpoint, event
        ),
    ]
}

/// The statement that notes when the next attempt of an endpoint is due.
pub(in crate::events::webhooks) fn next_due(workspace: WorkspaceId, endpoint: EndpointId) -> Sql {
    sql!(
        "UPDATE webhook_endpoints SET next_due_at = (SELECT min(d.next_attempt_at) FROM webhook_deliveries d
             WHERE d.workspace_id = {} AND d.endpoint_id = {} AND d.status = 'pending')
         WHERE workspace_id = {} AND id = {}",
        workspace.uuid(),
        endpoint.uuid(),
        workspace.uuid(),
        endpoint.uuid()
    )
}
