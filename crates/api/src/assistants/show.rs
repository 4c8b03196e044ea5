//! One assistant.

use crate::{auth::Who, extract::Id, problem::Problem, state::Edge};
use axum::{Json, extract::State};
use baton_core::{assistant::Assistant, id::AssistantId, role::Permission};
use baton_store::assistants;

/// Shows an assistant with its settings.
#[utoipa::path(get, path = "/api/v1/assistants/{id}", operation_id = "show_assistant", tag = "Assistants",
    params(("id" = AssistantId, Path)),
    responses((status = 200, body = Assistant), (status = "default", body = Problem)))]
pub(crate) async fn show(
    State(edge): State<Edge>,
    Who(caller): Who,
    Id(id): Id<AssistantId>,
) -> Result<Json<Assistant>, Problem> {
    caller.require(Permission::ConversationRead)?;
    let workspace = caller.workspace;
    let read =
        async move |conn: &mut baton_db::Conn<'_>| assistants::find(conn, workspace, id).await;
    let kept = edge
        .reader
        .read(read)
        .await?
        .ok_or_else(Problem::not_found)?;
    Ok(Json(kept.assistant))
}
