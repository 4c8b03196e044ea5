//! Opening a conversation again.

use super::view::ConversationView;
use crate::{auth::Who, extract::Id, problem::Problem, state::Edge};
use axum::{Json, extract::State};
use baton_core::id::ConversationId;

/// Opens a conversation again, with the assistant.
#[utoipa::path(post, path = "/api/v1/conversations/{id}/reopen", operation_id = "reopen_conversation", tag = "Conversations",
    params(("id" = ConversationId, Path)),
    responses((status = 200, body = ConversationView), (status = "default", body = Problem)))]
pub(crate) async fn reopen(
    State(edge): State<Edge>,
    Who(caller): Who,
    Id(id): Id<ConversationId>,
) -> Result<Json<ConversationView>, Problem> {
    let conversation = edge.app.reopen(&caller, id).await?;
    edge.view(&caller, conversation).await.map(Json)
}
