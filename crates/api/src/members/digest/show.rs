//! When the digest comes.

use super::DigestOut;
use crate::{auth::Who, problem::Problem, state::Edge};
use axum::{Json, extract::State};

/// Tells when the caller gets the daily digest.
#[utoipa::path(get, path = "/api/v1/digest", operation_id = "show_digest", tag = "Mail",
    responses((status = 200, body = DigestOut), (status = "default", body = Problem)))]
pub(crate) async fn show(
    State(edge): State<Edge>,
    Who(caller): Who,
) -> Result<Json<DigestOut>, Problem> {
    Ok(Json(edge.app.digest_time(&caller).await?.into()))
}
