//! Writing to the visitor.

use crate::{
    auth::Who,
    extract::{Body, Id},
    problem::Problem,
    state::Edge,
};
use axum::{Json, extract::State, http::StatusCode};
use baton_app::conversations::reply::Words;
use baton_core::{
    conversation::Then,
    id::{AttachmentId, ConversationId},
    message::Message,
};
use serde::Deserialize;
use utoipa::ToSchema;

/// What to write.
#[derive(Debug, Deserialize, ToSchema)]
pub(crate) struct Reply {
    /// The sender's own id for it: a repeat answers the first.
    client_id: String,
    /// Markdown, 1 to 4000 characters; with files, there may be none.
    body: String,
    /// Files that were uploaded for it, at most 10.
    #[serde(default)]
    attachments: Vec<AttachmentId>,
    /// What becomes of the conversation with it: both happen, or neither.
    then: Option<Then>,
}

/// Replies, as the holder.
#[utoipa::path(post, path = "/api/v1/conversations/{id}/reply", operation_id = "reply", tag = "Conversations",
    params(("id" = ConversationId, Path)), request_body = Reply,
    responses((status = 201, body = Message), (status = 200, body = Message), (status = "default", body = Problem)))]
pub(crate) async fn reply(
    State(edge): State<Edge>,
    Who(caller): Who,
    Id(id): Id<ConversationId>,
    Body(reply): Body<Reply>,
) -> Result<(StatusCode, Json<Message>), Problem> {
    let words = Words {
        client_id: &reply.client_id,
        body: &reply.body,
        files: &reply.attachments,
        then: reply.then,
    };
    let posted = edge.app.reply_and(&caller, id, words).await?;
    let status = if posted.repeated {
        StatusCode::OK
    } else {
        StatusCode::CREATED
    };
    Ok((status, Json(posted.message)))
}
