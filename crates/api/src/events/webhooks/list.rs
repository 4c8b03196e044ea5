//! The endpoints of a workspace.

use super::view::WebhookEndpoint;
use crate::{auth::Who, problem::Problem};
use axum::{Json, extract::State};
use baton_app::App;
use baton_core::webhook::MOST_ENDPOINTS;
use serde::Serialize;
use utoipa::ToSchema;

/// The endpoints of a workspace.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct WebhookEndpoints {
    /// Oldest first.
    items: Vec<WebhookEndpoint>,
    /// How many there may be.
    most: i64,
}

/// Lists the endpoints of the workspace.
#[utoipa::path(get, path = "/api/v1/webhook-endpoints", operation_id = "list_webhook_endpoints", tag = "Webhooks",
    responses((status = 200, body = WebhookEndpoints), (status = "default", body = Problem)))]
pub(crate) async fn list(
    State(app): State<App>,
    Who(caller): Who,
) -> Result<Json<WebhookEndpoints>, Problem> {
    let items = app.endpoints(&caller).await?;
    Ok(Json(WebhookEndpoints {
        items: items.into_iter().map(WebhookEndpoint::from).collect(),
        most: MOST_ENDPOINTS,
    }))
}
