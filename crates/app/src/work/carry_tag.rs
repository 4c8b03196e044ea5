//! The job that renames or deletes a tag in all conversations that have it, a few at a time. Between two steps others have
//! their turn.

use super::{handler, payload, retry, workspace_of};
use crate::{
    App,
    conversations::inbox::tags::{self, Payload},
};
use baton_jobs::{Failure, Kind, Leased};
use std::time::{Duration, Instant};

pub(super) const KIND: &str = tags::KIND;

/// Between two steps at least.
const PAUSE: Duration = Duration::from_millis(2);

pub(super) fn kind(app: &App) -> Kind {
    Kind {
        name: KIND,
        concurrency: 1,
        lease_ms: 30_000,
        max_attempts: 20,
        run: handler(app, run),
    }
}

async fn run(app: App, job: Leased) -> Result<(), Failure> {
    let payload: Payload = payload(&job)?;
    let workspace = workspace_of(&job)?;
    loop {
        let begun = Instant::now();
        match app.carry_tag(workspace, &payload).await {
            Ok(true) => tokio::time::sleep(begun.elapsed().max(PAUSE)).await,
            Ok(false) => return Ok(()),
            Err(error) => return Err(retry(error)),
        }
    }
}
