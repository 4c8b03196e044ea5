//! Keeping the baton that somebody asked for.

use super::hand_over::RequestAnswer;
use crate::{
    auth::Who,
    extract::{Below, MaybeBody},
    problem::Problem,
    state::Edge,
};
use axum::{extract::State, http::StatusCode};
use baton_core::id::{BatonRequestId, ConversationId};

/// Keeps the baton, and tells whoever asked: by its holder. 409 once it has moved since.
#[utoipa::path(post, path = "/api/v1/conversations/{id}/baton-requests/{request_id}/keep", operation_id = "keep_baton",
    tag = "Conversations", params(("id" = ConversationId, Path), ("request_id" = BatonRequestId, Path)),
    request_body = Option<RequestAnswer>,
    responses((status = 204), (status = "default", body = Problem)))]
pub(crate) async fn keep(
    State(edge): State<Edge>,
    Who(caller): Who,
    Below(id, request): Below<ConversationId, BatonRequestId>,
    MaybeBody(answer): MaybeBody<RequestAnswer>,
) -> Result<StatusCode, Problem> {
    edge.app
        .keep_baton(&caller, (id, request), answer.note)
        .await?;
    Ok(StatusCode::NO_CONTENT)
}
