//! Numbers for monitoring, in the text format of Prometheus.

use crate::{auth::channels::Rights, realtime::Hub};
use prometheus_client::{
    collector::Collector,
    encoding::{DescriptorEncoder, EncodeLabelSet, EncodeMetric, text::encode},
    metrics::{
        counter::{ConstCounter, Counter},
        family::Family,
        gauge::ConstGauge,
    },
    registry::Registry,
};
use std::fmt;

/// What is counted about requests.
#[derive(Debug, Clone, PartialEq, Eq, Hash, EncodeLabelSet)]
struct Labels {
    method: String,
    route: String,
    status: u16,
}

/// The numbers of this node.
#[derive(Debug)]
pub(crate) struct Metrics {
    registry: Registry,
    requests: Family<Labels, Counter>,
}

impl Metrics {
    pub(crate) fn new(hub: Hub<Rights>) -> Self {
        let (mut registry, requests) = (Registry::with_prefix("baton"), Family::default());
        registry.register(
            "http_requests",
            "Requests answered",
            Family::clone(&requests),
        );
        registry.register_collector(Box::new(Realtime(hub)));
        Self { registry, requests }
    }

    /// Counts a request by its route, never by its address: that would be as many series as there are ids.
    pub(crate) fn answered(&self, method: &str, route: &str, status: u16) {
        let labels = Labels {
            method: method.to_owned(),
            route: route.to_owned(),
            status,
        };
        self.requests.get_or_create(&labels).inc();
    }

    /// All numbers as text.
    pub(crate) fn text(&self) -> Result<String, fmt::Error> {
        let mut text = String::new();
        encode(&mut text, &self.registry)?;
        Ok(text)
    }
}

/// The sockets, read when asked for.
#[derive(Debug)]
struct Realtime(Hub<Rights>);

impl Collector for Realtime {
    fn encode(&self, mut encoder: DescriptorEncoder<'_>) -> Result<(), fmt::Error> {
        let now = self.0.counters();
        let gauges = [
            ("realtime_sockets", "Sockets open now", now.sockets),
            (
                "realtime_channels",
                "Channels that somebody hears now",
                u64::try_from(now.channels).unwrap_or(u64::MAX),
            ),
        ];
        for (name, help, value) in gauges {
            let gauge = ConstGauge::new(i64::try_from(value).unwrap_or(i64::MAX));
            gauge.encode(encoder.encode_descriptor(name, help, None, gauge.metric_type())?)?;
        }
        let counters = [
            ("realtime_opened", "Sockets opened", now.opened),
            (
                "realtime_published",
                "Events that somebody here heard",
                now.published,
            ),
            (
                "realtime_delivered",
                "Frames queued for sockets",
                now.delivered,
            ),
            (
                "realtime_closed_slow",
                "Sockets closed because they read too slowly",
                now.closed_slow,
            ),
            ("realtime_refused", "Subscriptions refused", now.refused),
            (
                "realtime_revoked",
                "Subscriptions ended with a right",
                now.revoked,
            ),
        ];
        for (name, help, value) in counters {
            let counter = ConstCounter::new(value);
            counter.encode(encoder.encode_descriptor(
                name,
                help,
                None,
                counter.metric_type(),
            )?)?;
        }
        Ok(())
    }
}
