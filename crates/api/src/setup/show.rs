//! Whether the first run is still to come.

use crate::problem::Problem;
use axum::{Json, extract::State};
use baton_app::App;
use serde::Serialize;
use utoipa::ToSchema;

/// Whether the first run is still to come.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct SetupState {
    /// Nobody can sign in yet.
    needed: bool,
}

/// Tells whether this installation waits for its first run.
#[utoipa::path(get, path = "/api/v1/setup", operation_id = "show_setup", tag = "Sign-in", security(()),
    responses((status = 200, body = SetupState)))]
pub(crate) async fn show(State(app): State<App>) -> Result<Json<SetupState>, Problem> {
    let needed = app.needs_setup().await?;
    Ok(Json(SetupState { needed }))
}
