//! Having seen all notices.

use crate::{auth::Who, problem::Problem, state::Edge};
use axum::{extract::State, http::StatusCode};

/// Notes that the caller has seen all notices. That acknowledges none of them.
#[utoipa::path(post, path = "/api/v1/alerts/seen", operation_id = "see_alerts", tag = "Alerts",
    responses((status = 204), (status = "default", body = Problem)))]
pub(crate) async fn seen(
    State(edge): State<Edge>,
    Who(caller): Who,
) -> Result<StatusCode, Problem> {
    edge.app.see_notices(&caller).await?;
    Ok(StatusCode::NO_CONTENT)
}
