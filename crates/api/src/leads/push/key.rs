//! What a browser needs to subscribe.

use crate::{auth::Who, problem::Problem, state::Edge};
use axum::{Json, extract::State};
use serde::Serialize;
use utoipa::ToSchema;

/// The key of this installation.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct PushKey {
    /// base64url, as `applicationServerKey` takes it.
    key: String,
}

/// Shows the public key with which browsers subscribe.
#[utoipa::path(get, path = "/api/v1/push/key", operation_id = "show_push_key", tag = "Alerts",
    responses((status = 200, body = PushKey), (status = "default", body = Problem)))]
pub(crate) async fn key(State(edge): State<Edge>, Who(_caller): Who) -> Json<PushKey> {
    Json(PushKey {
        key: edge.app.push_key(),
    })
}
