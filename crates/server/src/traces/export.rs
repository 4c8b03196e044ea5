//! Sending spans to a collector: OTLP over HTTP, in JSON.

use super::span::{Span, Told};
use baton_core::text::hex;
use baton_outbound::{Policy, Refused, request_client};
use serde_json::{Value, json};
use std::time::Duration;
use tokio::{sync::mpsc::Receiver, time::timeout};
use tokio_util::sync::CancellationToken;
use url::Url;

/// Most spans of one request.
const BATCH: usize = 512;
/// How long a span waits for others.
const GATHER: Duration = Duration::from_secs(1);
/// How long the collector may take.
const PATIENCE: Duration = Duration::from_secs(2);

/// Sends spans that ended.
#[derive(Debug)]
pub(crate) struct Exporter {
    client: reqwest::Client,
    url: Url,
    ended: Receiver<Span>,
    /// Whether the last attempt failed: a collector that is gone is told of once.
    is_failing: bool,
}

impl Exporter {
    pub(super) fn new(url: Url, ended: Receiver<Span>) -> Result<Self, Refused> {
        // Whoever configures the server may name a collector of their own network.
        let policy = Policy::allowing(&url);
        policy.check(&url)?;
        Ok(Self {
            client: request_client(&policy)?,
            url,
            ended,
            is_failing: false,
        })
    }

    /// Sends until `stop`, then what is left.
    pub(crate) async fn run(mut self, stop: CancellationToken) {
        let mut spans = Vec::with_capacity(BATCH);
        while stop
            .run_until_cancelled(self.gather(&mut spans))
            .await
            .is_some()
        {
            self.send(&mut spans).await;
        }
        while let Ok(span) = self.ended.try_recv() {
            spans.push(span);
        }
        self.send(&mut spans).await;
    }

    /// Waits for a span, and then a moment for more. What was gathered stays when it is dropped.
    async fn gather(&mut self, spans: &mut Vec<Span>) {
        if spans.is_empty() {
            match self.ended.recv().await {
                Some(span) => spans.push(span),
                None => return std::future::pending().await,
            }
        }
        let more = async {
            while spans.len() < BATCH {
                let Some(span) = self.ended.recv().await else {
                    return;
                };
                spans.push(span);
            }
        };
        // In time or not: what is there is sent.
        timeout(GATHER, more).await.unwrap_or_default();
    }

    async fn send(&mut self, spans: &mut Vec<Span>) {
        if spans.is_empty() {
            return;
        }
        let body = body(spans);
        spans.clear();
        let request = self
            .client
            .post(self.url.clone())
            .json(&body)
            .timeout(PATIENCE);
        let sent = request
            .send()
            .await
            .and_then(reqwest::Response::error_for_status);
        match sent {
            Ok(_) => self.is_failing = false,
            Err(error) if !self.is_failing => {
                self.is_failing = true;
                tracing::warn!(%error, "traces cannot be exported; those of the meantime are lost");
            }
            Err(_) => {}
        }
    }
}

fn body(spans: &[Span]) -> Value {
    let text = |key: &str, value: &str| json!({"key": key, "value": {"stringValue": value}});
    let version = env!("CARGO_PKG_VERSION");
    json!({"resourceSpans": [{
        "resource": {"attributes": [text("service.name", "baton"), text("service.version", version)]},
        "scopeSpans": [{
            "scope": {"name": "baton", "version": version},
            "spans": spans.iter().map(span).collect::<Vec<_>>(),
        }],
    }]})
}

fn span(span: &Span) -> Value {
    let ended_ns = span.began_ns.saturating_add_unsigned(span.took_ns);
    json!({
        "traceId": hex(&span.trace),
        "spanId": hex(&span.id),
        "parentSpanId": span.parent.map_or_else(String::new, |id| hex(&id)),
        "name": span.name,
        "kind": if span.is_server { 2 } else { 1 },
        "startTimeUnixNano": span.began_ns.to_string(),
        "endTimeUnixNano": ended_ns.to_string(),
        "attributes": span.attributes.iter().map(attribute).collect::<Vec<_>>(),
        "status": if span.failed { json!({"code": 2}) } else { json!({}) },
    })
}

fn attribute((key, told): &(&'static str, Told)) -> Value {
    let value = match told {
        Told::Text(text) => json!({"stringValue": text}),
        // Numbers of 64 bits are text in this format.
        Told::Number(number) => json!({"intValue": number.to_string()}),
        Told::Fraction(number) => json!({"doubleValue": number}),
        Told::Truth(truth) => json!({"boolValue": truth}),
    };
    json!({"key": key, "value": value})
}
