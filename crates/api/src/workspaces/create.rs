//! A further workspace.

use crate::{
    auth::Browser,
    extract::Body,
    problem::Problem,
    session::me::{self, Me},
    state::Edge,
};
use axum::{Json, extract::State, http::StatusCode};
use serde::Deserialize;
use utoipa::ToSchema;

/// A further workspace.
#[derive(Debug, Deserialize, ToSchema)]
pub(crate) struct WorkspaceIn {
    /// Its name.
    name: String,
}

/// Makes a workspace that the caller owns, and turns their session to it.
#[utoipa::path(post, path = "/api/v1/workspaces", operation_id = "create_workspace", tag = "Sign-in",
    request_body = WorkspaceIn,
    responses((status = 201, body = Me), (status = 403, body = Problem), (status = 422, body = Problem)))]
pub(crate) async fn create(
    State(edge): State<Edge>,
    Browser(signed_in): Browser,
    Body(body): Body<WorkspaceIn>,
) -> Result<(StatusCode, Json<Me>), Problem> {
    let caller = edge.app.create_workspace(signed_in, &body.name).await?;
    Ok((StatusCode::CREATED, Json(me::of(&edge, caller).await?)))
}
