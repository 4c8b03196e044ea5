//! Somebody chooses another password.

use crate::{
    auth::{Address, Browser},
    extract::Body,
    problem::Problem,
};
use axum::{extract::State, http::StatusCode};
use baton_app::{
    App,
    members::{account::change_password::NewPassword, password::Password},
};
use serde::Deserialize;
use utoipa::ToSchema;

/// The old and the new one.
#[derive(Deserialize, ToSchema)]
pub(crate) struct PasswordIn {
    /// The one they have.
    current: String,
    /// The one they want: at least 10 characters.
    new: String,
}

/// Changes the password of who is signed in, and ends all their other sessions.
#[utoipa::path(post, path = "/api/v1/account/password", operation_id = "change_password", tag = "Account",
    request_body = PasswordIn,
    responses((status = 204), (status = "default", body = Problem)))]
pub(crate) async fn change_password(
    State(app): State<App>,
    Browser(signed_in): Browser,
    Address(from): Address,
    Body(body): Body<PasswordIn>,
) -> Result<StatusCode, Problem> {
    let change = NewPassword {
        current: Password::given(body.current),
        new: body.new,
        from,
    };
    app.change_password(signed_in, change).await?;
    Ok(StatusCode::NO_CONTENT)
}
