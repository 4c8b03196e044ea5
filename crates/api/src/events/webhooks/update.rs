//! Changing an endpoint.

use super::view::WebhookEndpoint;
use crate::{
    auth::Who,
    extract::{Body, Id},
    problem::Problem,
};
use axum::{Json, extract::State};
use baton_app::{App, webhooks::update::Change};
use baton_core::id::EndpointId;
use serde::Deserialize;
use utoipa::ToSchema;

/// What shall be different; what is left out stays.
#[derive(Debug, Default, Deserialize, ToSchema)]
#[serde(default)]
pub(crate) struct WebhookEndpointPatch {
    /// Where events are sent: an `https` address.
    url: Option<String>,
    /// What it is for.
    description: Option<String>,
    /// The events that it wants, by name or `object.*`; none named is all.
    event_types: Option<Vec<String>>,
    /// Whether anything is sent. One that is turned on is told of what happens from then on.
    enabled: Option<bool>,
}

/// Changes an endpoint, turns it on or off.
#[utoipa::path(patch, path = "/api/v1/webhook-endpoints/{id}", operation_id = "update_webhook_endpoint", tag = "Webhooks",
    params(("id" = EndpointId, Path)), request_body = WebhookEndpointPatch,
    responses((status = 200, body = WebhookEndpoint), (status = "default", body = Problem)))]
pub(crate) async fn update(
    State(app): State<App>,
    Who(caller): Who,
    Id(id): Id<EndpointId>,
    Body(patch): Body<WebhookEndpointPatch>,
) -> Result<Json<WebhookEndpoint>, Problem> {
    let change = Change {
        url: patch.url,
        description: patch.description,
        event_types: patch.event_types,
        enabled: patch.enabled,
    };
    let endpoint = app.update_endpoint(&caller, id, change).await?;
    Ok(Json(endpoint.into()))
}
