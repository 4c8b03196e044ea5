//! Putting canned replies into another order.

use super::CannedReplies;
use crate::{auth::Who, extract::Body, problem::Problem};
use axum::{Json, extract::State};
use baton_app::App;
use baton_core::id::CannedReplyId;
use serde::Deserialize;
use utoipa::ToSchema;

/// An order.
#[derive(Debug, Deserialize, ToSchema)]
pub(crate) struct Order {
    /// Each once. Those that are not named stay where they are.
    ids: Vec<CannedReplyId>,
}

/// Puts canned replies into this order.
#[utoipa::path(post, path = "/api/v1/canned-replies/order", operation_id = "order_canned_replies", tag = "Canned replies",
    request_body = Order,
    responses((status = 200, body = CannedReplies), (status = "default", body = Problem)))]
pub(crate) async fn order(
    State(app): State<App>,
    Who(caller): Who,
    Body(order): Body<Order>,
) -> Result<Json<CannedReplies>, Problem> {
    let replies = app.order_canned_replies(&caller, order.ids).await?;
    Ok(Json(replies.into()))
}
