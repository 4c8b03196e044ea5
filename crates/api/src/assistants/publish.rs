//! Publishing the draft, or an older version anew.

use super::view::AssistantView;
use crate::{
    auth::Who,
    extract::{Below, Body, Id},
    problem::Problem,
    state::Edge,
};
use axum::{Json, extract::State};
use baton_core::id::AssistantId;
use serde::Deserialize;
use utoipa::ToSchema;

/// What the publisher says about it.
#[derive(Debug, Default, Deserialize, ToSchema)]
#[serde(default)]
pub(crate) struct Publication {
    /// At most 500 characters.
    note: String,
}

/// Publishes the draft as a new version.
#[utoipa::path(post, path = "/api/v1/assistants/{id}/publish", operation_id = "publish_draft", tag = "Assistants",
    params(("id" = AssistantId, Path)),
    request_body = Publication,
    responses((status = 200, body = AssistantView), (status = "default", body = Problem)))]
pub(crate) async fn publish(
    State(edge): State<Edge>,
    Who(caller): Who,
    Id(id): Id<AssistantId>,
    Body(said): Body<Publication>,
) -> Result<Json<AssistantView>, Problem> {
    let kept = edge.app.publish_draft(&caller, id, &said.note).await?;
    edge.origins.forget(id);
    Ok(Json(kept.into()))
}

/// Publishes an older version anew, as a version of its own. A draft stays as it is.
#[utoipa::path(post, path = "/api/v1/assistants/{id}/versions/{number}/publish", operation_id = "roll_back", tag = "Assistants",
    params(("id" = AssistantId, Path), ("number" = i64, Path)),
    request_body = Publication,
    responses((status = 200, body = AssistantView), (status = "default", body = Problem)))]
pub(crate) async fn roll_back(
    State(edge): State<Edge>,
    Who(caller): Who,
    Below(id, number): Below<AssistantId, i64>,
    Body(said): Body<Publication>,
) -> Result<Json<AssistantView>, Problem> {
    let kept = edge
        .app
        .roll_back(&caller, id, (number, &said.note))
        .await?;
    edge.origins.forget(id);
    Ok(Json(kept.into()))
}
