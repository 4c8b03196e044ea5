//! Trying the draft in a real widget.

use crate::{auth::Who, extract::Id, problem::Problem, state::Edge};
use axum::{Json, extract::State, http::StatusCode};
use baton_core::{id::AssistantId, time::Timestamp};
use serde::Serialize;
use utoipa::ToSchema;

/// A sample page with the widget of the draft.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Preview {
    /// Where the page is, on this server.
    path: String,
    /// Until when it shows something.
    expires_at: Timestamp,
}

/// Makes a sample page with the widget of the draft. What is said there is a trial: in no list, in no report.
#[utoipa::path(post, path = "/api/v1/assistants/{id}/preview", operation_id = "preview_assistant", tag = "Assistants",
    params(("id" = AssistantId, Path)),
    responses((status = 201, body = Preview), (status = "default", body = Problem)))]
pub(crate) async fn preview(
    State(edge): State<Edge>,
    Who(caller): Who,
    Id(id): Id<AssistantId>,
) -> Result<(StatusCode, Json<Preview>), Problem> {
    let (preview, expires_at) = edge.app.preview_assistant(&caller, id).await?;
    let path = format!("/preview/{preview}/boots/talus-mid");
    Ok((StatusCode::CREATED, Json(Preview { path, expires_at })))
}
