//! Removing a canned reply.

use crate::{auth::Who, extract::Id, problem::Problem};
use axum::{extract::State, http::StatusCode};
use baton_app::App;
use baton_core::id::CannedReplyId;

/// Deletes a canned reply of the team or of the caller.
#[utoipa::path(delete, path = "/api/v1/canned-replies/{id}", operation_id = "delete_canned_reply", tag = "Canned replies",
    params(("id" = CannedReplyId, Path)),
    responses((status = 204), (status = "default", body = Problem)))]
pub(crate) async fn delete(
    State(app): State<App>,
    Who(caller): Who,
    Id(id): Id<CannedReplyId>,
) -> Result<StatusCode, Problem> {
    app.delete_canned_reply(&caller, id).await?;
    Ok(StatusCode::NO_CONTENT)
}
