//! The job that takes the baton from whoever is gone. It asks for itself anew, so that one waits in the whole installation.

use super::{retry, schedule};
use crate::App;
use baton_jobs::{Failure, Kind, Leased};

pub(super) const KIND: &str = "lapse";

const EVERY_MS: i64 = 30_000;

pub(super) fn kind(app: &App) -> Kind {
    schedule::kind(app, KIND, run)
}

async fn run(app: App, _: Leased) -> Result<(), Failure> {
    let (now, ids) = (app.clock.now(), app.ids.clone());
    app.db
        .write(async move |conn| schedule::at(conn, (&ids, KIND), now, now.plus_ms(EVERY_MS)).await)
        .await
        .map_err(retry)?;
    let lapsed = app.sweep_leases().await.map_err(retry)?;
    if lapsed > 0 {
        tracing::info!(
            conversations = lapsed,
            "their holders are gone: they wait again"
        );
    }
    Ok(())
}
