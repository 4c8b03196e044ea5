//! Clearing the history.

use super::visiting::Visiting;
use crate::{problem::Problem, state::Edge};
use axum::{extract::State, http::StatusCode};

/// Hides what was said so far from the visitor and from the model.
#[utoipa::path(post, path = "/v1/widget/clear", operation_id = "widget_clear", tag = "Widget", security(("widget" = [])),
    responses((status = 204), (status = "default", body = Problem)))]
pub(crate) async fn clear(
    State(edge): State<Edge>,
    Visiting(visitor): Visiting,
) -> Result<StatusCode, Problem> {
    edge.app.clear_history(visitor).await?;
    Ok(StatusCode::NO_CONTENT)
}
