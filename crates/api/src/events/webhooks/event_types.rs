//! What one can be told of.

use crate::{auth::Who, problem::Problem};
use axum::Json;
use baton_core::webhook::EVENT_TYPES;
use serde::Serialize;
use utoipa::ToSchema;

/// A type of event.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct WebhookEventType {
    /// Its name.
    name: &'static str,
    /// When it happens.
    description: &'static str,
}

/// Every type of event.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct WebhookEventTypes {
    /// In the order of the catalogue.
    items: Vec<WebhookEventType>,
}

/// Lists every type of event that an endpoint can be told of.
#[utoipa::path(get, path = "/api/v1/webhook-event-types", operation_id = "list_webhook_event_types", tag = "Webhooks",
    responses((status = 200, body = WebhookEventTypes), (status = "default", body = Problem)))]
pub(crate) async fn event_types(Who(_caller): Who) -> Result<Json<WebhookEventTypes>, Problem> {
    let item = |&(name, description)| WebhookEventType { name, description };
    Ok(Json(WebhookEventTypes {
        items: EVENT_TYPES.iter().map(item).collect(),
    }))
}
