//! A member is locked out.

use super::Member;
use crate::{auth::Who, extract::Id, problem::Problem};
use axum::{Json, extract::State};
use baton_app::App;
use baton_core::id::UserId;

/// Locks a member out: their sessions and sockets end within a second, their API tokens open nothing, and what they hold goes back to
/// the queue or to the assistant.
#[utoipa::path(post, path = "/api/v1/members/{id}/suspend", operation_id = "suspend_member", tag = "Team",
    params(("id" = UserId, Path)),
    responses((status = 200, body = Member), (status = "default", body = Problem)))]
pub(crate) async fn suspend(
    State(app): State<App>,
    Who(caller): Who,
    Id(id): Id<UserId>,
) -> Result<Json<Member>, Problem> {
    Ok(Json(app.suspend_member(&caller, id).await?.into()))
}
