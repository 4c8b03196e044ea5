//! One delivery.

use super::view::{WebhookAttempt, WebhookDelivery};
use crate::{auth::Who, extract::Below, problem::Problem};
use axum::{Json, extract::State};
use baton_app::App;
use baton_core::id::{EndpointId, EventId};
use serde::Serialize;
use utoipa::ToSchema;

/// A delivery with all that is known of it.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct WebhookDeliveryDetail {
    /// The delivery.
    #[serde(flatten)]
    shown: WebhookDelivery,
    /// What was sent, byte for byte; null where the event is there no more.
    body: Option<String>,
    /// Every attempt, the first first.
    requests: Vec<WebhookAttempt>,
}

/// One delivery with its body and its attempts.
#[utoipa::path(get, path = "/api/v1/webhook-endpoints/{id}/deliveries/{event_id}", operation_id = "show_webhook_delivery",
    tag = "Webhooks", params(("id" = EndpointId, Path), ("event_id" = EventId, Path)),
    responses((status = 200, body = WebhookDeliveryDetail), (status = "default", body = Problem)))]
pub(crate) async fn delivery(
    State(app): State<App>,
    Who(caller): Who,
    Below(id, event): Below<EndpointId, EventId>,
) -> Result<Json<WebhookDeliveryDetail>, Problem> {
    let detail = app.delivery(&caller, (id, event)).await?;
    Ok(Json(WebhookDeliveryDetail {
        shown: detail.delivery.into(),
        body: detail.body,
        requests: detail.attempts.into_iter().map(Into::into).collect(),
    }))
}
