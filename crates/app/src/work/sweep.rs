//! The hourly job that removes what has run out. It asks for itself anew, so that one waits in the whole installation.

use super::schedule;
use crate::{App, mail::MAIL_JOB};
use baton_jobs::{Failure, Kind, Leased};
use baton_store::{assistants::previews, conversations::practice, jobs, sessions, users::resets};

pub(super) const KIND: &str = "sweep";

const EVERY_MS: i64 = 3_600_000;
/// How long a mail that nobody took is kept: it holds names and addresses.
const DEAD_MS: i64 = 30 * 24 * EVERY_MS;
/// Trials of drafts, and practice, that rested for so long go, so many at once.
const TRIALS: (i64, i64) = (48 * 3_600_000, 200);

pub(super) fn kind(app: &App) -> Kind {
    schedule::kind(app, KIND, run)
}

async fn run(app: App, _: Leased) -> Result<(), Failure> {
    let (now, ids) = (app.clock.now(), app.ids.clone());
    let swept = app
        .db
        .write(async move |conn| {
            schedule::at(conn, (&ids, KIND), now, now.plus_ms(EVERY_MS)).await?;
            resets::sweep(conn, now).await?;
            jobs::forget_dead(conn, MAIL_JOB, now.plus_ms(-DEAD_MS)).await?;
            let (age_ms, many) = TRIALS;
            previews::sweep_all(conn, now, now.plus_ms(-age_ms), many).await?;
            practice::sweep_all(conn, now.plus_ms(-age_ms), many).await?;
            sessions::sweep_all(conn, now).await
        })
        .await
        .map_err(|error| Failure::Retry(error.to_string()))?;
    if swept > 0 {
        tracing::info!(sessions = swept, "swept what had run out");
    }
    let forgotten = app
        .sweep_webhook_log()
        .await
        .map_err(|error| Failure::Retry(error.to_string()))?;
    if forgotten > 0 {
        tracing::info!(deliveries = forgotten, "swept the log of webhooks");
    }
    Ok(())
}
