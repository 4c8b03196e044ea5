//! The job that pushes an alert to the browsers of one person.

use super::{handler, payload, workspace_of};
use crate::{App, leads::alerts::PUSH_JOB};
use baton_jobs::{Failure, Kind, Leased};

pub(super) const KIND: &str = PUSH_JOB;

pub(super) fn kind(app: &App) -> Kind {
    // A push service answers within ten seconds or is asked again.
    Kind {
        name: KIND,
        concurrency: 8,
        lease_ms: 120_000,
        max_attempts: 6,
        run: handler(app, run),
    }
}

async fn run(app: App, job: Leased) -> Result<(), Failure> {
    let told = payload(&job)?;
    let workspace = workspace_of(&job)?;
    app.push_alert(workspace, told).await
}
