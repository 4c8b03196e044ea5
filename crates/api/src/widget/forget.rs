//! Being forgotten.

use super::visiting::Visiting;
use crate::{problem::Problem, state::Edge};
use axum::{extract::State, http::StatusCode};

/// Erases the visitor with their conversations.
#[utoipa::path(delete, path = "/v1/widget/me", operation_id = "widget_forget", tag = "Widget", security(("widget" = [])),
    responses((status = 204), (status = "default", body = Problem)))]
pub(crate) async fn forget(
    State(edge): State<Edge>,
    Visiting(visitor): Visiting,
) -> Result<StatusCode, Problem> {
    edge.app.forget_visitor(visitor).await?;
    Ok(StatusCode::NO_CONTENT)
}
