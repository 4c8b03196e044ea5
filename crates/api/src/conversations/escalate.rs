//! Putting a conversation into the queue.

use super::view::ConversationView;
use crate::{
    auth::Who,
    extract::{Body, Id},
    problem::Problem,
    state::Edge,
};
use axum::{Json, extract::State};
use baton_core::{
    conversation::{Reason, ReasonCode},
    id::ConversationId,
};
use serde::Deserialize;
use utoipa::ToSchema;

/// Why a person is needed.
#[derive(Debug, Deserialize, ToSchema)]
pub(crate) struct Escalate {
    /// The closed code.
    reason: ReasonCode,
    /// In words.
    text: Option<String>,
}

/// Puts a conversation that the assistant holds into the queue.
#[utoipa::path(post, path = "/api/v1/conversations/{id}/escalate", operation_id = "escalate_conversation", tag = "Conversations",
    params(("id" = ConversationId, Path)), request_body = Escalate,
    responses((status = 200, body = ConversationView), (status = "default", body = Problem)))]
pub(crate) async fn escalate(
    State(edge): State<Edge>,
    Who(caller): Who,
    Id(id): Id<ConversationId>,
    Body(wish): Body<Escalate>,
) -> Result<Json<ConversationView>, Problem> {
    let reason = Reason::new(wish.reason, wish.text.as_deref());
    let conversation = edge.app.escalate(&caller, id, reason).await?;
    edge.view(&caller, conversation).await.map(Json)
}
