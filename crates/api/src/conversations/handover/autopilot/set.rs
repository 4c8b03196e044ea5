//! Whether answers go out by themselves in a conversation.

use crate::{
    auth::Who,
    conversations::view::ConversationView,
    extract::{Body, Id},
    problem::Problem,
    state::Edge,
};
use axum::{Json, extract::State};
use baton_core::{assistant::AutopilotMode, id::ConversationId};
use serde::Deserialize;
use utoipa::ToSchema;

/// A mode of the conversation's own.
#[derive(Debug, Deserialize, ToSchema)]
pub(crate) struct OwnAutopilot {
    /// `auto`, `held` or `off`; null: as its assistant.
    mode: Option<AutopilotMode>,
}

/// Sets whether answers go out by themselves here. What is held is sent where they do so again; where none are made any more,
/// a visitor who wrote last waits for a person.
#[utoipa::path(post, path = "/api/v1/conversations/{id}/autopilot", operation_id = "set_autopilot", tag = "Conversations",
    params(("id" = ConversationId, Path)), request_body = OwnAutopilot,
    responses((status = 200, body = ConversationView), (status = "default", body = Problem)))]
pub(crate) async fn set(
    State(edge): State<Edge>,
    Who(caller): Who,
    Id(id): Id<ConversationId>,
    Body(own): Body<OwnAutopilot>,
) -> Result<Json<ConversationView>, Problem> {
    let conversation = edge.app.set_autopilot(&caller, id, own.mode).await?;
    edge.view(&caller, conversation).await.map(Json)
}
