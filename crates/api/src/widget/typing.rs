//! Saying that one types.

use super::visiting::Visiting;
use crate::{extract::Body, problem::Problem, state::Edge};
use axum::{extract::State, http::StatusCode};
use serde::Deserialize;
use utoipa::ToSchema;

/// Whether one types.
#[derive(Debug, Deserialize, ToSchema)]
pub(crate) struct Typing {
    /// Started or stopped.
    on: bool,
}

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
