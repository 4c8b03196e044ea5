//! The job that brings back a conversation that was put away, when its time came.

use super::{at_its_time, payload, retry, workspace_of};
use crate::{
    App,
    conversations::inbox::snooze::{self, Payload},
};
use baton_jobs::{Failure, Kind, Leased};

pub(super) const KIND: &str = snooze::KIND;

pub(super) fn kind(app: &App) -> Kind {
    at_its_time(app, KIND, run)
}

async fn run(app: App, job: Leased) -> Result<(), Failure> {
    let payload: Payload = payload(&job)?;
    let workspace = workspace_of(&job)?;
    app.wake(workspace, payload).await.map_err(retry)
}
