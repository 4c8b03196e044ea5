//! The hourly job that removes what has run out. It asks for itself anew, so that one waits in the whole installation.

use super::handler;
use crate::App;
use baton_core::{id::Ids, time::Timestamp};
use baton_db::Conn;
use baton_jobs::{Failure, Kind, Leased};
use baton_store::{jobs, sessions};

pub(super) const KIND: &str = "sweep";

const EVERY_MS: i64 = 3_600_000;

pub(super) fn kind(app: &App) -> Kind {
    Kind {
        name: KIND,
        concurrency: 1,
        lease_ms: 30_000,
        // Were it ever set aside, nothing would be swept until the next start.
        max_attempts: i64::MAX,
        run: handler(app, run),
    }
}

/// Has a sweep at this time, unless one waits already.
pub(super) async fn schedule(
    conn: &mut Conn<'_>,
    ids: &Ids,
    now: Timestamp,
    run_at: Timestamp,
) -> baton_db::Result<()> {
    let job = jobs::NewJob {
        id: ids.next(),
        workspace_id: None,
        kind: KIND,
        dedupe_key: Some("hourly".to_owned()),
        payload: "{}".to_owned(),
        run_at,
    };
    jobs::enqueue(conn, &job, now).await?;
    Ok(())
}

async fn run(app: App, _: Leased) -> Result<(), Failure> {
    let (now, ids) = (app.clock.now(), app.ids.clone());
    let swept = app
        .db
        .write(async move |conn| {
            schedule(conn, &ids, now, now.plus_ms(EVERY_MS)).await?;
            sessions::sweep_all(conn, now).await
        })
        .await
        .map_err(|error| Failure::Retry(error.to_string()))?;
    if swept > 0 {
        tracing::info!(sessions = swept, "swept what had run out");
    }
    Ok(())
}
