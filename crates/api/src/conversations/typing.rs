//! Saying that one types.

use crate::{
    auth::Who,
    extract::{Body, Id},
    problem::Problem,
    state::Edge,
};
use axum::{extract::State, http::StatusCode};
use baton_core::id::ConversationId;
use serde::Deserialize;
use utoipa::ToSchema;

/// Whether one types.
#[derive(Debug, Deserialize, ToSchema)]
pub(crate) struct Typing {
    /// Started or stopped.
    pub(crate) on: bool,
}

/// Shows the visitor that the caller types.
#[utoipa::path(post, path = "/api/v1/conversations/{id}/typing", operation_id = "show_typing", tag = "Conversations",
    params(("id" = ConversationId, Path)), request_body = Typing,
    responses((status = 204), (status = "default", body = Problem)))]
pub(crate) async fn typing(
    State(edge): State<Edge>,
    Who(caller): Who,
    Id(id): Id<ConversationId>,
    Body(typing): Body<Typing>,
) -> Result<StatusCode, Problem> {
    edge.app.typing(&caller, id, typing.on).await?;
    Ok(StatusCode::NO_CONTENT)
}
