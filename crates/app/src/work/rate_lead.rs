//! The job that scores a lead again when its talk has gone on.

use super::{handler, payload, retry, workspace_of};
use crate::{
    App,
    leads::{capture::LeadPayload, rate::SCORE_JOB},
};
use baton_jobs::{Failure, Kind, Leased};

pub(super) const KIND: &str = SCORE_JOB;

pub(super) fn kind(app: &App) -> Kind {
    Kind {
        name: KIND,
        concurrency: 2,
        lease_ms: 30_000,
        max_attempts: 5,
        run: handler(app, run),
    }
}

async fn run(app: App, job: Leased) -> Result<(), Failure> {
    let LeadPayload { lead_id } = payload(&job)?;
    let workspace = workspace_of(&job)?;
    app.rate_lead(workspace, lead_id).await.map_err(retry)
}
