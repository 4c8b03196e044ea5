//! How long those waited who were helped today.

use crate::{auth::Who, problem::Problem, state::Edge};
use axum::{Json, extract::State};
use baton_core::{role::Permission, team::wait::Estimate, time::Timestamp};
use baton_store::{conversations::queue, members::hours};
use serde::Serialize;
use utoipa::ToSchema;

/// The waits of today, by the workspace's own clock.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = WaitsToday)]
pub(crate) struct Waits {
    /// When today began.
    since: Timestamp,
    /// What the waits were like that began since and that a person ended; null where there are none.
    today: Option<Estimate>,
}

/// Tells how long visitors waited today until a person came.
#[utoipa::path(get, path = "/api/v1/conversations/waits", operation_id = "show_waits", tag = "Conversations",
    responses((status = 200, body = Waits), (status = "default", body = Problem)))]
pub(crate) async fn waits(
    State(edge): State<Edge>,
    Who(caller): Who,
) -> Result<Json<Waits>, Problem> {
    caller.require(Permission::ConversationRead)?;
    let (workspace, now) = (caller.workspace, edge.app.clock.now());
    let waits = edge.reader.read(async move |conn| {
        let since = hours::find(conn, workspace).await?.day_began(now);
        let today = Estimate::of_day(&queue::since(conn, workspace, since).await?);
        Ok::<_, Problem>(Waits { since, today })
    });
    Ok(Json(waits.await?))
}
