//! The job that has a model write the handover brief of a conversation that waits.

use super::{handler, payload, retry, workspace_of};
use crate::{
    App,
    conversations::brief::write::{self, Payload},
};
use baton_jobs::{Failure, Kind, Leased};

pub(super) const KIND: &str = write::KIND;

/// After so many tries the brief stays as it was put together.
const TRIES: i64 = 3;

pub(super) fn kind(app: &App) -> Kind {
    Kind {
        name: KIND,
        concurrency: 2,
        // Longer than a model may take.
        lease_ms: 180_000,
        max_attempts: TRIES,
        run: handler(app, run),
    }
}

async fn run(app: App, job: Leased) -> Result<(), Failure> {
    let Payload { conversation_id } = payload(&job)?;
    let workspace = workspace_of(&job)?;
    let is_last = job.attempts + 1 >= TRIES;
    app.write_brief(workspace, conversation_id, is_last)
        .await
        .map_err(retry)
}
