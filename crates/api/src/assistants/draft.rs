//! What would be published next.

use super::{update::AssistantPatch, view::DraftView};
use crate::{
    auth::Who,
    extract::{Body, Id},
    problem::Problem,
    state::Edge,
};
use axum::{Json, extract::State};
use baton_core::id::AssistantId;

/// Shows the draft of an assistant, and what is different from what is published.
#[utoipa::path(get, path = "/api/v1/assistants/{id}/draft", operation_id = "show_draft", tag = "Assistants",
    params(("id" = AssistantId, Path)),
    responses((status = 200, body = DraftView), (status = "default", body = Problem)))]
pub(crate) async fn show(
    State(edge): State<Edge>,
    Who(caller): Who,
    Id(id): Id<AssistantId>,
) -> Result<Json<DraftView>, Problem> {
    let kept = edge.assistant(&caller, id).await?;
    Ok(Json(kept.into()))
}

/// Changes the draft; visitors notice nothing until it is published.
#[utoipa::path(patch, path = "/api/v1/assistants/{id}/draft", operation_id = "change_draft", tag = "Assistants",
    params(("id" = AssistantId, Path)),
    request_body = AssistantPatch,
    responses((status = 200, body = DraftView), (status = "default", body = Problem)))]
pub(crate) async fn change(
    State(edge): State<Edge>,
    Who(caller): Who,
    Id(id): Id<AssistantId>,
    Body(patch): Body<AssistantPatch>,
) -> Result<Json<DraftView>, Problem> {
    let kept = edge.app.change_draft(&caller, id, patch.into()).await?;
    Ok(Json(kept.into()))
}

/// Throws the draft away: it is again as what is published.
#[utoipa::path(delete, path = "/api/v1/assistants/{id}/draft", operation_id = "discard_draft", tag = "Assistants",
    params(("id" = AssistantId, Path)),
    responses((status = 200, body = DraftView), (status = "default", body = Problem)))]
pub(crate) async fn discard(
    State(edge): State<Edge>,
    Who(caller): Who,
    Id(id): Id<AssistantId>,
) -> Result<Json<DraftView>, Problem> {
    let kept = edge.app.discard_draft(&caller, id).await?;
    Ok(Json(kept.into()))
}
