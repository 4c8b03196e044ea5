//! How the workspace presents itself.

use super::BrandOut;
use crate::{auth::Who, problem::Problem, state::Edge};
use axum::{Json, extract::State};

/// Tells how the caller's workspace presents itself.
#[utoipa::path(get, path = "/api/v1/brand", operation_id = "show_brand", tag = "Brand",
    responses((status = 200, body = BrandOut), (status = "default", body = Problem)))]
pub(crate) async fn show(
    State(edge): State<Edge>,
    Who(caller): Who,
) -> Result<Json<BrandOut>, Problem> {
    Ok(Json(edge.app.brand(&caller).await?.into()))
}
