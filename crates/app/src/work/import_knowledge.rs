//! The job that reads a source of knowledge.

use super::{handler, payload, retry, workspace_of};
use crate::{App, error::Result, unit::Unit};
use baton_core::id::SourceId;
use baton_jobs::{Failure, Kind, Leased};
use serde::{Deserialize, Serialize};

pub(super) const KIND: &str = "knowledge.import";

#[derive(Debug, Clone, Copy, Serialize, Deserialize)]
struct Payload {
    source_id: SourceId,
}

/// Has a source read. Where it waits already it is read once.
pub(crate) fn enqueue(unit: &mut Unit<'_, '_>, source_id: SourceId) -> Result<()> {
    unit.enqueue(KIND, Some(source_id.to_string()), &Payload { source_id })
}

pub(super) fn kind(app: &App) -> Kind {
    // A page is fetched within 20 seconds or refused; the rest is work of the processor, so that few run at once.
    Kind {
        name: KIND,
        concurrency: 2,
        lease_ms: 30_000,
        max_attempts: 5,
        run: handler(app, run),
    }
}

async fn run(app: App, job: Leased) -> Result<(), Failure> {
    let Payload { source_id } = payload(&job)?;
    let workspace = workspace_of(&job)?;
    app.import_knowledge(workspace, source_id)
        .await
        .map_err(retry)
}
