//! A page of numbers as text.

use baton_core::meter::{BOUNDS_US, LatencyReading};
use prometheus_client::{
    collector::Collector,
    encoding::{DescriptorEncoder, MetricEncoder, text::encode},
    metrics::MetricType,
    registry::Registry,
};
use std::fmt;

/// One metric with its series.
#[derive(Debug)]
pub(super) struct Metric {
    name: &'static str,
    help: &'static str,
    kind: MetricType,
    series: Vec<(Labels, Value)>,
}

/// Never anything of a workspace.
pub(super) type Labels = Vec<(&'static str, String)>;

#[derive(Debug)]
enum Value {
    Count(u64),
    Now(f64),
    Latency(LatencyReading),
}

impl Metric {
    /// A count that only grows.
    pub(super) fn counter(name: &'static str, help: &'static str) -> Self {
        Self::new(name, help, MetricType::Counter)
    }

    /// What is now.
    pub(super) fn gauge(name: &'static str, help: &'static str) -> Self {
        Self::new(name, help, MetricType::Gauge)
    }

    /// How long something took.
    pub(super) fn latency(name: &'static str, help: &'static str) -> Self {
        Self::new(name, help, MetricType::Histogram)
    }

    fn new(name: &'static str, help: &'static str, kind: MetricType) -> Self {
        Self {
            name,
            help,
            kind,
            series: Vec::new(),
        }
    }

    pub(super) fn count(self, labels: Labels, value: u64) -> Self {
        self.with(labels, Value::Count(value))
    }

    pub(super) fn now(self, labels: Labels, value: f64) -> Self {
        self.with(labels, Value::Now(value))
    }

    pub(super) fn took(self, labels: Labels, value: LatencyReading) -> Self {
        self.with(labels, Value::Latency(value))
    }

    fn with(mut self, labels: Labels, value: Value) -> Self {
        self.series.push((labels, value));
        self
    }
}

/// All metrics as text.
pub(super) fn text(metrics: Vec<Metric>) -> Result<String, fmt::Error> {
    let mut registry = Registry::with_prefix("baton");
    registry.register_collector(Box::new(Page(metrics)));
    let mut text = String::new();
    encode(&mut text, &registry)?;
    Ok(text)
}

#[derive(Debug)]
struct Page(Vec<Metric>);

impl Collector for Page {
    fn encode(&self, mut encoder: DescriptorEncoder<'_>) -> fmt::Result {
        for metric in self.0.iter().filter(|metric| !metric.series.is_empty()) {
            let mut family =
                encoder.encode_descriptor(metric.name, metric.help, None, metric.kind)?;
            for (labels, value) in &metric.series {
                if labels.is_empty() {
                    write(&mut family, value)?;
                } else {
                    write(&mut family.encode_family(&labels.as_slice())?, value)?;
                }
            }
        }
        Ok(())
    }
}

/// Of an exemplar, of which there are none.
type NoLabels = [(&'static str, &'static str); 0];

fn write(encoder: &mut MetricEncoder<'_>, value: &Value) -> fmt::Result {
    match value {
        Value::Count(count) => encoder.encode_counter::<NoLabels, _, u64>(count, None),
        Value::Now(now) => encoder.encode_gauge(now),
        Value::Latency(latency) => {
            let ends = BOUNDS_US.iter().map(|us| seconds(*us));
            let ends = ends.zip(latency.buckets);
            let buckets: Vec<(f64, u64)> = ends.chain([(f64::INFINITY, latency.longer)]).collect();
            let (sum, count) = (seconds(latency.sum_us), latency.count());
            encoder.encode_histogram::<NoLabels>(sum, count, &buckets, None)
        }
    }
}

fn seconds(us: u64) -> f64 {
    std::time::Duration::from_micros(us).as_secs_f64()
}
