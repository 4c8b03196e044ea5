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
pub(crate) struct Writing {
    /// Started or stopped.
    on: bool,
    /// A note: only the team is told.
    #[serde(default)]
    note: bool,
}

/// Shows the visitor and the team that the caller types; of a note, the team alone.
#[utoipa::path(post, path = "/api/v1/conversations/{id}/typing", operation_id = "show_typing", tag = "Conversations",
    params(("id" = ConversationId, Path)), request_body = Writing,
    responses((status = 204), (status = "default", body = Problem)))]
pub(crate) async fn typing(
    State(edge): State<Edge>,
    Who(caller): Who,
    Id(id): Id<ConversationId>,
    Body(writing): Body<Writing>,
) -> Result<StatusCode, Problem> {
    if writing.note {
        edge.app.noting(&caller, id, writing.on).await?;
    } else {
        edge.app.typing(&caller, id, writing.on).await?;
    }
    Ok(StatusCode::NO_CONTENT)
}
