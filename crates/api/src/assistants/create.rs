//! A new assistant, from nothing or as a copy.

use super::view::AssistantView;
use crate::{
    auth::Who,
    extract::{Body, Id},
    problem::Problem,
    state::Edge,
};
use axum::{Json, extract::State, http::StatusCode};
use baton_core::id::AssistantId;
use serde::Deserialize;
use utoipa::ToSchema;

/// A new assistant.
#[derive(Debug, Deserialize, ToSchema)]
pub(crate) struct NewAssistant {
    /// As visitors read it.
    name: String,
}

/// Makes an assistant with the usual settings. No page may embed it yet.
#[utoipa::path(post, path = "/api/v1/assistants", operation_id = "create_assistant", tag = "Assistants",
    request_body = NewAssistant,
    responses((status = 201, body = AssistantView), (status = "default", body = Problem)))]
pub(crate) async fn create(
    State(edge): State<Edge>,
    Who(caller): Who,
    Body(new): Body<NewAssistant>,
) -> Result<(StatusCode, Json<AssistantView>), Problem> {
    let kept = edge.app.create_assistant(&caller, &new.name).await?;
    Ok((StatusCode::CREATED, Json(kept.into())))
}

/// Makes a copy of an assistant with its draft, without its knowledge and its sites.
#[utoipa::path(post, path = "/api/v1/assistants/{id}/duplicate", operation_id = "duplicate_assistant", tag = "Assistants",
    params(("id" = AssistantId, Path)),
    responses((status = 201, body = AssistantView), (status = "default", body = Problem)))]
pub(crate) async fn duplicate(
    State(edge): State<Edge>,
    Who(caller): Who,
    Id(id): Id<AssistantId>,
) -> Result<(StatusCode, Json<AssistantView>), Problem> {
    let kept = edge.app.duplicate_assistant(&caller, id).await?;
    Ok((StatusCode::CREATED, Json(kept.into())))
}
