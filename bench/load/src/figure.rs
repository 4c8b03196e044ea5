//! What was found, as one line of JSON.

use crate::latency::Summary;
use serde::Serialize;
use std::io::{Write as _, stdout};

/// One figure.
#[derive(Debug, Serialize)]
pub(crate) struct Figure {
    /// Its name in `bench/budgets.toml`.
    #[serde(rename = "figure")]
    pub(crate) name: String,
    pub(crate) value: f64,
    pub(crate) unit: &'static str,
    /// What was done to find it.
    pub(crate) workload: String,
    /// What else was seen meanwhile.
    #[serde(skip_serializing_if = "Detail::is_empty")]
    pub(crate) detail: Detail,
}

/// Further numbers of the same run.
#[derive(Debug, Clone, Copy, Default, Serialize)]
pub(crate) struct Detail {
    #[serde(flatten)]
    pub(crate) latency: Option<Summary>,
    /// Processor time of the server for each unit of work, in microseconds.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) server_cpu_us: Option<f64>,
    /// Resident memory of the server at the end, in MiB.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) server_rss_mib: Option<f64>,
}

impl Detail {
    fn is_empty(&self) -> bool {
        self.latency.is_none() && self.server_cpu_us.is_none() && self.server_rss_mib.is_none()
    }
}

impl Figure {
    /// Prints it.
    pub(crate) fn print(&self) -> anyhow::Result<()> {
        let mut out = stdout().lock();
        serde_json::to_writer(&mut out, self)?;
        writeln!(out)?;
        Ok(())
    }
}

/// A count as a number to divide.
#[expect(
    clippy::as_conversions,
    clippy::cast_precision_loss,
    reason = "counts of a run are far below 2^52"
)]
pub(crate) fn ratio(of: u64, to: f64) -> f64 {
    of as f64 / to
}
