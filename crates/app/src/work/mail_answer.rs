//! The job that mails what a visitor who is gone has not read.

use super::{handler, payload, retry, workspace_of};
use crate::{
    App,
    conversations::mail_answer::{self, Payload, Rest},
};
use baton_jobs::{Failure, Kind, Leased};

pub(super) const KIND: &str = mail_answer::KIND;

/// When to look again whether they are gone.
const LOOK_AGAIN_MS: i64 = 10_000;

pub(super) fn kind(app: &App) -> Kind {
    Kind {
        name: KIND,
        concurrency: 4,
        lease_ms: 30_000,
        max_attempts: 10,
        run: handler(app, run),
    }
}

async fn run(app: App, job: Leased) -> Result<(), Failure> {
    let Payload { conversation_id } = payload(&job)?;
    let workspace = workspace_of(&job)?;
    match app.mail_answer(workspace, conversation_id).await {
        Ok(Rest::Done) => Ok(()),
        Ok(Rest::NotYet) => Err(Failure::NotYet(LOOK_AGAIN_MS)),
        Err(error) => Err(retry(error)),
    }
}
