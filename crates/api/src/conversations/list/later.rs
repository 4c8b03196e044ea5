//! Writing now what is said later.

use super::snooze::HowLong;
use crate::{
    auth::Who,
    extract::{Below, Body, Id},
    problem::Problem,
    state::Edge,
};
use axum::{Json, extract::State, http::StatusCode};
use baton_app::conversations::inbox::later::Later;
use baton_core::{
    conversation::Then,
    id::{ConversationId, ScheduledReplyId},
    team::scheduled::ScheduledReply,
};
use serde::Deserialize;
use utoipa::ToSchema;

/// What to say, and when.
#[derive(Debug, Deserialize, ToSchema)]
pub(crate) struct LaterWish {
    /// The sender's own id for it: a repeat answers the first.
    client_id: String,
    /// Markdown, 1 to 4000 characters.
    body: String,
    #[serde(flatten)]
    how_long: HowLong,
    /// What becomes of the conversation with it: both happen, or neither.
    then: Option<Then>,
    /// The last message that was read: where the visitor writes after it, the reply is not said.
    last_seq: Option<i64>,
}

/// Keeps a reply of the holder until a time. It is said then, unless the visitor writes before or somebody else holds the
/// conversation; what is not said stays, with why.
#[utoipa::path(post, path = "/api/v1/conversations/{id}/scheduled-replies", operation_id = "schedule_reply", tag = "Conversations",
    params(("id" = ConversationId, Path)), request_body = LaterWish,
    responses((status = 201, body = ScheduledReply), (status = "default", body = Problem)))]
pub(crate) async fn schedule(
    State(edge): State<Edge>,
    Who(caller): Who,
    Id(id): Id<ConversationId>,
    Body(wish): Body<LaterWish>,
) -> Result<(StatusCode, Json<ScheduledReply>), Problem> {
    let later = Later {
        client_id: wish.client_id,
        body: wish.body,
        when: wish.how_long.one()?,
        then: wish.then,
        seen: wish.last_seq,
    };
    let reply = edge.app.schedule_reply(&caller, id, later).await?;
    Ok((StatusCode::CREATED, Json(reply)))
}

/// Takes a scheduled reply back that was not said: by whoever wrote it, by the holder, or by admins and the owner.
#[utoipa::path(delete, path = "/api/v1/conversations/{id}/scheduled-replies/{reply_id}", operation_id = "withdraw_reply",
    tag = "Conversations", params(("id" = ConversationId, Path), ("reply_id" = ScheduledReplyId, Path)),
    responses((status = 200, body = ScheduledReply), (status = "default", body = Problem)))]
pub(crate) async fn withdraw(
    State(edge): State<Edge>,
    Who(caller): Who,
    Below(id, reply): Below<ConversationId, ScheduledReplyId>,
) -> Result<Json<ScheduledReply>, Problem> {
    let reply = edge.app.withdraw_reply(&caller, (id, reply)).await?;
    Ok(Json(reply))
}
