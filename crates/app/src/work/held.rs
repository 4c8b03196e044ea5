//! The job that looks at a held answer when its time is over.

use super::{handler, payload, retry, workspace_of};
use crate::{
    App,
    conversations::autopilot::due::{self, Looked},
    error::AppError,
};
use baton_jobs::{Failure, Kind, Leased};

pub(super) const KIND: &str = due::KIND;

/// When to look again where somebody was at it in the same moment.
const LOOK_AGAIN_MS: i64 = 250;

pub(super) fn kind(app: &App) -> Kind {
    Kind {
        name: KIND,
        concurrency: 8,
        lease_ms: 15_000,
        max_attempts: 10,
        run: handler(app, run),
    }
}

async fn run(app: App, job: Leased) -> Result<(), Failure> {
    let about = payload(&job)?;
    let workspace = workspace_of(&job)?;
    match app.held_is_due(workspace, about).await {
        Ok(Looked::Done) => Ok(()),
        Ok(Looked::NotYet(ms)) => Err(Failure::NotYet(ms)),
        Err(AppError::Contended) => Err(Failure::NotYet(LOOK_AGAIN_MS)),
        Err(error) => Err(retry(error)),
    }
}
