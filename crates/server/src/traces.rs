//! Traces: the spans of requests, turns and jobs, sent to a collector. Without an address there is no span at all; a
//! collector that is slow or gone loses spans, and nothing else. See docs/adr/0007.

mod export;
mod span;

pub(crate) use export::Exporter;
pub(crate) use span::Spans;

use crate::config::Telemetry;
use anyhow::Context as _;
use std::time::Duration;
use tokio::sync::mpsc;
use url::Url;

/// The target of the spans that are exported.
pub(crate) const SPANS: &str = "baton::span";
/// How long the end of the process waits for the last spans.
pub(crate) const LAST_WORD: Duration = Duration::from_secs(3);
/// Spans that may wait to be sent; what comes when it is full is lost.
const WAITING: usize = 4_096;

/// What collects spans and what sends them, where an address is set.
pub(crate) fn prepare(telemetry: &Telemetry) -> anyhow::Result<Option<(Spans, Exporter)>> {
    if telemetry.otlp_url.is_empty() {
        return Ok(None);
    }
    let mut url = Url::parse(&telemetry.otlp_url).context("telemetry.otlp_url")?;
    if url.path() == "/" {
        url.set_path("/v1/traces");
    }
    let (sender, waiting) = mpsc::channel(WAITING);
    let exporter = Exporter::new(url, waiting).context("telemetry.otlp_url")?;
    Ok(Some((Spans::new(sender), exporter)))
}
