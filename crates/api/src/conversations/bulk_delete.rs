//! Deleting a selection.

use crate::{auth::Who, extract::Body, problem::Problem, state::Edge};
use axum::{Json, extract::State};
use baton_core::id::ConversationId;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// What is selected.
#[derive(Debug, Deserialize, ToSchema)]
pub(crate) struct Selection {
    /// At most 100. Those that the workspace does not have are left out.
    ids: Vec<ConversationId>,
}

/// What was done.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Deletion {
    /// How many conversations were deleted.
    deleted: usize,
}

/// Deletes the selected conversations with their messages, leads and tags. This cannot be undone.
#[utoipa::path(post, path = "/api/v1/conversations/bulk-delete", operation_id = "bulk_delete_conversations", tag = "Conversations",
    request_body = Selection,
    responses((status = 200, body = Deletion), (status = "default", body = Problem)))]
pub(crate) async fn bulk_delete(
    State(edge): State<Edge>,
    Who(caller): Who,
    Body(selection): Body<Selection>,
) -> Result<Json<Deletion>, Problem> {
    let deleted = edge
        .app
        .delete_conversations(&caller, selection.ids)
        .await?;
    Ok(Json(Deletion { deleted }))
}
