//! The hourly job that removes what has run out. It asks for itself anew, so that one waits in the whole installation.

use super::{retry, schedule};
use crate::{App, mail::MAIL_JOB};
use baton_jobs::{Failure, Kind, Leased};
use baton_store::{assistants::previews, jobs, sessions, users::resets};

pub(super) const KIND: &str = "sweep";

const EVERY_MS: i64 = 3_600_000;
/// How long a mail that nobody took is kept: it holds names and addresses.
const DEAD_MS: i64 = 30 * 24 * EVERY_MS;
/// Trials of drafts, and practice, that rested for so long go.
const RESTED_MS: i64 = 48 * EVERY_MS;
/// So many trials go at once.
const TRIALS: i64 = 200;
/// So many practised conversations go at once: each in a transaction of its own, as a real one does.
const PRACTISED: i64 = 50;

pub(super) fn kind(app: &App) -> Kind {
    schedule::kind(app, KIND, run)
}

async fn run(app: App, _: Leased) -> Result<(), Failure> {
    let (now, ids) = (app.clock.now(), app.ids.clone());
    let rested_since = now.plus_ms(-RESTED_MS);
    let swept = app
        .db
        .write(async move |conn| {
            schedule::at(conn, (&ids, KIND), now, now.plus_ms(EVERY_MS)).await?;
            resets::sweep(conn, now).await?;
            jobs::forget_dead(conn, MAIL_JOB, now.plus_ms(-DEAD_MS)).await?;
            previews::sweep_all(conn, now, rested_since, TRIALS).await?;
            sessions::sweep_all(conn, now).await
        })
        .await
        .map_err(retry)?;
    if swept > 0 {
        tracing::info!(sessions = swept, "swept what had run out");
    }
    app.sweep_practice(rested_since, PRACTISED)
        .await
        .map_err(retry)?;
    let forgotten = app.sweep_webhook_log().await.map_err(retry)?;
    if forgotten > 0 {
        tracing::info!(deliveries = forgotten, "swept the log of webhooks");
    }
    Ok(())
}
