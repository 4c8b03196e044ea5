//! A member may come in again.

use super::Member;
use crate::{auth::Who, extract::Id, problem::Problem};
use axum::{Json, extract::State};
use baton_app::App;
use baton_core::id::UserId;

/// Lets a suspended member in again, as what they were.
#[utoipa::path(post, path = "/api/v1/members/{id}/reactivate", operation_id = "reactivate_member", tag = "Team",
    params(("id" = UserId, Path)),
    responses((status = 200, body = Member), (status = "default", body = Problem)))]
pub(crate) async fn reactivate(
    State(app): State<App>,
    Who(caller): Who,
    Id(id): Id<UserId>,
) -> Result<Json<Member>, Problem> {
    Ok(Json(app.reactivate_member(&caller, id).await?.into()))
}
