//! The job that takes the steps of an alert.

use super::{handler, payload, retry, workspace_of};
use crate::{
    App,
    leads::alerts::{ALERT_JOB, AlertPayload},
};
use baton_jobs::{Failure, Kind, Leased};

pub(super) const KIND: &str = ALERT_JOB;

pub(super) fn kind(app: &App) -> Kind {
    Kind {
        name: KIND,
        concurrency: 4,
        lease_ms: 30_000,
        max_attempts: 20,
        run: handler(app, run),
    }
}

async fn run(app: App, job: Leased) -> Result<(), Failure> {
    let AlertPayload { alert_id } = payload(&job)?;
    let workspace = workspace_of(&job)?;
    app.alert(workspace, alert_id).await.map_err(retry)
}
