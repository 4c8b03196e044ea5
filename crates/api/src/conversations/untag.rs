//! Removing a tag.

use super::view::ConversationView;
use crate::{auth::Who, extract::Below, problem::Problem, state::Edge};
use axum::{Json, extract::State};
use baton_core::id::ConversationId;

/// Removes a tag; one that is not there is no error.
#[utoipa::path(delete, path = "/api/v1/conversations/{id}/tags/{name}", operation_id = "untag_conversation", tag = "Conversations",
    params(("id" = ConversationId, Path), ("name" = String, Path)),
    responses((status = 200, body = ConversationView), (status = "default", body = Problem)))]
pub(crate) async fn untag(
    State(edge): State<Edge>,
    Who(caller): Who,
    Below(id, name): Below<ConversationId, String>,
) -> Result<Json<ConversationView>, Problem> {
    let conversation = edge.app.untag(&caller, id, &name).await?;
    edge.view(&caller, conversation).await.map(Json)
}
