//! Writing.

use super::visiting::Visiting;
use crate::{auth::Address, extract::Body, problem::Problem, state::Edge};
use axum::{Json, extract::State, http::StatusCode};
use baton_core::widget::WidgetMessage;
use serde::Deserialize;
use utoipa::ToSchema;

/// What a visitor writes.
#[derive(Debug, Deserialize, ToSchema)]
pub(crate) struct Said {
    /// The browser's own id for it: a repeat answers the first.
    client_id: String,
    /// 1 to 4000 characters.
    body: String,
}

/// Stores a visitor's message.
#[utoipa::path(post, path = "/v1/widget/messages", operation_id = "widget_post_message", tag = "Widget", security(("widget" = [])),
    request_body = Said,
    responses((status = 201, body = WidgetMessage), (status = 200, body = WidgetMessage), (status = "default", body = Problem)))]
pub(crate) async fn post_message(
    State(edge): State<Edge>,
    Visiting(visitor): Visiting,
    Address(from): Address,
    Body(said): Body<Said>,
) -> Result<(StatusCode, Json<WidgetMessage>), Problem> {
    edge.rates.message(&visitor, from)?;
    let posted = edge
        .app
        .receive(visitor, &said.client_id, &said.body)
        .await?;
    let status = if posted.repeated {
        StatusCode::OK
    } else {
        StatusCode::CREATED
    };
    // Their own words: no teammate's name is in it.
    Ok((status, Json(WidgetMessage::of(&posted.message, false))))
}
