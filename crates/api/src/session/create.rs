//! Signing in.

use super::me::{self, Me};
use crate::{
    auth::{Address, Cookie, SameOrigin},
    extract::Body,
    problem::Problem,
    state::Edge,
};
use axum::{Json, extract::State, response::IntoResponse};
use baton_app::members::{password::Password, sign_in::SignIn};
use serde::Deserialize;
use utoipa::ToSchema;

/// Who somebody says they are.
#[derive(Deserialize, ToSchema)]
pub(crate) struct Credentials {
    /// Their address.
    email: String,
    /// Their password.
    password: String,
}

/// Signs in. The browser gets a new session; the one it had before ends.
#[utoipa::path(post, path = "/api/v1/session", operation_id = "create_session", tag = "Sign-in", security(()),
    request_body = Credentials,
    responses((status = 200, body = Me), (status = 401, body = Problem), (status = 429, body = Problem)))]
pub(crate) async fn create(
    State(edge): State<Edge>,
    _: SameOrigin,
    cookie: Cookie,
    Address(from): Address,
    Body(body): Body<Credentials>,
) -> Result<impl IntoResponse, Problem> {
    let attempt = SignIn {
        email: body.email,
        password: Password::given(body.password),
        from,
        previous: cookie.token().map(str::to_owned),
    };
    let token = edge.app.sign_in(attempt).await?;
    let me = me::of(&edge, edge.app.session(&token).await?.caller).await?;
    Ok((cookie.set(&token), Json(me)))
}
