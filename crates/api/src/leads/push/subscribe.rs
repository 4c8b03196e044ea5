//! A browser that takes pushes from now on.

use crate::{auth::Browser, extract::Body, problem::Problem, state::Edge};
use axum::{extract::State, http::StatusCode};
use baton_app::leads::alerts::push::Subscription;
use serde::Deserialize;
use utoipa::ToSchema;

/// A subscription as `PushSubscription.toJSON()` writes it.
#[derive(Debug, Deserialize, ToSchema)]
pub(crate) struct NewPushSubscription {
    /// The address of the push service.
    endpoint: String,
    /// The browser's keys.
    keys: PushKeys,
}

/// The keys of a browser, base64url.
#[derive(Debug, Deserialize, ToSchema)]
pub(crate) struct PushKeys {
    /// The public key.
    p256dh: String,
    /// The secret.
    auth: String,
}

/// Keeps where this browser takes pushes, for as long as it is signed in.
#[utoipa::path(post, path = "/api/v1/push/subscriptions", operation_id = "subscribe_to_push", tag = "Alerts",
    request_body = NewPushSubscription,
    responses((status = 204), (status = "default", body = Problem)))]
pub(crate) async fn subscribe(
    State(edge): State<Edge>,
    Browser(signed_in): Browser,
    Body(new): Body<NewPushSubscription>,
) -> Result<StatusCode, Problem> {
    let subscription = Subscription {
        endpoint: new.endpoint,
        p256dh: new.keys.p256dh,
        auth: new.keys.auth,
    };
    edge.app
        .subscribe_to_push(&signed_in.caller, signed_in.session, subscription)
        .await?;
    Ok(StatusCode::NO_CONTENT)
}
