//! What a page counts.

use super::visiting::Visiting;
use crate::{extract::Body, problem::Problem, state::Edge};
use axum::{extract::State, http::StatusCode};
use baton_app::inbound::count::Counted;
use serde::Deserialize;
use utoipa::ToSchema;

/// Things that happened on a page.
#[derive(Debug, Deserialize, ToSchema)]
pub(crate) struct Events {
    /// At most 50.
    events: Vec<PageEvent>,
}

/// Something that happened on a page.
#[derive(Debug, Deserialize, ToSchema)]
pub(crate) struct PageEvent {
    /// At most 64 letters, digits, dots and hyphens.
    name: String,
    /// At most 2 KB.
    #[serde(default)]
    #[schema(value_type = Object)]
    data: serde_json::Value,
}

/// Counts what happened on a page.
#[utoipa::path(post, path = "/v1/widget/events", operation_id = "widget_count_events", tag = "Widget", security(("widget" = [])),
    request_body = Events,
    responses((status = 204), (status = "default", body = Problem)))]
pub(crate) async fn events(
    State(edge): State<Edge>,
    Visiting(visitor): Visiting,
    Body(Events { events }): Body<Events>,
) -> Result<StatusCode, Problem> {
    let counted = events
        .into_iter()
        .map(|PageEvent { name, data }| Counted { name, data });
    edge.app
        .count_for_visitor(visitor, counted.collect())
        .await?;
    Ok(StatusCode::NO_CONTENT)
}
