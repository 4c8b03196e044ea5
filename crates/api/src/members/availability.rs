//! Taking conversations, or taking none for a while.

use crate::{auth::Who, extract::Body, problem::Problem};
use axum::{extract::State, http::StatusCode};
use baton_app::App;
use serde::Deserialize;
use utoipa::ToSchema;

/// Whether one takes conversations.
#[derive(Debug, Clone, Copy, Deserialize, ToSchema)]
pub(crate) struct Availability {
    /// `false`: away, nothing is assigned.
    available: bool,
}

/// Sets whether the caller takes conversations in this workspace.
#[utoipa::path(post, path = "/api/v1/availability", operation_id = "set_availability", tag = "Team",
    request_body = Availability,
    responses((status = 204), (status = "default", body = Problem)))]
pub(crate) async fn set(
    State(app): State<App>,
    Who(caller): Who,
    Body(to): Body<Availability>,
) -> Result<StatusCode, Problem> {
    app.set_availability(&caller, to.available).await?;
    Ok(StatusCode::NO_CONTENT)
}
