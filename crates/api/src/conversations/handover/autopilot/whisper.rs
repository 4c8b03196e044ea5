//! Telling the assistant in private what to do.

use crate::{
    auth::Who,
    extract::{Body, Id},
    problem::Problem,
    state::Edge,
};
use axum::{Json, extract::State, http::StatusCode};
use baton_core::{id::ConversationId, team::whisper::Whisper};
use serde::Deserialize;
use utoipa::ToSchema;

/// What the assistant shall do.
#[derive(Debug, Deserialize, ToSchema)]
pub(crate) struct NewWhisper {
    /// 1 to 500 characters.
    body: String,
}

/// Whispers to the assistant, which carries it out in its next answer, in its own voice, and makes that at once. The visitor never
/// reads it. Where no model is set, or the assistant does not answer here, 409. 200: the same waits already.
#[utoipa::path(post, path = "/api/v1/conversations/{id}/whispers", operation_id = "whisper", tag = "Conversations",
    params(("id" = ConversationId, Path)), request_body = NewWhisper,
    responses((status = 201, body = Whisper), (status = 200, body = Whisper), (status = "default", body = Problem)))]
pub(crate) async fn whisper(
    State(edge): State<Edge>,
    Who(caller): Who,
    Id(id): Id<ConversationId>,
    Body(new): Body<NewWhisper>,
) -> Result<(StatusCode, Json<Whisper>), Problem> {
    let (whisper, repeated) = edge.app.whisper(&caller, id, &new.body).await?;
    let status = if repeated {
        StatusCode::OK
    } else {
        StatusCode::CREATED
    };
    Ok((status, Json(whisper)))
}
