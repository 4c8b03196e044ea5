//! The replies that one may use.

use super::CannedReplies;
use crate::{auth::Who, problem::Problem};
use axum::{Json, extract::State};
use baton_app::App;

/// Lists the team's canned replies and the caller's own.
#[utoipa::path(get, path = "/api/v1/canned-replies", operation_id = "list_canned_replies", tag = "Canned replies",
    responses((status = 200, body = CannedReplies), (status = "default", body = Problem)))]
pub(crate) async fn list(
    State(app): State<App>,
    Who(caller): Who,
) -> Result<Json<CannedReplies>, Problem> {
    Ok(Json(app.canned_replies(&caller).await?.into()))
}
