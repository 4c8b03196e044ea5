//! Handing the baton over to whoever asked for it.

use crate::{
    auth::Who,
    conversations::view::ConversationView,
    extract::{Below, MaybeBody},
    problem::Problem,
    state::Edge,
};
use axum::{Json, extract::State};
use baton_core::id::{BatonRequestId, ConversationId};
use serde::Deserialize;
use utoipa::ToSchema;

/// How a request is answered.
#[derive(Debug, Default, Deserialize, ToSchema)]
pub(crate) struct RequestAnswer {
    /// A word to whoever asked; at most 300 characters.
    pub(super) note: Option<String>,
}

/// Hands the baton over to whoever asked: by its holder. 409 once it has moved since.
#[utoipa::path(post, path = "/api/v1/conversations/{id}/baton-requests/{request_id}/hand-over", operation_id = "hand_over_baton",
    tag = "Conversations", params(("id" = ConversationId, Path), ("request_id" = BatonRequestId, Path)),
    request_body = Option<RequestAnswer>,
    responses((status = 200, body = ConversationView), (status = "default", body = Problem)))]
pub(crate) async fn hand_over(
    State(edge): State<Edge>,
    Who(caller): Who,
    Below(id, request): Below<ConversationId, BatonRequestId>,
    MaybeBody(answer): MaybeBody<RequestAnswer>,
) -> Result<Json<ConversationView>, Problem> {
    let conversation = edge
        .app
        .hand_over_baton(&caller, (id, request), answer.note)
        .await?;
    edge.view(&caller, conversation).await.map(Json)
}
