//! Putting the first run away.

use crate::{auth::Who, problem::Problem, state::Edge};
use axum::{extract::State, http::StatusCode};

/// Puts the list of first steps away, for everybody of the workspace.
#[utoipa::path(post, path = "/api/v1/onboarding/dismiss", operation_id = "dismiss_onboarding", tag = "Workspaces",
    responses((status = 204), (status = "default", body = Problem)))]
pub(crate) async fn dismiss(
    State(edge): State<Edge>,
    Who(caller): Who,
) -> Result<StatusCode, Problem> {
    edge.app.dismiss_onboarding(&caller).await?;
    Ok(StatusCode::NO_CONTENT)
}
