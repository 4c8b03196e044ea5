//! Signing out.

use crate::{
    auth::{Cookie, SameOrigin},
    problem::Problem,
};
use axum::{extract::State, http::StatusCode, response::IntoResponse};
use baton_app::App;

/// Ends the session of this browser, where it has one.
#[utoipa::path(delete, path = "/api/v1/session", operation_id = "delete_session", tag = "Sign-in", security(()),
    responses((status = 204)))]
pub(crate) async fn delete(
    State(app): State<App>,
    _: SameOrigin,
    cookie: Cookie,
) -> Result<impl IntoResponse, Problem> {
    if let Some(token) = cookie.token() {
        app.sign_out(token).await?;
    }
    Ok((StatusCode::NO_CONTENT, cookie.clear()))
}
