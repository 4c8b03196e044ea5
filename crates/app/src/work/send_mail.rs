//! The job that sends one mail to one person.

use super::{handler, payload, retry};
use crate::{
    App,
    error::AppError,
    mail::{Letter, MAIL_JOB},
};
use baton_jobs::{Failure, Kind, Leased};
use baton_outbound::mail::Undelivered;

pub(super) const KIND: &str = MAIL_JOB;

/// With pauses of up to ten minutes, some five days: as long as mail servers try.
const ATTEMPTS: i64 = 900;

pub(super) fn kind(app: &App) -> Kind {
    Kind {
        name: KIND,
        concurrency: 4,
        lease_ms: 30_000,
        max_attempts: ATTEMPTS,
        run: handler(app, run),
    }
}

async fn run(app: App, job: Leased) -> Result<(), Failure> {
    let letter: Letter = payload(&job)?;
    if app.sent_mail().has(job.id) {
        return Ok(());
    }
    let composed = app.compose(job.workspace_id, job.id, &letter).await;
    let mail = match composed {
        Ok(Some(mail)) => mail,
        // Who it was for may no longer read it, or what it tells of is gone.
        Ok(None) => return Ok(()),
        Err(AppError::Internal(reason)) => return Err(Failure::Dead(reason)),
        Err(error) => return Err(retry(error)),
    };
    match app.hand_over(&mail).await {
        Ok(()) => {
            app.sent_mail().note(job.id);
            tracing::info!(id = %mail.id, template = letter.content.template(), "mail sent");
            Ok(())
        }
        Err(Undelivered::Later(reason)) => Err(Failure::Retry(reason)),
        Err(Undelivered::Never(reason)) => Err(Failure::Dead(reason)),
    }
}
