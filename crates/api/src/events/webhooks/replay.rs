//! A stretch of time is sent again.

use crate::{
    auth::Who,
    extract::{Body, Id},
    problem::Problem,
};
use axum::{Json, extract::State, http::StatusCode};
use baton_app::{App, webhooks::replay::Stretch};
use baton_core::{id::EndpointId, time::Timestamp};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// Which events.
#[derive(Debug, Clone, Copy, Default, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub(crate) enum ReplayOnly {
    /// Those that the endpoint did not take: what failed, and what it was not told of because it was turned off.
    #[default]
    Failed,
    /// All of them.
    All,
}

/// A stretch of time.
#[derive(Debug, Deserialize, ToSchema)]
pub(crate) struct WebhookReplay {
    /// From then on,
    since: Timestamp,
    /// before then; left out: until now.
    #[serde(default)]
    until: Option<Timestamp>,
    /// Which events.
    #[serde(default)]
    only: ReplayOnly,
}

/// What was begun.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct WebhookReplaying {
    /// How many events of any type there are in that time.
    events: i64,
}

/// Sends the events of a stretch of time again, in the background.
#[utoipa::path(post, path = "/api/v1/webhook-endpoints/{id}/redeliver", operation_id = "redeliver_webhook_events",
    tag = "Webhooks", params(("id" = EndpointId, Path)), request_body = WebhookReplay,
    responses((status = 202, body = WebhookReplaying), (status = "default", body = Problem)))]
pub(crate) async fn replay(
    State(app): State<App>,
    Who(caller): Who,
    Id(id): Id<EndpointId>,
    Body(body): Body<WebhookReplay>,
) -> Result<(StatusCode, Json<WebhookReplaying>), Problem> {
    let stretch = Stretch {
        since: body.since,
        until: body.until,
        all: matches!(body.only, ReplayOnly::All),
    };
    let events = app.replay_events(&caller, id, stretch).await?;
    Ok((StatusCode::ACCEPTED, Json(WebhookReplaying { events })))
}
