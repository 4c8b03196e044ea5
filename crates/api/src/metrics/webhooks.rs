//! What is told to other programs: how it goes here, and what waits in the database for every process.

use super::{page::Metric, process::float};
use crate::state::Edge;
use baton_core::{time::Timestamp, webhook::DeliveryStatus};
use baton_db::{Conn, Result};
use baton_store::webhooks::census::{self, Endpoints, Retries};

/// What waits.
pub(super) type Waiting = (Endpoints, Retries);

/// Reads what waits.
pub(super) async fn read(conn: &mut Conn<'_>, now: Timestamp) -> Result<Waiting> {
    Ok((
        census::endpoints(conn, now).await?,
        census::retries(conn, now).await?,
    ))
}

/// What the workers of this process did.
pub(super) fn attempts(edge: &Edge) -> Vec<Metric> {
    let meters = edge.app.meters();
    let mut attempts = Metric::counter(
        "webhook_attempts",
        "Attempts at webhooks, by what became of the delivery",
    );
    for (outcome, status) in [
        ("delivered", DeliveryStatus::Delivered),
        ("retried", DeliveryStatus::Pending),
        ("failed", DeliveryStatus::Failed),
    ] {
        let labels = vec![("outcome", outcome.to_owned())];
        attempts = attempts.count(labels, meters.attempts(status).get());
    }
    let took = Metric::latency("webhook_seconds", "How long receivers of webhooks took")
        .took(vec![], meters.webhooks.read());
    vec![attempts, took]
}

/// What waits, and how long.
pub(super) fn waiting((endpoints, retries): &Waiting, now: Timestamp) -> Vec<Metric> {
    let state = |state: &str| vec![("state", state.to_owned())];
    let count = |count: i64| float(usize::try_from(count).unwrap_or_default());
    let age = |since: Option<i64>| {
        let waits = since.map_or(0, |at| now.since_ms(Timestamp::from_ms(at)).max(0));
        f64::from(u32::try_from(waits / 1_000).unwrap_or(u32::MAX))
    };
    let (due, later, due_since) = *retries;
    vec![
        Metric::gauge("webhook_endpoints", "Endpoints of webhooks, by state")
            .now(state("on"), count(endpoints.on))
            .now(state("off"), count(endpoints.off))
            .now(state("disabled"), count(endpoints.disabled)),
        Metric::gauge(
            "webhook_waiting",
            "Events and attempts that wait to be sent, by why",
        )
        .now(state("new"), count(endpoints.fresh))
        .now(state("resting"), count(endpoints.resting))
        .now(state("due"), count(due))
        .now(state("scheduled"), count(later)),
        Metric::gauge(
            "webhook_oldest_seconds",
            "How long the oldest of those that could be sent has waited",
        )
        .now(state("new"), age(endpoints.since))
        .now(state("due"), age(due_since)),
    ]
}
