//! The job that deletes what an assistant had, a few conversations at a time.

use super::{handler, payload};
use crate::{App, error::Result, unit::Unit};
use baton_core::id::AssistantId;
use baton_jobs::{Failure, Kind, Leased};
use baton_store::assistants;
use serde::{Deserialize, Serialize};

pub(super) const KIND: &str = "assistant.delete";

/// Conversations that go in one transaction: short enough that nobody notices.
const TOGETHER: i64 = 50;

#[derive(Debug, Clone, Copy, Serialize, Deserialize)]
struct Payload {
    assistant_id: AssistantId,
}

/// Has an assistant deleted.
pub(crate) fn enqueue(unit: &mut Unit<'_, '_>, assistant_id: AssistantId) -> Result<()> {
    let key = Some(assistant_id.to_string());
    unit.enqueue(KIND, key, &Payload { assistant_id })
}

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
    let Payload { assistant_id } = payload(&job)?;
    let workspace = job
        .workspace_id
        .ok_or_else(|| Failure::Dead("no workspace".to_owned()))?;
    loop {
        let done = app
            .db
            .write_slowly(async move |conn| {
                assistants::delete_part(conn, workspace, assistant_id, TOGETHER).await
            })
            .await
            .map_err(|error| Failure::Retry(error.to_string()))?;
        if done {
            return Ok(());
        }
    }
}
