//! Structured logs: one line an event, with request ids and without secrets.

use crate::config::Log;
use anyhow::Context as _;
use tracing_subscriber::EnvFilter;

/// Starts logging to standard error.
pub(crate) fn start(log: &Log) -> anyhow::Result<()> {
    let filter = EnvFilter::builder()
        .parse(&log.level)
        .context("log.level")?;
    let lines = tracing_subscriber::fmt()
        .with_env_filter(filter)
        .with_writer(std::io::stderr);
    let started = match log.format.as_str() {
        "json" => lines.json().flatten_event(true).try_init(),
        "text" => lines.with_target(false).try_init(),
        other => anyhow::bail!("log.format is `{other}`: choose text or json"),
    };
    started.map_err(|error| anyhow::anyhow!(error))
}
