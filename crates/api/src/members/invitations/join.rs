//! Somebody comes in who is not signed in.

use crate::{
    auth::{Cookie, Here, SameOrigin},
    extract::Body,
    problem::Problem,
    session::me::{self, Me},
    state::Edge,
};
use axum::{Json, extract::State, http::StatusCode, response::IntoResponse};
use baton_app::members::{invitations::join::Joining, session::Device};
use serde::Deserialize;
use utoipa::ToSchema;

/// What somebody chooses, or proves.
#[derive(Deserialize, ToSchema)]
pub(crate) struct JoinIn {
    /// What stands at the end of the link.
    token: String,
    /// As teammates will read it; absent for who has an account already.
    name: Option<String>,
    /// A new one of at least 10 characters, or that of the account.
    password: String,
}

/// Lets the address of an invitation in, with a new account or with the password of the one it has, and signs it in.
#[utoipa::path(post, path = "/api/v1/invitation/join", operation_id = "join_by_invitation", tag = "Team", security(()),
    request_body = JoinIn,
    responses((status = 201, body = Me), (status = "default", body = Problem)))]
pub(crate) async fn join(
    State(edge): State<Edge>,
    _: SameOrigin,
    cookie: Cookie,
    here: Here,
    Body(body): Body<JoinIn>,
) -> Result<impl IntoResponse, Problem> {
    edge.rates.invited(here.address)?;
    let joining = Joining {
        token: body.token,
        name: body.name,
        password: body.password,
        device: Device {
            agent: here.agent,
            address: Some(here.address),
        },
        previous: cookie.token().map(str::to_owned),
    };
    let token = edge.app.join(joining).await?;
    let me = me::of(&edge, edge.app.session(&token).await?.caller).await?;
    Ok((StatusCode::CREATED, cookie.set(&token), Json(me)))
}
