//! What a behaviour rule does on our side: an answer is said, a person is called.

use super::visiting::Visiting;
use crate::{
    extract::{Body, Id},
    problem::Problem,
    state::Edge,
};
use axum::{Json, extract::State};
use baton_core::{id::RuleId, widget::WidgetMessage};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// That a rule takes effect.
#[derive(Debug, Deserialize, ToSchema)]
pub(crate) struct RuleAct {
    /// The browser's own id for it: repeats do nothing.
    client_id: String,
    /// Which of its actions, from 0.
    #[serde(default)]
    variant: u8,
}

/// What came of it.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct RuleActed {
    /// What the assistant said; null where a person was called, or where the assistant does not hold the conversation.
    message: Option<WidgetMessage>,
}

/// Does what a rule does in the conversation: says its answer, or calls a person.
#[utoipa::path(post, path = "/v1/widget/rules/{id}", operation_id = "widget_act_by_rule", tag = "Widget", security(("widget" = [])),
    params(("id" = RuleId, Path)),
    request_body = RuleAct,
    responses((status = 200, body = RuleActed), (status = "default", body = Problem)))]
pub(crate) async fn act(
    State(edge): State<Edge>,
    Visiting(visitor): Visiting,
    Id(rule): Id<RuleId>,
    Body(act): Body<RuleAct>,
) -> Result<Json<RuleActed>, Problem> {
    let which = (rule, usize::from(act.variant));
    let message = edge.app.act_by_rule(visitor, which, &act.client_id).await?;
    Ok(Json(RuleActed {
        message: message.map(|message| WidgetMessage::of(&message, false)),
    }))
}
