//! The job that deletes what an assistant had, a few conversations at a time.

use super::{payload, retry, steps, workspace_of};
use crate::{App, conversations::erase, error::Result, unit::Unit};
use baton_core::{
    actor::Actor,
    id::{AssistantId, WorkspaceId},
};
use baton_db::Conn;
use baton_jobs::{Failure, Kind, Leased};
use baton_store::assistants;
use serde::{Deserialize, Serialize};

pub(super) const KIND: &str = "assistant.delete";

/// Conversations that are looked at together.
const TOGETHER: i64 = 50;

#[derive(Debug, Clone, Copy, Serialize, Deserialize)]
struct Payload {
    assistant_id: AssistantId,
}

/// Has an assistant deleted.
pub(crate) fn enqueue(unit: &mut Unit<'_, '_>, assistant_id: AssistantId) -> Result<()> {
    let key = Some(assistant_id.to_string());
    unit.enqueue(KIND, key, &Payload { assistant_id })
}

pub(super) fn kind(app: &App) -> Kind {
    steps::kind(app, KIND, run)
}

async fn run(app: App, job: Leased) -> Result<(), Failure> {
    let Payload { assistant_id } = payload(&job)?;
    let workspace = workspace_of(&job)?;
    while !step(&app, workspace, assistant_id).await.map_err(retry)? {}
    Ok(())
}

/// Erases some conversations, at last the assistant; whether nothing of it is left.
async fn step(app: &App, workspace: WorkspaceId, id: AssistantId) -> Result<bool> {
    let read = async move |conn: &mut Conn<'_>| {
        assistants::conversations(conn, workspace, id, TOGETHER).await
    };
    let some = app.db.read(read).await?;
    if some.is_empty() {
        app.db
            .write(async move |conn| assistants::delete(conn, workspace, id).await)
            .await?;
        return Ok(true);
    }
    let sizes = app.shorten(workspace, some).await?;
    for part in erase::parts(&sizes) {
        app.transact_slowly(workspace, async move |unit| {
            erase::conversations(unit, &Actor::system(), &part).await
        })
        .await?;
    }
    Ok(false)
}
