//! An endpoint and what was sent to it, as members read them.

use baton_core::{
    id::{EndpointId, EventId},
    time::Timestamp,
    webhook::{Cause, DeliveryStatus, DisabledReason},
};
use baton_store::webhooks::{self, log};
use serde::Serialize;
use utoipa::ToSchema;

/// An endpoint, without its secret.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct WebhookEndpoint {
    /// The endpoint.
    id: EndpointId,
    /// Where events are sent.
    url: String,
    /// What it is for.
    description: String,
    /// The events that it wants, by name or `object.*`; none named is all.
    event_types: Vec<String>,
    /// Whether anything is sent.
    enabled: bool,
    /// When it was turned off.
    disabled_at: Option<Timestamp>,
    /// Why it was turned off.
    disabled_reason: Option<DisabledReason>,
    /// Until when the secret before signs as well.
    old_secret_until: Option<Timestamp>,
    /// Failures since the last success.
    failures: i64,
    /// When the first of them was.
    failing_since: Option<Timestamp>,
    /// When it last took something.
    last_success_at: Option<Timestamp>,
    /// How many events of the past are still to be looked at, where somebody asked for them.
    replaying: Option<i64>,
    /// When it was made.
    created_at: Timestamp,
    /// When somebody last changed it.
    updated_at: Timestamp,
}

impl From<webhooks::Endpoint> for WebhookEndpoint {
    fn from(e: webhooks::Endpoint) -> Self {
        Self {
            id: e.id,
            url: e.url,
            description: e.description,
            event_types: e.event_types.as_slice().to_vec(),
            enabled: e.enabled,
            disabled_at: e.disabled_at,
            disabled_reason: e.disabled_reason,
            old_secret_until: e.old_secret_until,
            failures: e.failures,
            failing_since: e.failing_since,
            last_success_at: e.last_success_at,
            replaying: e.replaying,
            created_at: e.created_at,
            updated_at: e.updated_at,
        }
    }
}

/// An endpoint with its secret.
#[derive(Serialize, ToSchema)]
pub(crate) struct IssuedWebhookEndpoint {
    /// The endpoint.
    #[serde(flatten)]
    shown: WebhookEndpoint,
    /// What its receiver verifies with. Shown this once.
    secret: String,
}

impl From<baton_app::webhooks::create::Issued> for IssuedWebhookEndpoint {
    fn from(issued: baton_app::webhooks::create::Issued) -> Self {
        Self {
            shown: issued.endpoint.into(),
            secret: issued.secret,
        }
    }
}

/// What became of an event that was sent to an endpoint.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct WebhookDelivery {
    /// The event; of a trial, an id of its own.
    event_id: EventId,
    /// The `webhook-id` that the receiver gets, the same at each attempt.
    webhook_id: String,
    /// The type of the event.
    event: String,
    /// What became of it.
    status: DeliveryStatus,
    /// How often it was tried.
    attempts: i64,
    /// When it is tried again.
    next_attempt_at: Option<Timestamp>,
    /// What was answered last.
    last_http_status: Option<i64>,
    /// Why the last attempt failed.
    last_error: Option<String>,
    /// When the first attempt was made.
    created_at: Timestamp,
    /// When the last attempt was made.
    updated_at: Timestamp,
}

impl From<log::Delivery> for WebhookDelivery {
    fn from(d: log::Delivery) -> Self {
        Self {
            event_id: d.event,
            webhook_id: baton_app::webhooks::message_id(d.event),
            event: d.kind,
            status: d.status,
            attempts: d.attempts,
            next_attempt_at: d.next_attempt_at,
            last_http_status: d.last_http_status,
            last_error: d.last_error,
            created_at: d.created_at,
            updated_at: d.updated_at,
        }
    }
}

/// One request to an endpoint.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct WebhookAttempt {
    /// From 1.
    number: i64,
    /// When it was begun.
    at: Timestamp,
    /// What it was made for.
    cause: Cause,
    /// What was answered, where anything was.
    http_status: Option<i64>,
    /// Why it failed.
    error: Option<String>,
    /// How long it took, in milliseconds.
    duration_ms: i64,
    /// The first 4 KB of the answer.
    response: Option<String>,
}

impl From<log::Attempt> for WebhookAttempt {
    fn from(a: log::Attempt) -> Self {
        Self {
            number: a.number,
            at: a.at,
            cause: a.cause,
            http_status: a.http_status,
            error: a.error,
            duration_ms: a.duration_ms,
            response: a.response,
        }
    }
}
