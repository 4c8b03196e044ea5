//! How long a teammate may be gone while a visitor waits for their answer.

use crate::{auth::Who, extract::Body, problem::Problem};
use axum::{Json, extract::State};
use baton_app::App;
use baton_core::team::grace::HolderGrace;

/// Shows how long a teammate may be gone while a visitor waits for their answer.
#[utoipa::path(get, path = "/api/v1/holder-grace", operation_id = "show_holder_grace", tag = "Team",
    responses((status = 200, body = HolderGrace), (status = "default", body = Problem)))]
pub(crate) async fn show(
    State(app): State<App>,
    Who(caller): Who,
) -> Result<Json<HolderGrace>, Problem> {
    Ok(Json(app.holder_grace(&caller).await?))
}

/// Sets how long a teammate may be gone until what they hold waits for somebody else.
#[utoipa::path(patch, path = "/api/v1/holder-grace", operation_id = "update_holder_grace", tag = "Team",
    request_body = HolderGrace,
    responses((status = 200, body = HolderGrace), (status = "default", body = Problem)))]
pub(crate) async fn update(
    State(app): State<App>,
    Who(caller): Who,
    Body(wish): Body<HolderGrace>,
) -> Result<Json<HolderGrace>, Problem> {
    Ok(Json(app.set_holder_grace(&caller, wish).await?))
}
