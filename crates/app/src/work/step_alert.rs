//! The job that takes the steps of an alert.

use super::{at_its_time, payload, retry, workspace_of};
use crate::{
    App,
    leads::alerts::{ALERT_JOB, AlertPayload},
};
use baton_jobs::{Failure, Kind, Leased};

pub(super) const KIND: &str = ALERT_JOB;

pub(super) fn kind(app: &App) -> Kind {
    at_its_time(app, KIND, run)
}

async fn run(app: App, job: Leased) -> Result<(), Failure> {
    let AlertPayload { alert_id } = payload(&job)?;
    let workspace = workspace_of(&job)?;
    app.alert(workspace, alert_id).await.map_err(retry)
}
