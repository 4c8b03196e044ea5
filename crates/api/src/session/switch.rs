//! Looking at another workspace.

use super::me::{self, Me};
use crate::{auth::Browser, extract::Body, problem::Problem, state::Edge};
use axum::{Json, extract::State};
use baton_core::id::WorkspaceId;
use serde::Deserialize;
use utoipa::ToSchema;

/// Where to look.
#[derive(Debug, Deserialize, ToSchema)]
pub(crate) struct SessionPatch {
    /// The workspace.
    workspace_id: WorkspaceId,
}

/// Turns the session to another workspace of the same person.
#[utoipa::path(patch, path = "/api/v1/session", operation_id = "switch_session", tag = "Sign-in",
    request_body = SessionPatch,
    responses((status = 200, body = Me), (status = 401, body = Problem), (status = 404, body = Problem)))]
pub(crate) async fn switch(
    State(edge): State<Edge>,
    Browser(signed_in): Browser,
    Body(body): Body<SessionPatch>,
) -> Result<Json<Me>, Problem> {
    let caller = edge
        .app
        .switch_workspace(signed_in, body.workspace_id)
        .await?;
    Ok(Json(me::of(&edge, caller).await?))
}
