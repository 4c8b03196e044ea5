//! What can be written for teammates here.

use crate::{auth::Who, problem::Problem, state::Edge};
use axum::{Json, extract::State};
use baton_core::role::Permission;
use serde::Serialize;
use utoipa::ToSchema;

/// What can be written for teammates.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Copilot {
    /// Whether there is a model. Without one a draft quotes the knowledge, and nothing is rewritten, translated or summed up.
    model: bool,
}

/// Shows what can be written for teammates on this server.
#[utoipa::path(get, path = "/api/v1/copilot", operation_id = "show_copilot", tag = "Conversations",
    responses((status = 200, body = Copilot), (status = "default", body = Problem)))]
pub(crate) async fn show(
    State(edge): State<Edge>,
    Who(caller): Who,
) -> Result<Json<Copilot>, Problem> {
    caller.require(Permission::ConversationRead)?;
    Ok(Json(Copilot {
        model: edge.app.has_writer(),
    }))
}
