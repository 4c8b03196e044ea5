//! Saying what one has seen.

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

/// What has been seen.
#[derive(Debug, Deserialize, ToSchema)]
pub(crate) struct Seen {
    /// The last message.
    pub(crate) seq: i64,
}

/// Remembers what the caller has seen.
#[utoipa::path(post, path = "/api/v1/conversations/{id}/read", operation_id = "mark_read", tag = "Conversations",
    params(("id" = ConversationId, Path)), request_body = Seen,
    responses((status = 204), (status = "default", body = Problem)))]
pub(crate) async fn read(
    State(edge): State<Edge>,
    Who(caller): Who,
    Id(id): Id<ConversationId>,
    Body(seen): Body<Seen>,
) -> Result<StatusCode, Problem> {
    edge.app.read(&caller, id, seen.seq).await?;
    Ok(StatusCode::NO_CONTENT)
}
