//! The outbox job of a captured lead: it goes to the log, as all mail does until a mailer is set (R084).

use super::{handler, payload};
use crate::{
    App,
    assistant::capture::{LEAD_JOB, LeadPayload},
};
use baton_jobs::{Failure, Kind, Leased};
use baton_store::leads;

pub(super) const KIND: &str = LEAD_JOB;

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
    let LeadPayload { lead_id } = payload(&job)?;
    let workspace = job
        .workspace_id
        .ok_or_else(|| Failure::Dead("no workspace".to_owned()))?;
    let lead = app
        .db
        .read(async move |conn| leads::find(conn, workspace, lead_id).await)
        .await;
    let lead = lead.map_err(|error| Failure::Retry(error.to_string()))?;
    // A lead that was deleted meanwhile has nobody to tell.
    if let Some(lead) = lead {
        tracing::info!(%workspace, lead = %lead.id, source = %lead.source, "lead captured");
    }
    Ok(())
}
