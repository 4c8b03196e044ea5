//! Who is signed in.

use super::me::{self, Me};
use crate::{auth::Who, problem::Problem, state::Edge};
use axum::{Json, extract::State};

/// Tells who is signed in, and what they may do.
#[utoipa::path(get, path = "/api/v1/session", operation_id = "show_session", tag = "Sign-in",
    responses((status = 200, body = Me), (status = 401, body = Problem)))]
pub(crate) async fn show(State(edge): State<Edge>, Who(caller): Who) -> Result<Json<Me>, Problem> {
    Ok(Json(me::of(&edge, caller).await?))
}
