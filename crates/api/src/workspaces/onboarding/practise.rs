//! Practising a handover.

use crate::{auth::Who, problem::Problem, state::Edge};
use axum::{Json, extract::State, http::StatusCode};
use baton_core::id::ConversationId;
use serde::Serialize;
use utoipa::ToSchema;

/// A practice that runs.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Practice {
    /// Where the played visitor writes.
    conversation_id: ConversationId,
}

/// Has a visitor write whom the server plays, and who will ask for a person. Answers 200 with the caller's own practice where
/// one is open. Practice alerts nobody and counts nowhere, and goes two days after the last word.
#[utoipa::path(post, path = "/api/v1/onboarding/practice", operation_id = "start_practice", tag = "Workspaces",
    responses((status = 201, body = Practice), (status = 200, body = Practice), (status = "default", body = Problem)))]
pub(crate) async fn practise(
    State(edge): State<Edge>,
    Who(caller): Who,
) -> Result<(StatusCode, Json<Practice>), Problem> {
    let (conversation_id, is_new) = edge.app.start_practice(&caller).await?;
    let status = if is_new {
        StatusCode::CREATED
    } else {
        StatusCode::OK
    };
    Ok((status, Json(Practice { conversation_id })))
}
