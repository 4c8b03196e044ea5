//! Who belongs to the workspace.

use super::Member;
use crate::{auth::Who, problem::Problem};
use axum::{Json, extract::State};
use baton_app::App;
use serde::Serialize;
use utoipa::ToSchema;

/// Everybody of a workspace.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Members {
    /// In the order they came.
    items: Vec<Member>,
}

/// Lists everybody of the workspace, suspended ones too.
#[utoipa::path(get, path = "/api/v1/members", operation_id = "list_members", tag = "Team",
    responses((status = 200, body = Members), (status = 401, body = Problem)))]
pub(crate) async fn list(
    State(app): State<App>,
    Who(caller): Who,
) -> Result<Json<Members>, Problem> {
    let items = app
        .members(&caller)
        .await?
        .into_iter()
        .map(Member::from)
        .collect();
    Ok(Json(Members { items }))
}
