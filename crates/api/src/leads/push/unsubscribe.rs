//! A browser that takes no pushes any more.

use crate::{auth::Who, extract::Body, problem::Problem, state::Edge};
use axum::{extract::State, http::StatusCode};
use serde::Deserialize;
use utoipa::ToSchema;

/// Which browser.
#[derive(Debug, Deserialize, ToSchema)]
pub(crate) struct PushEndpoint {
    /// The address of its push service.
    endpoint: String,
}

/// Forgets where a browser of the caller takes pushes.
#[utoipa::path(post, path = "/api/v1/push/unsubscribe", operation_id = "unsubscribe_from_push", tag = "Alerts",
    request_body = PushEndpoint,
    responses((status = 204), (status = "default", body = Problem)))]
pub(crate) async fn unsubscribe(
    State(edge): State<Edge>,
    Who(caller): Who,
    Body(gone): Body<PushEndpoint>,
) -> Result<StatusCode, Problem> {
    edge.app
        .unsubscribe_from_push(&caller, gone.endpoint)
        .await?;
    Ok(StatusCode::NO_CONTENT)
}
