//! Taking an order away.

use crate::{auth::Who, extract::Below, problem::Problem, state::Edge};
use axum::{extract::State, http::StatusCode};
use baton_core::id::{ConversationId, StandingOrderId};

/// Takes a standing order away before its time.
#[utoipa::path(delete, path = "/api/v1/conversations/{id}/standing-orders/{order_id}", operation_id = "remove_standing_order", tag = "Conversations",
    params(("id" = ConversationId, Path), ("order_id" = StandingOrderId, Path)),
    responses((status = 204), (status = "default", body = Problem)))]
pub(crate) async fn remove(
    State(edge): State<Edge>,
    Who(caller): Who,
    Below(id, order): Below<ConversationId, StandingOrderId>,
) -> Result<StatusCode, Problem> {
    edge.app.remove_order(&caller, id, order).await?;
    Ok(StatusCode::NO_CONTENT)
}
