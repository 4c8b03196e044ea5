//! A credential for a program.

use super::ApiToken;
use crate::{auth::Who, extract::Body, problem::Problem};
use axum::{Json, extract::State, http::StatusCode};
use baton_app::App;
use baton_core::role::Role;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// A credential to be made.
#[derive(Debug, Deserialize, ToSchema)]
pub(crate) struct ApiTokenIn {
    /// What it is for.
    name: String,
    /// The most it may do; at most the caller's own role.
    role: Role,
}

/// A new credential with its secret.
#[derive(Serialize, ToSchema)]
pub(crate) struct NewApiToken {
    /// The token.
    #[serde(flatten)]
    shown: ApiToken,
    /// What the program sends as `Authorization: Bearer`. Shown this once.
    token: String,
}

/// Makes a token.
#[utoipa::path(post, path = "/api/v1/api-tokens", operation_id = "create_api_token", tag = "API tokens",
    request_body = ApiTokenIn,
    responses((status = 201, body = NewApiToken), (status = 403, body = Problem), (status = 422, body = Problem)))]
pub(crate) async fn create(
    State(app): State<App>,
    Who(caller): Who,
    Body(body): Body<ApiTokenIn>,
) -> Result<(StatusCode, Json<NewApiToken>), Problem> {
    let issued = app.create_api_token(&caller, &body.name, body.role).await?;
    let made = NewApiToken {
        shown: issued.token.into(),
        token: issued.secret,
    };
    Ok((StatusCode::CREATED, Json(made)))
}
