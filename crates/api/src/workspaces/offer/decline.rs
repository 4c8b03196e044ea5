//! The offer of a workspace comes to nothing.

use crate::{auth::Browser, problem::Problem};
use axum::{extract::State, http::StatusCode};
use baton_app::App;

/// Takes the offer back, as the owner, or turns it down, as the member who got it.
#[utoipa::path(delete, path = "/api/v1/workspaces/offer", operation_id = "decline_workspace", tag = "Team",
    responses((status = 204), (status = 404, description = "There is no offer.", content_type = "application/problem+json", body = Problem),
        (status = "default", body = Problem)))]
pub(crate) async fn decline(
    State(app): State<App>,
    Browser(signed_in): Browser,
) -> Result<StatusCode, Problem> {
    app.decline_workspace(&signed_in.caller).await?;
    Ok(StatusCode::NO_CONTENT)
}
