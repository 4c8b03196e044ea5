//! Which programs have a credential.

use super::ApiToken;
use crate::{auth::Who, problem::Problem};
use axum::{Json, extract::State};
use baton_app::App;
use serde::Serialize;
use utoipa::ToSchema;

/// The tokens of a workspace.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct ApiTokens {
    /// Newest first.
    items: Vec<ApiToken>,
}

/// Lists the tokens of the workspace.
#[utoipa::path(get, path = "/api/v1/api-tokens", operation_id = "list_api_tokens", tag = "API tokens",
    responses((status = 200, body = ApiTokens), (status = 403, body = Problem)))]
pub(crate) async fn list(
    State(app): State<App>,
    Who(caller): Who,
) -> Result<Json<ApiTokens>, Problem> {
    let items = app
        .api_tokens(&caller)
        .await?
        .into_iter()
        .map(ApiToken::from)
        .collect();
    Ok(Json(ApiTokens { items }))
}
