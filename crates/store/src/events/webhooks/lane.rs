//! The lane of an endpoint: one worker at a time sends what is due and new to it, and writes down what became of it.

mod items;
mod record;

pub(super) use items::text;
pub use items::{Item, due, fresh, replayed};
pub use record::{Done, Outcome, record};
pub(super) use record::{attempt, next_due};

use crate::json;
use baton_core::{
    id::{EndpointId, WorkspaceId},
    time::Timestamp,
    webhook::{EventTypes, Health},
};
use baton_db::{Conn, Result, row, sql};
use uuid::Uuid;

/// An endpoint that something may have to be sent to: its workspace, its id, and how often it failed in a row.
pub type Waiting = (Uuid, Uuid, i64);

/// The endpoints with something due or new, that nobody else works on.
pub async fn waiting(conn: &mut Conn<'_>, lease: Uuid, now: Timestamp) -> Result<Vec<Waiting>> {
    let now = now.ms();
    conn.fetch_all(sql!(global;
        "SELECT p.workspace_id, p.id, p.failures FROM webhook_endpoints p JOIN workspaces w ON w.id = p.workspace_id
         WHERE p.enabled = {} AND (p.paused_until IS NULL OR p.paused_until <= {})
             AND (p.leased_until IS NULL OR p.leased_until <= {} OR p.lease = {})
             AND (p.cursor_seq < w.event_seq OR p.next_due_at <= {} OR p.replay_seq IS NOT NULL)",
        true, now, now, lease, now
    ))
    .await
}

/// The workspaces with an endpoint that is turned on.
pub async fn watched(conn: &mut Conn<'_>) -> Result<Vec<Uuid>> {
    conn.fetch_all(sql!(global;
        "SELECT DISTINCT workspace_id FROM webhook_endpoints WHERE enabled = {}",
        true
    ))
    .await
}

/// Takes or keeps the lanes of these endpoints until `until`; answers those that are ours now.
pub async fn claim(
    conn: &mut Conn<'_>,
    endpoints: &[Uuid],
    lease: Uuid,
    (now, until): (Timestamp, Timestamp),
) -> Result<Vec<Uuid>> {
    let mut q = sql!(global;
        "UPDATE webhook_endpoints SET lease = {}, leased_until = {}
         WHERE enabled = {} AND (leased_until IS NULL OR leased_until <= {} OR lease = {}) AND id IN ",
        lease, until.ms(), true, now.ms(), lease
    );
    q.list(endpoints.iter().copied());
    sql!(q; " RETURNING id");
    conn.fetch_all(q).await
}

/// Lets go of every lane that is held by a lease.
pub async fn release(conn: &mut Conn<'_>, lease: Uuid) -> Result<()> {
    conn.execute(sql!(global;
        "UPDATE webhook_endpoints SET lease = NULL, leased_until = NULL WHERE lease = {}",
        lease
    ))
    .await?;
    Ok(())
}

/// Takes every lane back. For the start of the one process that uses this database: who held them is gone.
pub async fn release_all(conn: &mut Conn<'_>) -> Result<()> {
    conn.execute(sql!(global;
        "UPDATE webhook_endpoints SET lease = NULL, leased_until = NULL WHERE lease IS NOT NULL"
    ))
    .await?;
    Ok(())
}

row! {
    struct Stored {
        url: String = "p.url",
        event_types: String = "p.event_types",
        cursor: i64 = "p.cursor_seq",
        head: i64 = "w.event_seq",
        replay_seq: Option<i64> = "p.replay_seq",
        replay_until: Option<i64> = "p.replay_until",
        replay_all: bool = "p.replay_all",
        failures: i64 = "p.failures",
        failing_since: Option<Timestamp> = "p.failing_since" as Option<i64>,
        paused_until: Option<Timestamp> = "p.paused_until" as Option<i64>,
        secret: Vec<u8> = "p.secret",
        old_secret: Option<Vec<u8>> = "p.old_secret",
        old_secret_until: Option<Timestamp> = "p.old_secret_until" as Option<i64>,
    }
}

/// Everything that a worker needs to know of an endpoint.
#[derive(Clone)]
pub struct Lane {
    /// Where events are sent.
    pub url: String,
    /// The events that it wants.
    pub event_types: EventTypes,
    /// The last event that it was told of, or did not want.
    pub cursor: i64,
    /// The newest event of its workspace.
    pub head: i64,
    /// Events of the past that somebody asked for.
    pub replay: Option<Replay>,
    /// How it does.
    pub health: Health,
    /// What signs: the newest first.
    pub secrets: Vec<Vec<u8>>,
}

/// Leaves the secrets out.
impl std::fmt::Debug for Lane {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Lane({} of {})", self.cursor, self.head)
    }
}

/// Events of the past that somebody asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Replay {
    /// After this one,
    pub from: i64,
    /// up to this one.
    pub until: i64,
    /// Also those that were taken.
    pub all: bool,
}

/// The lane of an endpoint as it is now; `None` where it was removed or turned off.
pub async fn find(
    conn: &mut Conn<'_>,
    workspace: WorkspaceId,
    id: EndpointId,
    now: Timestamp,
) -> Result<Option<Lane>> {
    let mut q = Stored::select();
    sql!(q; " FROM webhook_endpoints p JOIN workspaces w ON w.id = p.workspace_id
        WHERE p.workspace_id = {} AND p.id = {}", workspace.uuid(), id.uuid());
    let Some(stored) = conn.fetch_optional::<Stored>(q).await? else {
        return Ok(None);
    };
    let range = stored.replay_seq.zip(stored.replay_until);
    let old_holds = stored.old_secret_until.is_some_and(|until| until > now);
    let old_secret = stored.old_secret.filter(|_| old_holds);
    Ok(Some(Lane {
        url: stored.url,
        event_types: EventTypes::stored(json::read(&stored.event_types, "event_types")?),
        cursor: stored.cursor,
        head: stored.head,
        replay: range.map(|(from, until)| Replay {
            from,
            until,
            all: stored.replay_all,
        }),
        health: Health {
            failures: stored.failures,
            failing_since: stored.failing_since,
            paused_until: stored.paused_until,
        },
        secrets: [stored.secret].into_iter().chain(old_secret).collect(),
    }))
}
