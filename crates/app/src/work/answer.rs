//! The job that answers a conversation.

use super::{handler, payload, retry, workspace_of};
use crate::{
    App,
    assistant::{
        turn::{LEASE_MS, Rest},
        turn_job::Payload,
    },
};
use baton_jobs::{Failure, Kind, Leased};

pub(super) const KIND: &str = crate::assistant::turn_job::KIND;

/// When to look again at a conversation that another worker answers.
const LOOK_AGAIN_MS: i64 = 1_000;

pub(super) fn kind(app: &App) -> Kind {
    // Renewed while it runs: only a dead process loses it, and by then its turn counts as abandoned too.
    Kind {
        name: KIND,
        concurrency: 64,
        lease_ms: LEASE_MS,
        max_attempts: 5,
        run: handler(app, run),
    }
}

async fn run(app: App, job: Leased) -> Result<(), Failure> {
    let Payload { conversation_id } = payload(&job)?;
    let workspace = workspace_of(&job)?;
    match app.answer_conversation(workspace, conversation_id).await {
        Ok(Rest::Done) => Ok(()),
        Ok(Rest::AnotherRuns) => Err(Failure::NotYet(LOOK_AGAIN_MS)),
        Err(error) => Err(retry(error)),
    }
}
