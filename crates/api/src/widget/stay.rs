//! Staying with the assistant.

use super::{request_human::Held, visiting::Visiting};
use crate::{problem::Problem, state::Edge};
use axum::{Json, extract::State};

/// Has the assistant help while a person is awaited; the place in the queue is kept.
#[utoipa::path(post, path = "/v1/widget/stay", operation_id = "widget_stay", tag = "Widget", security(("widget" = [])),
    responses((status = 200, body = Held), (status = "default", body = Problem)))]
pub(crate) async fn stay(
    State(edge): State<Edge>,
    Visiting(visitor): Visiting,
) -> Result<Json<Held>, Problem> {
    let conversation = edge.app.stay_with_assistant(visitor).await?;
    Ok(Json(Held::from(&conversation)))
}
