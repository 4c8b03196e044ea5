//! Asking for a person.

use super::visiting::Visiting;
use crate::{problem::Problem, state::Edge};
use axum::{Json, extract::State};
use baton_core::{
    conversation::{Reason, ReasonCode},
    widget::WidgetBaton,
};
use baton_store::conversations::Conversation;
use serde::Serialize;
use utoipa::ToSchema;

/// Who holds the conversation now.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Held {
    /// Who holds it.
    baton: WidgetBaton,
}

impl From<&Conversation> for Held {
    fn from(c: &Conversation) -> Self {
        Self {
            baton: WidgetBaton::of(&c.baton(), c.show_human_names),
        }
    }
}

/// Asks for a person. Where one is there or awaited, nothing changes.
#[utoipa::path(post, path = "/v1/widget/request-human", operation_id = "widget_request_human", tag = "Widget", security(("widget" = [])),
    responses((status = 200, body = Held), (status = "default", body = Problem)))]
pub(crate) async fn request_human(
    State(edge): State<Edge>,
    Visiting(visitor): Visiting,
) -> Result<Json<Held>, Problem> {
    let reason = Reason::new(ReasonCode::VisitorAsked, None);
    let conversation = edge.app.request_human(visitor, reason).await?;
    Ok(Json(Held::from(&conversation)))
}
