//! Structured logs: one line an event, with request ids and without secrets.

use crate::{
    config::Log,
    traces::{SPANS, Spans},
};
use anyhow::Context as _;
use std::io::IsTerminal as _;
use tracing_subscriber::{
    EnvFilter, Layer as _, filter::filter_fn, fmt, layer::SubscriberExt as _, registry,
    util::SubscriberInitExt as _,
};

/// Starts logging to standard error, and collecting spans where they are wanted.
pub(crate) fn start(log: &Log, spans: Option<Spans>) -> anyhow::Result<()> {
    let filter = EnvFilter::builder()
        .parse(&log.level)
        .context("log.level")?;
    let is_read_by_people = std::io::stderr().is_terminal();
    let lines = fmt::layer()
        .with_ansi(is_read_by_people)
        .with_writer(std::io::stderr);
    let lines = match log.format.as_str() {
        "json" => lines.json().flatten_event(true).boxed(),
        "text" => lines.with_target(false).boxed(),
        other => anyhow::bail!("log.format is `{other}`: choose text or json"),
    };
    // Each has a filter of its own: with no exporter nobody is interested in spans, and making one costs a comparison.
    let spans = spans.map(|spans| spans.with_filter(filter_fn(|about| about.target() == SPANS)));
    registry()
        .with(lines.with_filter(filter))
        .with(spans)
        .try_init()
        .map_err(|error| anyhow::anyhow!(error))
}
