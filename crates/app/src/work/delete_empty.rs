//! The job that deletes all empty conversations of a workspace, a few at a time. Between two steps others have their turn.

use super::{handler, retry, workspace_of};
use crate::{
    App,
    conversations::delete::{sweep, who},
    error::{AppError, Result},
    unit::Unit,
};
use baton_core::id::WorkspaceId;
use baton_jobs::{Failure, Kind, Leased};
use baton_store::conversations::delete as store;
use serde_json::json;
use std::time::{Duration, Instant};

pub(super) const KIND: &str = "conversations.delete_empty";

/// Conversations of one step: some 20 ms of work.
const STEP: i64 = 100;
/// Between two steps at least.
const PAUSE: Duration = Duration::from_millis(2);

/// Has a workspace swept.
pub(crate) fn enqueue(unit: &mut Unit<'_, '_>) -> Result<()> {
    let key = unit.workspace.to_string();
    unit.enqueue(KIND, Some(key), &json!({}))
}

pub(super) fn kind(app: &App) -> Kind {
    Kind {
        name: KIND,
        concurrency: 1,
        lease_ms: 30_000,
        max_attempts: 20,
        run: handler(app, run),
    }
}

async fn run(app: App, job: Leased) -> Result<(), Failure> {
    let workspace = workspace_of(&job)?;
    loop {
        let begun = Instant::now();
        match step(&app, workspace).await {
            Ok(true) => tokio::time::sleep(begun.elapsed().max(PAUSE)).await,
            Ok(false) => return Ok(()),
            Err(error) => return Err(retry(error)),
        }
    }
}

/// One step; whether another one follows.
async fn step(app: &App, workspace: WorkspaceId) -> Result<bool, AppError> {
    app.transact_slowly(workspace, async move |unit| {
        let found = store::sweep(unit.conn, workspace).await?;
        let Some(running) = found.filter(|sweep| sweep.finished_at.is_none()) else {
            return Ok(false);
        };
        let deleted = sweep(unit, &who(&running), (running.until, STEP)).await?;
        store::note_sweep(unit.conn, workspace, deleted, unit.now).await?;
        Ok(deleted > 0)
    })
    .await
}
