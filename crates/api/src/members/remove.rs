//! A member leaves the workspace.

use crate::{auth::Who, extract::Id, problem::Problem};
use axum::{extract::State, http::StatusCode};
use baton_app::App;
use baton_core::id::UserId;

/// Removes a member for good, with their API tokens. What they said stays; what they hold goes back to the queue or to the
/// assistant.
#[utoipa::path(delete, path = "/api/v1/members/{id}", operation_id = "remove_member", tag = "Team",
    params(("id" = UserId, Path)),
    responses((status = 204), (status = "default", body = Problem)))]
pub(crate) async fn remove(
    State(app): State<App>,
    Who(caller): Who,
    Id(id): Id<UserId>,
) -> Result<StatusCode, Problem> {
    app.remove_member(&caller, id).await?;
    Ok(StatusCode::NO_CONTENT)
}
