//! The job that has the visitor of a practice conversation speak.

use super::{handler, payload, retry, workspace_of};
use crate::{
    App,
    conversations::practice::{self, Payload},
};
use baton_jobs::{Failure, Kind, Leased};

pub(super) const KIND: &str = practice::KIND;

pub(super) fn kind(app: &App) -> Kind {
    Kind {
        name: KIND,
        concurrency: 2,
        lease_ms: 30_000,
        max_attempts: 5,
        run: handler(app, run),
    }
}

async fn run(app: App, job: Leased) -> Result<(), Failure> {
    let Payload { conversation_id } = payload(&job)?;
    let workspace = workspace_of(&job)?;
    app.speak_in_practice(workspace, conversation_id)
        .await
        .map_err(retry)
}
