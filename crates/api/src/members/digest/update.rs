//! Choosing when the digest comes.

use super::DigestOut;
use crate::{auth::Who, extract::Body, problem::Problem, state::Edge};
use axum::{Json, extract::State};
use serde::Deserialize;
use utoipa::ToSchema;

/// When the digest shall come.
#[derive(Debug, Deserialize, ToSchema)]
pub(crate) struct DigestIn {
    /// The minute of the day on the clock of the workspace, 0 to 1439; null: not at all.
    minute: Option<i64>,
}

/// Chooses when the caller gets the daily digest.
#[utoipa::path(patch, path = "/api/v1/digest", operation_id = "update_digest", tag = "Mail",
    request_body = DigestIn,
    responses((status = 200, body = DigestOut), (status = "default", body = Problem)))]
pub(crate) async fn update(
    State(edge): State<Edge>,
    Who(caller): Who,
    Body(DigestIn { minute }): Body<DigestIn>,
) -> Result<Json<DigestOut>, Problem> {
    let set = edge.app.set_digest_minute(&caller, minute).await?;
    Ok(Json(set.into()))
}
