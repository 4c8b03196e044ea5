//! Saying that one types.

use super::visiting::Visiting;
use crate::{conversations::typing::Typing, extract::Body, problem::Problem, state::Edge};
use axum::{extract::State, http::StatusCode};

/// Shows the team that the visitor types.
#[utoipa::path(post, path = "/v1/widget/typing", operation_id = "widget_typing", tag = "Widget", security(("widget" = [])),
    request_body = Typing,
    responses((status = 204), (status = "default", body = Problem)))]
pub(crate) async fn typing(
    State(edge): State<Edge>,
    Visiting(visitor): Visiting,
    Body(typing): Body<Typing>,
) -> Result<StatusCode, Problem> {
    edge.app.visitor_typing(visitor, typing.on);
    Ok(StatusCode::NO_CONTENT)
}
