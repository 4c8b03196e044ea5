//! Saying what one has seen.

use super::visiting::Visiting;
use crate::{conversations::read::Seen, extract::Body, problem::Problem, state::Edge};
use axum::{extract::State, http::StatusCode};

/// Remembers what the visitor has seen.
#[utoipa::path(post, path = "/v1/widget/read", operation_id = "widget_read", tag = "Widget", security(("widget" = [])),
    request_body = Seen,
    responses((status = 204), (status = "default", body = Problem)))]
pub(crate) async fn read(
    State(edge): State<Edge>,
    Visiting(visitor): Visiting,
    Body(seen): Body<Seen>,
) -> Result<StatusCode, Problem> {
    edge.app.visitor_read(visitor, seen.seq).await?;
    Ok(StatusCode::NO_CONTENT)
}
