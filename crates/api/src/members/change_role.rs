//! A member gets another role.

use super::Member;
use crate::{
    auth::Who,
    extract::{Body, Id},
    problem::Problem,
};
use axum::{Json, extract::State};
use baton_app::App;
use baton_core::{id::UserId, role::Role};
use serde::Deserialize;
use utoipa::ToSchema;

/// What shall be different.
#[derive(Debug, Deserialize, ToSchema)]
pub(crate) struct MemberPatch {
    /// What they may do: admin, editor or viewer.
    role: Role,
}

/// Changes the role of a member. The owner keeps theirs until they pass the workspace on.
#[utoipa::path(patch, path = "/api/v1/members/{id}", operation_id = "change_member_role", tag = "Team",
    params(("id" = UserId, Path)), request_body = MemberPatch,
    responses((status = 200, body = Member), (status = "default", body = Problem)))]
pub(crate) async fn change_role(
    State(app): State<App>,
    Who(caller): Who,
    Id(id): Id<UserId>,
    Body(body): Body<MemberPatch>,
) -> Result<Json<Member>, Problem> {
    let member = app.change_member_role(&caller, id, body.role).await?;
    Ok(Json(member.into()))
}
