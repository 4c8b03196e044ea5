//! What follows from a change: its events and its jobs, written last and in one go.

mod gathered;

pub use gathered::{Effects, finish_all};

use crate::{
    events::{self, NewEvent},
    jobs::{self, NewJob},
};
use baton_core::{event::Envelope, id::WorkspaceId, time::Timestamp};
use baton_db::{Conn, Result};

/// Stores events with the next seqs of their workspace, and jobs, as the end of a transaction. The workspace's row is locked
/// here and not before, so that its writers wait for each other no longer than this takes.
pub async fn finish(
    conn: &mut Conn<'_>,
    workspace: WorkspaceId,
    (events, jobs): (Vec<NewEvent>, &[NewJob]),
    now: Timestamp,
) -> Result<Vec<Envelope>> {
    let many = i64::try_from(events.len()).unwrap_or(i64::MAX);
    let mut statements = Vec::with_capacity(1 + events.len() + jobs.len());
    if many > 0 {
        statements.extend(events::count(conn.dialect(), workspace, many));
    }
    let counted = statements.len();
    for (event, later) in events.iter().zip((0..many).rev()) {
        statements.push(events::insert(workspace, event, later, now)?);
    }
    statements.extend(jobs.iter().map(|job| jobs::insert(job, now)));
    if statements.is_empty() {
        return Ok(Vec::new());
    }
    let rows_of = counted.checked_sub(1).unwrap_or(statements.len());
    let (last, _) = conn.finish::<i64>(statements, rows_of).await?;
    let first = last.first().map_or(0, |last| last + 1 - many);
    let counted = (first..).zip(events);
    Ok(counted
        .map(|counted| gathered::envelope(workspace, counted, now))
        .collect())
}
