//! Endpoints of webhooks: who is told of events, and how far they were told.

pub mod census;
pub mod lane;
pub mod log;

use crate::json;
use baton_core::{
    id::{EndpointId, WorkspaceId},
    time::Timestamp,
    webhook::{DisabledReason, EventTypes},
};
use baton_db::{Conn, Result, Sql, row, sql};
use uuid::Uuid;

row! {
    struct Stored {
        id: EndpointId = "id" as Uuid,
        url: String = "url",
        description: String = "description",
        event_types: String = "event_types",
        enabled: bool = "enabled",
        disabled_at: Option<Timestamp> = "disabled_at" as Option<i64>,
        disabled_reason: Option<DisabledReason> = "disabled_reason" as Option<str>,
        old_secret_until: Option<Timestamp> = "old_secret_until" as Option<i64>,
        failures: i64 = "failures",
        failing_since: Option<Timestamp> = "failing_since" as Option<i64>,
        last_success_at: Option<Timestamp> = "last_success_at" as Option<i64>,
        replay_seq: Option<i64> = "replay_seq",
        replay_until: Option<i64> = "replay_until",
        created_at: Timestamp = "created_at" as i64,
        updated_at: Timestamp = "updated_at" as i64,
    }
}

/// An endpoint, without its secret.
#[derive(Debug, Clone)]
pub struct Endpoint {
    /// The endpoint.
    pub id: EndpointId,
    /// Where events are sent.
    pub url: String,
    /// What it is for.
    pub description: String,
    /// The events that it wants.
    pub event_types: EventTypes,
    /// Whether anything is sent.
    pub enabled: bool,
    /// When it was turned off.
    pub disabled_at: Option<Timestamp>,
    /// Why it was turned off.
    pub disabled_reason: Option<DisabledReason>,
    /// Until when the secret before signs as well.
    pub old_secret_until: Option<Timestamp>,
    /// Failures since the last success.
    pub failures: i64,
    /// When the first of them was.
    pub failing_since: Option<Timestamp>,
    /// When it last took something.
    pub last_success_at: Option<Timestamp>,
    /// How many events of the past are still to be looked at, because somebody asked for them.
    pub replaying: Option<i64>,
    /// When it was made.
    pub created_at: Timestamp,
    /// When it was last changed by somebody.
    pub updated_at: Timestamp,
}

impl Stored {
    fn read(self) -> Result<Endpoint> {
        let event_types: Vec<String> = json::read(&self.event_types, "event_types")?;
        let left = self.replay_until.zip(self.replay_seq);
        Ok(Endpoint {
            id: self.id,
            url: self.url,
            description: self.description,
            event_types: EventTypes::stored(event_types),
            enabled: self.enabled,
            disabled_at: self.disabled_at,
            disabled_reason: self.disabled_reason,
            old_secret_until: self.old_secret_until,
            failures: self.failures,
            failing_since: self.failing_since,
            last_success_at: self.last_success_at,
            replaying: left.map(|(until, seq)| until.saturating_sub(seq).max(0)),
            created_at: self.created_at,
            updated_at: self.updated_at,
        })
    }
}

/// Keeps a new endpoint, which hears what happens from now on.
pub async fn insert(
    conn: &mut Conn<'_>,
    workspace: WorkspaceId,
    new: &Endpoint,
    secret: &[u8],
) -> Result<()> {
    let types = json::write(&new.event_types.as_slice(), "event_types")?;
    conn.execute(sql!(
        "INSERT INTO webhook_endpoints (id, workspace_id, url, description, event_types, enabled, secret, cursor_seq,
             replay_all, failures, created_at, updated_at)
         SELECT {}, w.id, {}, {}, {}, {}, {}, w.event_seq, {}, 0, {}, {} FROM workspaces w WHERE w.id = {}",
        new.id.uuid(), &new.url, &new.description, types, new.enabled, secret, false, new.created_at.ms(),
        new.updated_at.ms(), workspace.uuid()
    ))
    .await?;
    Ok(())
}

/// The endpoints of a workspace, oldest first.
pub async fn list(conn: &mut Conn<'_>, workspace: WorkspaceId) -> Result<Vec<Endpoint>> {
    let mut q = Stored::select();
    sql!(q; " FROM webhook_endpoints WHERE workspace_id = {} ORDER BY created_at, id", workspace.uuid());
    let stored = conn.fetch_all::<Stored>(q).await?;
    stored.into_iter().map(Stored::read).collect()
}

/// One endpoint.
pub async fn find(
    conn: &mut Conn<'_>,
    workspace: WorkspaceId,
    id: EndpointId,
) -> Result<Option<Endpoint>> {
    let mut q = Stored::select();
    sql!(q; " FROM webhook_endpoints WHERE workspace_id = {} AND id = {}", workspace.uuid(), id.uuid());
    let stored = conn.fetch_optional::<Stored>(q).await?;
    stored.map(Stored::read).transpose()
}

/// How many endpoints a workspace has.
pub async fn count(conn: &mut Conn<'_>, workspace: WorkspaceId) -> Result<i64> {
    conn.fetch_one(sql!(
        "SELECT count(*) FROM webhook_endpoints WHERE workspace_id = {}",
        workspace.uuid()
    ))
    .await
}

/// Stores what somebody may change. Whoever works on it now is sent away: what they did with the old values is done anew.
pub async fn update(
    conn: &mut Conn<'_>,
    workspace: WorkspaceId,
    endpoint: &Endpoint,
) -> Result<()> {
    let types = json::write(&endpoint.event_types.as_slice(), "event_types")?;
    conn.execute(sql!(
        "UPDATE webhook_endpoints SET url = {}, description = {}, event_types = {}, updated_at = {}, lease = NULL,
             leased_until = NULL WHERE workspace_id = {} AND id = {}",
        &endpoint.url, &endpoint.description, types, endpoint.updated_at.ms(), workspace.uuid(), endpoint.id.uuid()
    ))
    .await?;
    Ok(())
}

/// Turns an endpoint on: it hears what happens from now on, and is believed to work.
pub async fn enable(conn: &mut Conn<'_>, workspace: WorkspaceId, id: EndpointId) -> Result<()> {
    conn.execute(sql!(
        "UPDATE webhook_endpoints SET enabled = {}, disabled_at = NULL, disabled_reason = NULL, failures = 0,
             failing_since = NULL, paused_until = NULL, lease = NULL, leased_until = NULL,
             cursor_seq = (SELECT w.event_seq FROM workspaces w WHERE w.id = webhook_endpoints.workspace_id)
         WHERE workspace_id = {} AND id = {} AND enabled = {}",
        true, workspace.uuid(), id.uuid(), false
    ))
    .await?;
    Ok(())
}

/// Turns an endpoint off. `false`: it was off.
pub async fn disable(
    conn: &mut Conn<'_>,
    workspace: WorkspaceId,
    id: EndpointId,
    (reason, now): (DisabledReason, Timestamp),
) -> Result<bool> {
    let changed = conn
        .execute(sql!(
            "UPDATE webhook_endpoints SET enabled = {}, disabled_at = {}, disabled_reason = {}, lease = NULL,
                 leased_until = NULL WHERE workspace_id = {} AND id = {} AND enabled = {}",
            false, now.ms(), reason.as_str(), workspace.uuid(), id.uuid(), true
        ))
        .await?;
    Ok(changed == 1)
}

/// Gives an endpoint another secret; the one that it had signs as well until then. `false`: there is no such endpoint.
pub async fn rotate(
    conn: &mut Conn<'_>,
    workspace: WorkspaceId,
    id: EndpointId,
    (secret, old_until): (&[u8], Timestamp),
) -> Result<bool> {
    let changed = conn
        .execute(sql!(
            "UPDATE webhook_endpoints SET old_secret = secret, old_secret_until = {}, secret = {}
             WHERE workspace_id = {} AND id = {}",
            old_until.ms(),
            secret,
            workspace.uuid(),
            id.uuid()
        ))
        .await?;
    Ok(changed == 1)
}

/// Address and name of everybody who manages a workspace and has joined it.
pub async fn managers(
    conn: &mut Conn<'_>,
    workspace: WorkspaceId,
) -> Result<Vec<(String, String)>> {
    conn.fetch_all(sql!(
        "SELECT u.email, u.name FROM workspace_users m JOIN users u ON u.id = m.user_id
         WHERE m.workspace_id = {} AND m.role IN ('owner', 'admin') AND m.accepted_at IS NOT NULL AND m.suspended_at IS NULL ORDER BY u.email",
        workspace.uuid()
    ))
    .await
}

/// Removes an endpoint with its log. `false`: there is no such endpoint.
pub async fn delete(conn: &mut Conn<'_>, workspace: WorkspaceId, id: EndpointId) -> Result<bool> {
    let deleted = conn
        .execute(sql!(
            "DELETE FROM webhook_endpoints WHERE workspace_id = {} AND id = {}",
            workspace.uuid(),
            id.uuid()
        ))
        .await?;
    Ok(deleted == 1)
}

/// Has an endpoint told again of events after `from` up to `until`: of all, or of those that it did not take. What it was
/// not told of yet it will be told of anyway.
pub async fn replay(
    conn: &mut Conn<'_>,
    workspace: WorkspaceId,
    id: EndpointId,
    (from, until, all): (i64, i64, bool),
) -> Result<()> {
    conn.execute(sql!(
        "UPDATE webhook_endpoints SET replay_seq = {}, replay_all = {},
             replay_until = CASE WHEN enabled AND cursor_seq < {} THEN cursor_seq ELSE {} END
         WHERE workspace_id = {} AND id = {}",
        from,
        all,
        until,
        until,
        workspace.uuid(),
        id.uuid()
    ))
    .await?;
    Ok(())
}

/// The first event of a workspace at or after a place in its stream: its seq, and when it was.
pub async fn event_from(
    conn: &mut Conn<'_>,
    workspace: WorkspaceId,
    seq: i64,
) -> Result<Option<(i64, i64)>> {
    conn.fetch_optional(sql!(
        "SELECT seq, at FROM events WHERE workspace_id = {} AND seq >= {} ORDER BY seq LIMIT 1",
        workspace.uuid(),
        seq
    ))
    .await
}

/// How many events an endpoint is still to be told of, up to `most`.
pub async fn waiting(
    conn: &mut Conn<'_>,
    workspace: WorkspaceId,
    endpoint: &Endpoint,
    most: i64,
) -> Result<i64> {
    let mut q = sql!(
        "SELECT count(*) FROM (SELECT e.seq FROM events e WHERE e.workspace_id = {}
             AND e.seq > (SELECT cursor_seq FROM webhook_endpoints WHERE workspace_id = {} AND id = {})",
        workspace.uuid(),
        workspace.uuid(),
        endpoint.id.uuid()
    );
    of_types(&mut q, &endpoint.event_types);
    sql!(q; " LIMIT {}) waiting", most);
    conn.fetch_one(q).await
}

/// Appends the condition that an event `e` is of these types.
fn of_types(q: &mut Sql, types: &EventTypes) {
    if let Some(names) = types.names() {
        sql!(q; " AND e.type IN ").list(names);
    }
}
