//! The job that looks whether a visitor stayed silent after a question without an answer.

use super::{handler, payload, retry, workspace_of};
use crate::{App, assistant::struggle};
use baton_jobs::{Failure, Kind, Leased};

pub(super) const KIND: &str = struggle::KIND;

pub(super) fn kind(app: &App) -> Kind {
    Kind {
        name: KIND,
        concurrency: 2,
        lease_ms: 15_000,
        max_attempts: 5,
        run: handler(app, run),
    }
}

async fn run(app: App, job: Leased) -> Result<(), Failure> {
    let about = payload(&job)?;
    let workspace = workspace_of(&job)?;
    app.weigh_silence(workspace, about).await.map_err(retry)
}
