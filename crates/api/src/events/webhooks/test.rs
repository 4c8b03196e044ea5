//! A trial of an endpoint.

use super::view::WebhookAttempt;
use crate::{auth::Who, extract::Id, problem::Problem};
use axum::{Json, extract::State};
use baton_app::App;
use baton_core::id::{EndpointId, EventId};
use serde::Serialize;
use utoipa::ToSchema;

/// How a trial went.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct WebhookTrial {
    /// Under which the log has it.
    event_id: EventId,
    /// The request.
    #[serde(flatten)]
    attempt: WebhookAttempt,
}

/// Sends a `ping` and answers how it went. It is not tried again.
#[utoipa::path(post, path = "/api/v1/webhook-endpoints/{id}/test", operation_id = "test_webhook_endpoint", tag = "Webhooks",
    params(("id" = EndpointId, Path)),
    responses((status = 200, body = WebhookTrial), (status = "default", body = Problem)))]
pub(crate) async fn test(
    State(app): State<App>,
    Who(caller): Who,
    Id(id): Id<EndpointId>,
) -> Result<Json<WebhookTrial>, Problem> {
    let (event_id, attempt) = app.test_endpoint(&caller, id).await?;
    let attempt = attempt.into();
    Ok(Json(WebhookTrial { event_id, attempt }))
}
