//! Taking a credential back.

use crate::{auth::Who, extract::Id, problem::Problem};
use axum::{extract::State, http::StatusCode};
use baton_app::App;
use baton_core::id::ApiTokenId;

/// Revokes a token: the next call that carries it is refused.
#[utoipa::path(delete, path = "/api/v1/api-tokens/{id}", operation_id = "revoke_api_token", tag = "API tokens",
    params(("id" = ApiTokenId, Path, description = "The token")),
    responses((status = 204), (status = 403, body = Problem), (status = 404, body = Problem)))]
pub(crate) async fn revoke(
    State(app): State<App>,
    Who(caller): Who,
    Id(id): Id<ApiTokenId>,
) -> Result<StatusCode, Problem> {
    app.revoke_api_token(&caller, id).await?;
    Ok(StatusCode::NO_CONTENT)
}
