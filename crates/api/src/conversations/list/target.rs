//! How soon whoever waits should have an answer of a person.

use crate::{auth::Who, extract::Body, problem::Problem};
use axum::{Json, extract::State};
use baton_app::App;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// What the queue is held to.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
pub(crate) struct QueueTarget {
    /// Within so many minutes a person should answer whoever waits; 1 to 1440, 5 unless set.
    target_minutes: i64,
}

/// Shows how soon whoever waits should have an answer of a person.
#[utoipa::path(get, path = "/api/v1/queue", operation_id = "show_queue", tag = "Team",
    responses((status = 200, body = QueueTarget), (status = "default", body = Problem)))]
pub(crate) async fn show(
    State(app): State<App>,
    Who(caller): Who,
) -> Result<Json<QueueTarget>, Problem> {
    let target_minutes = app.answer_target(&caller).await?.minutes();
    Ok(Json(QueueTarget { target_minutes }))
}

/// Sets how soon whoever waits should have an answer of a person.
#[utoipa::path(patch, path = "/api/v1/queue", operation_id = "update_queue", tag = "Team",
    request_body = QueueTarget,
    responses((status = 200, body = QueueTarget), (status = "default", body = Problem)))]
pub(crate) async fn update(
    State(app): State<App>,
    Who(caller): Who,
    Body(wish): Body<QueueTarget>,
) -> Result<Json<QueueTarget>, Problem> {
    let kept = app.set_answer_target(&caller, wish.target_minutes).await?;
    Ok(Json(QueueTarget {
        target_minutes: kept.minutes(),
    }))
}
