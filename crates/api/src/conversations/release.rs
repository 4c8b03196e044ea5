//! Handing the baton back.

use super::view::ConversationView;
use crate::{auth::Who, extract::Id, problem::Problem, state::Edge};
use axum::{Json, extract::State};
use baton_core::id::ConversationId;

/// Gives the baton back to the assistant.
#[utoipa::path(post, path = "/api/v1/conversations/{id}/release", operation_id = "release_conversation", tag = "Conversations",
    params(("id" = ConversationId, Path)),
    responses((status = 200, body = ConversationView), (status = "default", body = Problem)))]
pub(crate) async fn release(
    State(edge): State<Edge>,
    Who(caller): Who,
    Id(id): Id<ConversationId>,
) -> Result<Json<ConversationView>, Problem> {
    let conversation = edge.app.release(&caller, id).await?;
    edge.view(&caller, conversation).await.map(Json)
}
