//! The job that says a scheduled reply, when its time came.

use super::{at_its_time, payload, retry, workspace_of};
use crate::{
    App,
    conversations::inbox::later::{self, Payload},
};
use baton_jobs::{Failure, Kind, Leased};

pub(super) const KIND: &str = later::KIND;

pub(super) fn kind(app: &App) -> Kind {
    at_its_time(app, KIND, run)
}

async fn run(app: App, job: Leased) -> Result<(), Failure> {
    let payload: Payload = payload(&job)?;
    let workspace = workspace_of(&job)?;
    app.say_scheduled(workspace, payload).await.map_err(retry)
}
