//! The job that renames or deletes a tag in all conversations that have it, a few at a time.

use super::{payload, steps, workspace_of};
use crate::{
    App,
    conversations::inbox::tags::{self, Payload},
};
use baton_jobs::{Failure, Kind, Leased};

pub(super) const KIND: &str = tags::KIND;

pub(super) fn kind(app: &App) -> Kind {
    steps::kind(app, KIND, run)
}

async fn run(app: App, job: Leased) -> Result<(), Failure> {
    let payload: Payload = payload(&job)?;
    let workspace = workspace_of(&job)?;
    steps::each(|| app.carry_tag(workspace, &payload)).await
}
