//! One endpoint: shown, and removed.

use super::view::WebhookEndpoint;
use crate::{auth::Who, extract::Id, problem::Problem};
use axum::{Json, extract::State, http::StatusCode};
use baton_app::App;
use baton_core::id::EndpointId;
use serde::Serialize;
use utoipa::ToSchema;

/// An endpoint, and what waits for it.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct WebhookEndpointDetail {
    /// The endpoint.
    #[serde(flatten)]
    shown: WebhookEndpoint,
    /// Events that it is still to be told of, counted up to 1,000.
    waiting: i64,
}

/// One endpoint.
#[utoipa::path(get, path = "/api/v1/webhook-endpoints/{id}", operation_id = "show_webhook_endpoint", tag = "Webhooks",
    params(("id" = EndpointId, Path)),
    responses((status = 200, body = WebhookEndpointDetail), (status = "default", body = Problem)))]
pub(crate) async fn show(
    State(app): State<App>,
    Who(caller): Who,
    Id(id): Id<EndpointId>,
) -> Result<Json<WebhookEndpointDetail>, Problem> {
    let (endpoint, waiting) = app.endpoint(&caller, id).await?;
    Ok(Json(WebhookEndpointDetail {
        shown: endpoint.into(),
        waiting,
    }))
}

/// Removes an endpoint with its log.
#[utoipa::path(delete, path = "/api/v1/webhook-endpoints/{id}", operation_id = "delete_webhook_endpoint", tag = "Webhooks",
    params(("id" = EndpointId, Path)),
    responses((status = 204), (status = "default", body = Problem)))]
pub(crate) async fn delete(
    State(app): State<App>,
    Who(caller): Who,
    Id(id): Id<EndpointId>,
) -> Result<StatusCode, Problem> {
    app.delete_endpoint(&caller, id).await?;
    Ok(StatusCode::NO_CONTENT)
}
