//! Deleting one conversation.

use crate::{auth::Who, extract::Id, problem::Problem, state::Edge};
use axum::{extract::State, http::StatusCode};
use baton_core::id::ConversationId;

/// Deletes a conversation with its messages, leads and tags. This cannot be undone.
#[utoipa::path(delete, path = "/api/v1/conversations/{id}", operation_id = "delete_conversation", tag = "Conversations",
    params(("id" = ConversationId, Path)),
    responses((status = 204), (status = "default", body = Problem)))]
pub(crate) async fn delete(
    State(edge): State<Edge>,
    Who(caller): Who,
    Id(id): Id<ConversationId>,
) -> Result<StatusCode, Problem> {
    edge.app.delete_conversation(&caller, id).await?;
    Ok(StatusCode::NO_CONTENT)
}
