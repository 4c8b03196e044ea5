//! The job that answers a conversation.

use super::{handler, payload};
use crate::{
    App,
    assistant::{turn::ABANDONED_MS, turn_job::Payload},
};
use baton_jobs::{Failure, Kind, Leased};

pub(super) const KIND: &str = crate::assistant::turn_job::KIND;

pub(super) fn kind(app: &App) -> Kind {
    // A model answers within 60 seconds or fails, so that a lease of 90 is only lost by a dead process.
    Kind {
        name: KIND,
        concurrency: 64,
        lease_ms: ABANDONED_MS,
        max_attempts: 5,
        run: handler(app, run),
    }
}

async fn run(app: App, job: Leased) -> Result<(), Failure> {
    let Payload { conversation_id } = payload(&job)?;
    let workspace = job
        .workspace_id
        .ok_or_else(|| Failure::Dead("no workspace".to_owned()))?;
    app.answer_conversation(workspace, conversation_id)
        .await
        .map_err(|error| Failure::Retry(error.to_string()))
}
