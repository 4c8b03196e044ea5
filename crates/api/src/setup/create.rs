//! The first run: who comes first owns the installation.

use crate::{
    auth::{Cookie, SameOrigin},
    extract::Body,
    problem::Problem,
    session::me::{self, Me},
    state::Edge,
};
use axum::{Json, extract::State, http::StatusCode, response::IntoResponse};
use baton_app::members::setup::Setup;
use serde::Deserialize;
use utoipa::ToSchema;

/// What the first run asks for.
#[derive(Deserialize, ToSchema)]
pub(crate) struct SetupIn {
    /// The name of the workspace.
    workspace: String,
    /// The owner's name.
    name: String,
    /// The owner's address.
    email: String,
    /// The owner's password, 10 to 200 characters.
    password: String,
}

/// Makes the first workspace, its owner and a first assistant, and signs the owner in.
#[utoipa::path(post, path = "/api/v1/setup", operation_id = "create_setup", tag = "Sign-in", security(()),
    request_body = SetupIn,
    responses((status = 201, body = Me), (status = 409, body = Problem), (status = 422, body = Problem)))]
pub(crate) async fn create(
    State(edge): State<Edge>,
    _: SameOrigin,
    cookie: Cookie,
    Body(body): Body<SetupIn>,
) -> Result<impl IntoResponse, Problem> {
    let setup = Setup {
        workspace: body.workspace,
        name: body.name,
        email: body.email,
        password: body.password,
    };
    let made = edge.app.setup(setup).await?;
    let token = edge
        .app
        .open_session(made.owner, made.workspace, cookie.token())
        .await?;
    let me = me::of(&edge, edge.app.session(&token).await?.caller).await?;
    Ok((StatusCode::CREATED, cookie.set(&token), Json(me)))
}
