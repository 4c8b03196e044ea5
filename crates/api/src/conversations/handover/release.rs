//! Handing the baton back.

use crate::{
    auth::Who,
    conversations::view::ConversationView,
    extract::{Id, MaybeBody},
    problem::Problem,
    state::Edge,
};
use axum::{Json, extract::State};
use baton_app::conversations::order::NewOrder;
use baton_core::{id::ConversationId, time::Timestamp};
use serde::Deserialize;
use utoipa::ToSchema;

/// How to hand it back.
#[derive(Debug, Default, Deserialize, ToSchema)]
pub(crate) struct Release {
    /// What the assistant shall keep to from its next answer on.
    #[serde(default)]
    order: Option<OrderIn>,
}

/// A standing order. Its visitor never reads it.
#[derive(Debug, Deserialize, ToSchema)]
pub(crate) struct OrderIn {
    /// 1 to 500 characters.
    body: String,
    /// Until when; without, until it is taken away.
    #[serde(default)]
    expires_at: Option<Timestamp>,
}

/// Gives the baton back to the assistant.
#[utoipa::path(post, path = "/api/v1/conversations/{id}/release", operation_id = "release_conversation", tag = "Conversations",
    params(("id" = ConversationId, Path)), request_body = Option<Release>,
    responses((status = 200, body = ConversationView), (status = "default", body = Problem)))]
pub(crate) async fn release(
    State(edge): State<Edge>,
    Who(caller): Who,
    Id(id): Id<ConversationId>,
    MaybeBody(release): MaybeBody<Release>,
) -> Result<Json<ConversationView>, Problem> {
    let order = release.order.map(|order| NewOrder {
        body: order.body,
        expires_at: order.expires_at,
    });
    let conversation = edge.app.release_with(&caller, id, order).await?;
    edge.view(&caller, conversation).await.map(Json)
}
