//! A member accepts the workspace.

use crate::{
    auth::Browser,
    problem::Problem,
    session::me::{self, Me},
    state::Edge,
};
use axum::{Json, extract::State};
use baton_app::Caller;
use baton_core::role::Role;

/// Makes the caller the owner and the owner an admin, in one step.
#[utoipa::path(post, path = "/api/v1/workspaces/offer/accept", operation_id = "accept_workspace", tag = "Team",
    responses((status = 200, body = Me), (status = 404, description = "There is no offer.", content_type = "application/problem+json", body = Problem),
        (status = "default", body = Problem)))]
pub(crate) async fn accept(
    State(edge): State<Edge>,
    Browser(signed_in): Browser,
) -> Result<Json<Me>, Problem> {
    edge.app.accept_workspace(&signed_in.caller).await?;
    let caller = Caller {
        role: Role::Owner,
        ..signed_in.caller
    };
    Ok(Json(me::of(&edge, caller).await?))
}
