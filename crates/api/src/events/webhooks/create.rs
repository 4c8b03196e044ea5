//! A new endpoint.

use super::view::IssuedWebhookEndpoint;
use crate::{auth::Who, extract::Body, problem::Problem};
use axum::{Json, extract::State, http::StatusCode};
use baton_app::{App, webhooks::create::NewEndpoint};
use serde::Deserialize;
use utoipa::ToSchema;

/// An endpoint to be made.
#[derive(Debug, Deserialize, ToSchema)]
pub(crate) struct WebhookEndpointIn {
    /// Where events are sent: an `https` address.
    url: String,
    /// What it is for.
    #[serde(default)]
    description: String,
    /// The events that it wants, by name or `object.*`; none named is all.
    #[serde(default)]
    event_types: Vec<String>,
}

/// Makes an endpoint, which is told of what happens from now on.
#[utoipa::path(post, path = "/api/v1/webhook-endpoints", operation_id = "create_webhook_endpoint", tag = "Webhooks",
    request_body = WebhookEndpointIn,
    responses((status = 201, body = IssuedWebhookEndpoint), (status = "default", body = Problem)))]
pub(crate) async fn create(
    State(app): State<App>,
    Who(caller): Who,
    Body(body): Body<WebhookEndpointIn>,
) -> Result<(StatusCode, Json<IssuedWebhookEndpoint>), Problem> {
    let new = NewEndpoint {
        url: body.url,
        description: body.description,
        event_types: body.event_types,
    };
    let issued = app.create_endpoint(&caller, new).await?;
    Ok((StatusCode::CREATED, Json(issued.into())))
}
