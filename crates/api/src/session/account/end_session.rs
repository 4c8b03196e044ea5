//! Somebody signs out a browser that they do not sit at.

use crate::{auth::Browser, extract::Id, problem::Problem};
use axum::{extract::State, http::StatusCode};
use baton_app::App;
use baton_core::id::SessionId;

/// Ends a session of who is signed in.
#[utoipa::path(delete, path = "/api/v1/account/sessions/{id}", operation_id = "end_session", tag = "Account",
    params(("id" = SessionId, Path)),
    responses((status = 204), (status = "default", body = Problem)))]
pub(crate) async fn end_session(
    State(app): State<App>,
    Browser(signed_in): Browser,
    Id(id): Id<SessionId>,
) -> Result<StatusCode, Problem> {
    app.end_session(signed_in, id).await?;
    Ok(StatusCode::NO_CONTENT)
}
