//! Signing in.

use super::me::{self, Me};
use crate::{
    auth::{Cookie, Here, SameOrigin},
    extract::Body,
    problem::{Problem, ProblemCode},
    state::Edge,
};
use axum::{Json, extract::State, response::IntoResponse};
use baton_app::{
    AppError,
    members::{password::Password, sign_in::SignIn},
};
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
    here: Here,
    Body(body): Body<Credentials>,
) -> Result<impl IntoResponse, Problem> {
    let attempt = SignIn {
        email: body.email,
        password: Password::given(body.password),
        from: here.address,
        previous: cookie.token().map(str::to_owned),
        agent: here.agent,
    };
    let token = edge.app.sign_in(attempt).await.map_err(nowhere)?;
    let me = me::of(&edge, edge.app.session(&token).await?.caller).await?;
    Ok((cookie.set(&token), Json(me)))
}

/// Who proved who they are and belongs to no workspace is told so: nobody else learns it.
fn nowhere(error: AppError) -> Problem {
    match error {
        AppError::Forbidden => Problem::new(
            ProblemCode::Forbidden,
            "You have no access to a workspace here: it was suspended or taken back. Ask an admin of the workspace.",
        ),
        other => other.into(),
    }
}
