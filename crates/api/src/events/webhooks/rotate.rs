//! Another secret for an endpoint.

use super::view::IssuedWebhookEndpoint;
use crate::{
    auth::Who,
    extract::{Id, MaybeBody},
    problem::Problem,
};
use axum::{Json, extract::State};
use baton_app::{App, webhooks::rotate::OVERLAP_S};
use baton_core::id::EndpointId;
use serde::Deserialize;
use utoipa::ToSchema;

/// How to change over.
#[derive(Debug, Default, Deserialize, ToSchema)]
pub(crate) struct WebhookRotation {
    /// For so many seconds both secrets sign: a day where nothing is said, a week at most.
    #[serde(default)]
    overlap_s: Option<u32>,
}

/// Draws a new secret. For a while the one before signs as well.
#[utoipa::path(post, path = "/api/v1/webhook-endpoints/{id}/rotate-secret", operation_id = "rotate_webhook_secret",
    tag = "Webhooks", params(("id" = EndpointId, Path)), request_body = WebhookRotation,
    responses((status = 200, body = IssuedWebhookEndpoint), (status = "default", body = Problem)))]
pub(crate) async fn rotate(
    State(app): State<App>,
    Who(caller): Who,
    Id(id): Id<EndpointId>,
    MaybeBody(body): MaybeBody<WebhookRotation>,
) -> Result<Json<IssuedWebhookEndpoint>, Problem> {
    let overlap = body.overlap_s.unwrap_or(OVERLAP_S);
    let issued = app.rotate_endpoint_secret(&caller, id, overlap).await?;
    Ok(Json(issued.into()))
}
