//! What follows from many changes, of many workspaces, in one transaction.

use crate::{
    events::{self, NewEvent},
    jobs::{self, NewJob},
    json,
};
use baton_core::{
    event::Envelope,
    id::{ConversationId, WorkspaceId},
    time::Timestamp,
};
use baton_db::{Conn, DbError, Dialect, Result, Sql, sql};
use std::collections::BTreeMap;
use uuid::Uuid;

/// What follows from one change of a workspace.
#[derive(Debug)]
pub struct Effects {
    /// The tenant.
    pub workspace: WorkspaceId,
    /// Its events, in their order.
    pub events: Vec<NewEvent>,
    /// Its jobs.
    pub jobs: Vec<NewJob>,
}

/// [`super::finish`] for many changes: what was stored of each, in their order. The workspaces' rows are locked in the order
/// of their ids, so that two that do this at once never wait for each other in a circle.
pub async fn finish_all(
    conn: &mut Conn<'_>,
    changes: Vec<Effects>,
    now: Timestamp,
) -> Result<Vec<Vec<Envelope>>> {
    let mut many: BTreeMap<Uuid, i64> = BTreeMap::new();
    for change in &changes {
        let events = i64::try_from(change.events.len()).unwrap_or(i64::MAX);
        *many.entry(change.workspace.uuid()).or_default() += events;
    }
    let counted = match conn.dialect() {
        Dialect::Sqlite => one_by_one(conn, &changes, (&many, now)).await?,
        Dialect::Postgres => {
            let statements = vec![events_of(&changes, (&many, now))?, jobs_of(&changes, now)];
            let (counted, _) = conn.finish::<(Uuid, i64)>(statements, 0).await?;
            counted.into_iter().collect()
        }
    };
    let mut next: BTreeMap<Uuid, i64> = BTreeMap::new();
    for (workspace, last) in counted {
        next.insert(workspace, last + 1 - many.get(&workspace).unwrap_or(&0));
    }
    changes
        .into_iter()
        .map(|change| {
            let next = next.get_mut(&change.workspace.uuid());
            let next = next.ok_or(DbError::NotFound)?;
            let first = *next;
            *next += i64::try_from(change.events.len()).unwrap_or(i64::MAX);
            let envelopes = (first..).zip(change.events);
            Ok(envelopes
                .map(|(seq, new)| envelope(change.workspace, (seq, new), now))
                .collect())
        })
        .collect()
}

pub(super) fn envelope(
    workspace: WorkspaceId,
    (seq, new): (i64, NewEvent),
    now: Timestamp,
) -> Envelope {
    Envelope {
        id: new.id,
        seq,
        workspace_id: workspace,
        conversation_id: new.conversation_id,
        at: now,
        actor: new.actor,
        event: new.event,
    }
}

/// How many events each workspace gets, and when.
type Counts<'a> = (&'a BTreeMap<Uuid, i64>, Timestamp);

/// Statements cost SQLite no round trip: one after the other is the fastest there is.
async fn one_by_one(
    conn: &mut Conn<'_>,
    changes: &[Effects],
    (many, now): Counts<'_>,
) -> Result<BTreeMap<Uuid, i64>> {
    let (mut counted, mut left) = (BTreeMap::new(), many.clone());
    for (workspace, many) in many {
        let statements = events::count(conn.dialect(), WorkspaceId::from(*workspace), *many);
        let last = statements.len().saturating_sub(1);
        let (seqs, _) = conn.fetch_among::<i64>(statements, last).await?;
        counted.extend(seqs.first().map(|seq| (*workspace, *seq)));
    }
    let mut statements = Vec::new();
    for change in changes {
        let left = left.entry(change.workspace.uuid()).or_default();
        for event in &change.events {
            *left -= 1;
            statements.push(events::insert(change.workspace, event, *left, now)?);
        }
        statements.extend(change.jobs.iter().map(|job| jobs::insert(job, now)));
    }
    conn.execute_all(statements).await?;
    Ok(counted)
}

/// Counts and stores all events, and answers the seq of the last of each workspace.
fn events_of(changes: &[Effects], (many, now): Counts<'_>) -> Result<Sql> {
    let mut left = many.clone();
    let (mut ids, mut workspaces, mut later) = (Vec::new(), Vec::new(), Vec::new());
    let (mut conversations, mut actors) = (Vec::new(), Vec::new());
    let (mut kinds, mut data) = (Vec::new(), Vec::new());
    for change in changes {
        let workspace = change.workspace.uuid();
        let left = left.entry(workspace).or_default();
        for event in &change.events {
            *left -= 1;
            ids.push(event.id.uuid());
            workspaces.push(workspace);
            later.push(*left);
            conversations.push(event.conversation_id.map(ConversationId::uuid));
            actors.push(Some(json::write(&event.actor, "actor")?));
            kinds.push(Some(event.event.wire_name().to_owned()));
            data.push(Some(events::data(&event.event)?));
        }
    }
    let (counted, counts): (Vec<Uuid>, Vec<i64>) = many.iter().unzip();
    Ok(sql!(global;
        "WITH given AS (SELECT * FROM unnest({}, {}) AS g (id, many)),
         held AS (SELECT w.id FROM workspaces w WHERE w.id IN (SELECT id FROM given) ORDER BY w.id FOR NO KEY UPDATE),
         counted AS (UPDATE workspaces w SET event_seq = w.event_seq + g.many FROM given g, held h
             WHERE h.id = g.id AND w.id = g.id RETURNING w.id, w.event_seq),
         stored AS (INSERT INTO events (id, workspace_id, seq, conversation_id, at, actor, type, data)
             SELECT e.id, c.id, c.event_seq - e.later, e.conversation_id, {}, e.actor, e.type, e.data
             FROM unnest({}, {}, {}, {}, {}, {}, {})
                 AS e (id, workspace_id, later, conversation_id, actor, type, data)
             JOIN counted c ON c.id = e.workspace_id)
         SELECT id, event_seq FROM counted",
        counted, counts, now.ms(), ids, workspaces, later, conversations, actors, kinds, data
    ))
}

/// Stores all jobs.
fn jobs_of(changes: &[Effects], now: Timestamp) -> Sql {
    let jobs = || changes.iter().flat_map(|change| &change.jobs);
    let workspaces: Vec<_> = jobs()
        .map(|job| job.workspace_id.map(WorkspaceId::uuid))
        .collect();
    let kinds: Vec<_> = jobs().map(|job| Some(job.kind.to_owned())).collect();
    let keys: Vec<_> = jobs().map(|job| job.dedupe_key.clone()).collect();
    let payloads: Vec<_> = jobs().map(|job| Some(job.payload.clone())).collect();
    sql!(global;
        "INSERT INTO jobs (id, workspace_id, kind, dedupe_key, payload, run_at, created_at)
         SELECT j.id, j.workspace_id, j.kind, j.dedupe_key, j.payload, j.run_at, {}
         FROM unnest({}, {}, {}, {}, {}, {}) AS j (id, workspace_id, kind, dedupe_key, payload, run_at)
         ON CONFLICT DO NOTHING",
        now.ms(), jobs().map(|job| job.id.uuid()).collect::<Vec<_>>(), workspaces, kinds, keys, payloads,
        jobs().map(|job| job.run_at.ms()).collect::<Vec<_>>()
    )
}
