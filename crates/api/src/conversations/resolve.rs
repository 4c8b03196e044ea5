//! Closing a conversation.

use super::view::ConversationView;
use crate::{auth::Who, extract::Id, problem::Problem, state::Edge};
use axum::{Json, extract::State};
use baton_core::id::ConversationId;

/// Closes a conversation.
#[utoipa::path(post, path = "/api/v1/conversations/{id}/resolve", operation_id = "resolve_conversation", tag = "Conversations",
    params(("id" = ConversationId, Path)),
    responses((status = 200, body = ConversationView), (status = "default", body = Problem)))]
pub(crate) async fn resolve(
    State(edge): State<Edge>,
    Who(caller): Who,
    Id(id): Id<ConversationId>,
) -> Result<Json<ConversationView>, Problem> {
    let conversation = edge.app.resolve(&caller, id).await?;
    edge.view(&caller, conversation).await.map(Json)
}
