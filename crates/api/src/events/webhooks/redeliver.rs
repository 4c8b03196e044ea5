//! One delivery is made again.

use crate::{auth::Who, extract::Below, problem::Problem};
use axum::{extract::State, http::StatusCode};
use baton_app::App;
use baton_core::id::{EndpointId, EventId};

/// Sends an event again, with the same id; if that fails, on the whole schedule.
#[utoipa::path(post, path = "/api/v1/webhook-endpoints/{id}/deliveries/{event_id}/redeliver",
    operation_id = "redeliver_webhook_event", tag = "Webhooks",
    params(("id" = EndpointId, Path), ("event_id" = EventId, Path)),
    responses((status = 204), (status = "default", body = Problem)))]
pub(crate) async fn redeliver(
    State(app): State<App>,
    Who(caller): Who,
    Below(id, event): Below<EndpointId, EventId>,
) -> Result<StatusCode, Problem> {
    app.redeliver(&caller, (id, event)).await?;
    Ok(StatusCode::NO_CONTENT)
}
