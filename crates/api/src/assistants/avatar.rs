//! A picture of an assistant.

use crate::{
    auth::Who,
    extract::Id,
    problem::{Problem, ProblemCode},
    state::Edge,
};
use axum::{
    Json,
    body::Bytes,
    extract::{State, rejection::BytesRejection},
    http::StatusCode,
};
use baton_core::id::{AssistantId, AvatarId};
use serde::Serialize;
use utoipa::ToSchema;

/// A picture that was kept.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Picture {
    /// For the setting `avatar`.
    avatar: AvatarId,
}

/// Keeps a PNG, JPEG or WebP picture of at most 100 KB. It is shown once the setting names it.
#[utoipa::path(post, path = "/api/v1/assistants/{id}/avatar", operation_id = "upload_avatar", tag = "Assistants",
    params(("id" = AssistantId, Path)),
    request_body(content = Vec<u8>, content_type = "application/octet-stream"),
    responses((status = 201, body = Picture), (status = "default", body = Problem)))]
pub(crate) async fn upload(
    State(edge): State<Edge>,
    Who(caller): Who,
    Id(id): Id<AssistantId>,
    content: Result<Bytes, BytesRejection>,
) -> Result<(StatusCode, Json<Picture>), Problem> {
    let content = content.map_err(|_too_much| {
        Problem::new(
            ProblemCode::PayloadTooLarge,
            "Choose a picture under 100 KB.",
        )
    })?;
    let avatar = edge.app.add_avatar(&caller, id, content.into()).await?;
    Ok((StatusCode::CREATED, Json(Picture { avatar })))
}
