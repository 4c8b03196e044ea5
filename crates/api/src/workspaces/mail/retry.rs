//! Trying a mail again.

use crate::{auth::Who, extract::Id, problem::Problem, state::Edge};
use axum::{extract::State, http::StatusCode};
use baton_core::id::JobId;

/// Tries a mail again now that failed before.
#[utoipa::path(post, path = "/api/v1/mail/{id}/retry", operation_id = "retry_mail", tag = "Mail",
    params(("id" = JobId, Path, description = "The mail")),
    responses((status = 204), (status = "default", body = Problem)))]
pub(crate) async fn retry(
    State(edge): State<Edge>,
    Who(caller): Who,
    Id(id): Id<JobId>,
) -> Result<StatusCode, Problem> {
    edge.app.retry_mail(&caller, id).await?;
    Ok(StatusCode::NO_CONTENT)
}
