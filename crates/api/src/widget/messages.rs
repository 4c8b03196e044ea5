//! Catching up.

use super::visiting::Visiting;
use crate::{extract::Params, problem::Problem, state::Edge};
use axum::{Json, extract::State};
use baton_core::{
    signal::LiveTurn,
    widget::{WidgetBaton, WidgetMessage},
};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

/// From where on.
#[derive(Debug, Clone, Copy, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(crate) struct From {
    /// The last seq that is known.
    #[serde(default)]
    after: i64,
}

/// What a browser missed.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct WidgetCatchUp {
    /// Ascending by seq.
    items: Vec<WidgetMessage>,
    /// Of the last ones before it, those that were edited or unsent: how they read now.
    changed: Vec<WidgetMessage>,
    /// Whether there are more.
    has_more: bool,
    /// Who holds the conversation.
    baton: WidgetBaton,
    /// An answer that is being made right now.
    turn: Option<LiveTurn>,
    /// Highest message seq.
    last_seq: i64,
}

/// Lists messages after a seq, with the present state.
#[utoipa::path(get, path = "/v1/widget/messages", operation_id = "widget_list_messages", tag = "Widget", security(("widget" = [])),
    params(From),
    responses((status = 200, body = WidgetCatchUp), (status = "default", body = Problem)))]
pub(crate) async fn messages(
    State(edge): State<Edge>,
    Visiting(visitor): Visiting,
    Params(from): Params<From>,
) -> Result<Json<WidgetCatchUp>, Problem> {
    let missed = edge.app.visitor_catch_up(visitor, from.after).await?;
    edge.hub.visitor_polled(visitor.conversation);
    let show_names = missed.conversation.show_human_names;
    let seen = |m| WidgetMessage::of(m, show_names);
    Ok(Json(WidgetCatchUp {
        items: missed.messages.iter().map(seen).collect(),
        changed: missed.changed.iter().map(seen).collect(),
        has_more: missed.has_more,
        baton: WidgetBaton::of(&missed.conversation.baton(), show_names),
        turn: missed.turn.map(|turn| turn.live()),
        last_seq: missed.conversation.last_seq,
    }))
}
