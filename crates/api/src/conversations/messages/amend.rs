//! Changing what one just said, and taking it back.

use crate::{
    auth::Who,
    extract::{Below, Body},
    problem::Problem,
    state::Edge,
};
use axum::{Json, extract::State};
use baton_app::conversations::reply::amend::Edit;
use baton_core::{id::ConversationId, message::Message, time::Timestamp};
use serde::Deserialize;
use utoipa::ToSchema;

/// How a message shall read.
#[derive(Debug, Deserialize, ToSchema)]
pub(crate) struct EditIn {
    /// Markdown, 1 to 4000 characters.
    body: String,
    /// The `edited_at` of the message as it was read; null where it was never edited. Where it was edited since, nothing is
    /// changed.
    edited_at: Option<Timestamp>,
}

/// Edits one's own message, within a minute of its sending, on channels that allow it. A repeat answers the first.
#[utoipa::path(patch, path = "/api/v1/conversations/{id}/messages/{seq}", operation_id = "edit_message", tag = "Conversations",
    params(("id" = ConversationId, Path), ("seq" = i64, Path)), request_body = EditIn,
    responses((status = 200, body = Message), (status = "default", body = Problem)))]
pub(crate) async fn edit(
    State(edge): State<Edge>,
    Who(caller): Who,
    Below(id, seq): Below<ConversationId, i64>,
    Body(wanted): Body<EditIn>,
) -> Result<Json<Message>, Problem> {
    let edit = Edit {
        body: &wanted.body,
        was: wanted.edited_at,
    };
    Ok(Json(edge.app.edit_message(&caller, (id, seq), edit).await?))
}

/// Unsends one's own message, within a minute of its sending, on channels that allow it: its words are gone for everybody, its
/// place stays. A repeat answers the first.
#[utoipa::path(delete, path = "/api/v1/conversations/{id}/messages/{seq}", operation_id = "unsend_message", tag = "Conversations",
    params(("id" = ConversationId, Path), ("seq" = i64, Path)),
    responses((status = 200, body = Message), (status = "default", body = Problem)))]
pub(crate) async fn unsend(
    State(edge): State<Edge>,
    Who(caller): Who,
    Below(id, seq): Below<ConversationId, i64>,
) -> Result<Json<Message>, Problem> {
    Ok(Json(edge.app.unsend_message(&caller, (id, seq)).await?))
}
