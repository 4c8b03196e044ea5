//! Somebody forgot their password.

use crate::{
    auth::{Address, SameOrigin},
    extract::Body,
    problem::Problem,
    state::Edge,
};
use axum::{extract::State, http::StatusCode};
use serde::Deserialize;
use utoipa::ToSchema;

/// Whose password.
#[derive(Debug, Deserialize, ToSchema)]
pub(crate) struct ResetRequest {
    /// Their address.
    email: String,
}

/// Sends a link for a new password, where somebody has this address. The answer is the same for every address.
#[utoipa::path(post, path = "/api/v1/password-resets", operation_id = "request_password_reset", tag = "Sign-in", security(()),
    request_body = ResetRequest,
    responses((status = 204), (status = 422, body = Problem), (status = 429, body = Problem)))]
pub(crate) async fn request(
    State(edge): State<Edge>,
    _: SameOrigin,
    Address(from): Address,
    Body(body): Body<ResetRequest>,
) -> Result<StatusCode, Problem> {
    edge.app.request_password_reset(&body.email, from).await?;
    Ok(StatusCode::NO_CONTENT)
}
