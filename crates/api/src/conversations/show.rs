//! One conversation.

use super::view::ConversationView;
use crate::{auth::Who, extract::Id, problem::Problem, state::Edge};
use axum::{Json, extract::State};
use baton_core::id::ConversationId;

/// Shows a conversation.
#[utoipa::path(get, path = "/api/v1/conversations/{id}", operation_id = "show_conversation", tag = "Conversations",
    params(("id" = ConversationId, Path)),
    responses((status = 200, body = ConversationView), (status = "default", body = Problem)))]
pub(crate) async fn show(
    State(edge): State<Edge>,
    Who(caller): Who,
    Id(id): Id<ConversationId>,
) -> Result<Json<ConversationView>, Problem> {
    let conversation = edge.readable(&caller, id).await?;
    edge.view(&caller, conversation).await.map(Json)
}
