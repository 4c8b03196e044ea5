//! Deleting a source.

use crate::{auth::Who, extract::Id, problem::Problem, state::Edge};
use axum::{extract::State, http::StatusCode};
use baton_core::id::SourceId;

/// Deletes a source with everything that was read from it.
#[utoipa::path(delete, path = "/api/v1/knowledge/sources/{id}", operation_id = "delete_source", tag = "Knowledge",
    params(("id" = SourceId, Path)),
    responses((status = 204), (status = "default", body = Problem)))]
pub(crate) async fn delete(
    State(edge): State<Edge>,
    Who(caller): Who,
    Id(id): Id<SourceId>,
) -> Result<StatusCode, Problem> {
    edge.app.delete_knowledge(&caller, id).await?;
    Ok(StatusCode::NO_CONTENT)
}
