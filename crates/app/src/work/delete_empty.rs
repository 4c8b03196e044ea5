//! The job that deletes all empty conversations of a workspace, a few at a time.

use super::{steps, workspace_of};
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

pub(super) const KIND: &str = "conversations.delete_empty";

/// Conversations of one step: some 20 ms of work.
const STEP: i64 = 100;

/// Has a workspace swept.
pub(crate) fn enqueue(unit: &mut Unit<'_, '_>) -> Result<()> {
    let key = unit.workspace.to_string();
    unit.enqueue(KIND, Some(key), &json!({}))
}

pub(super) fn kind(app: &App) -> Kind {
    steps::kind(app, KIND, run)
}

async fn run(app: App, job: Leased) -> Result<(), Failure> {
    let workspace = workspace_of(&job)?;
    steps::each(|| step(&app, workspace)).await
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
