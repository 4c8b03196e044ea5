//! What the assistant keeps to.

use crate::{auth::Who, extract::Id, problem::Problem, state::Edge};
use axum::{Json, extract::State};
use baton_core::{id::ConversationId, team::order::StandingOrder};
use baton_store::conversations::orders;
use serde::Serialize;
use utoipa::ToSchema;

/// The standing orders of a conversation.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct StandingOrders {
    /// Those in force, oldest first.
    items: Vec<StandingOrder>,
    /// Whether the assistant can keep to them: a model reads them, the built-in answerer only quotes.
    followed: bool,
}

/// Lists the standing orders that are in force.
#[utoipa::path(get, path = "/api/v1/conversations/{id}/standing-orders", operation_id = "list_standing_orders", tag = "Conversations",
    params(("id" = ConversationId, Path)),
    responses((status = 200, body = StandingOrders), (status = "default", body = Problem)))]
pub(crate) async fn list(
    State(edge): State<Edge>,
    Who(caller): Who,
    Id(id): Id<ConversationId>,
) -> Result<Json<StandingOrders>, Problem> {
    edge.readable(&caller, id).await?;
    let (workspace, now) = (caller.workspace, edge.app.clock.now());
    let read =
        async move |conn: &mut baton_db::Conn<'_>| orders::in_force(conn, workspace, id, now).await;
    Ok(Json(StandingOrders {
        items: edge.reader.read(read).await?,
        followed: edge.app.follows_orders(),
    }))
}
