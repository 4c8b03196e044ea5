//! Publishers, channels, and the sockets that listen to them.

use super::{Audience, Pace, settle};
use crate::{
    figure::{Detail, Figure, ratio},
    http::Connection,
    latency::Latencies,
    process::{Process, Spent},
    stamp,
    target::{Address, Target, Topic},
};
use anyhow::ensure;
use clap::Args;
use std::{sync::Arc, time::Duration};
use tokio::{task::JoinSet, time::sleep};

/// What is done.
#[derive(Debug, Args)]
pub(crate) struct Options {
    #[command(flatten)]
    server: Address,
    /// Channels, each a conversation of its own on Baton.
    #[arg(long, default_value_t = 1)]
    channels: usize,
    /// Sockets that listen to each channel.
    #[arg(long, default_value_t = 1_000)]
    listeners: usize,
    /// Publishers, each with a connection of its own, taking the channels in turn.
    #[arg(long, default_value_t = 1)]
    publishers: usize,
    /// Events a second of all publishers; 0: as fast as they are delivered.
    #[arg(long, default_value_t = 0)]
    rate: u32,
    /// Events of one publisher that may be under way, where there is no rate: no server is asked to drop any.
    #[arg(long, default_value_t = 64)]
    window: u64,
    /// How long, after a second to warm up.
    #[arg(long, default_value_t = 5)]
    seconds: u64,
    /// What the names of the figures begin with.
    #[arg(long, default_value = "fan")]
    figure: String,
}

struct Stage {
    target: Arc<Target>,
    topics: Arc<[Topic]>,
    audience: Audience,
    heard: Arc<Latencies>,
    sent: Arc<Latencies>,
}

/// Prints how many deliveries a second there were, and how long they took.
pub(crate) async fn run(options: Options) -> anyhow::Result<()> {
    let target = Arc::new(Target::open(&options.server).await?);
    let topics: Arc<[Topic]> = target.topics(options.channels).await?.into();
    let (heard, sent) = (Arc::new(Latencies::new()?), Arc::new(Latencies::new()?));
    let mut listeners = Vec::new();
    for topic in &*topics {
        for _ in 0..options.listeners {
            listeners.push(target.listener(topic)?);
        }
    }
    let audience = Audience::gather(&target, listeners, &heard).await?;
    let stage = Stage {
        target,
        topics,
        audience,
        heard,
        sent,
    };
    stage.play(&options, Duration::from_secs(1)).await?;
    let process = Process(options.server.pid);
    let spent = process.begin()?;
    stage
        .play(&options, Duration::from_secs(options.seconds))
        .await?;
    stage.print(&options, process, &spent)
}

impl Stage {
    async fn play(&self, options: &Options, length: Duration) -> anyhow::Result<()> {
        self.heard.clear();
        self.sent.clear();
        let mut publishing = JoinSet::new();
        for lane in 0..options.publishers {
            let connection = Connection::open(self.target.address()).await?;
            let pace = Pace::new((lane, options.publishers), options.rate, length)?;
            let window = (options.rate == 0).then_some(options.window);
            publishing.spawn(
                Publisher {
                    lane,
                    lanes: options.publishers,
                    listeners: u64::try_from(options.listeners)?,
                    window,
                    target: Arc::clone(&self.target),
                    topics: Arc::clone(&self.topics),
                    heard: Arc::clone(&self.heard),
                    sent: Arc::clone(&self.sent),
                }
                .publish(connection, pace),
            );
        }
        while let Some(published) = publishing.join_next().await {
            published??;
        }
        let expected = self.sent.count() * u64::try_from(options.listeners)?;
        let missing = settle(&self.heard, expected).await;
        ensure!(
            missing == 0,
            "{missing} of {expected} deliveries are missing; the server closed {} sockets",
            self.audience.lost()
        );
        Ok(())
    }

    fn print(&self, options: &Options, process: Process, spent: &Spent) -> anyhow::Result<()> {
        let load = match options.rate {
            0 => "as fast as it goes".to_owned(),
            rate => format!("{rate}/s"),
        };
        let workload = format!(
            "{} channels x {} sockets, {} publishers, {load}",
            options.channels, options.listeners, options.publishers
        );
        let deliveries = self.heard.count();
        let cpu = process.cpu_us_since(spent)?;
        let per_delivery = cpu.map(|cpu| ratio(cpu, ratio(deliveries, 1.0)));
        let latency = self.heard.summary()?;
        let seconds = spent.elapsed_s();
        let name = format!("{}.{}", options.figure, self.target.name());
        let mut figures = vec![
            ("deliveries", ratio(deliveries, seconds), "deliveries/s"),
            ("p50", latency.p50_ms, "ms"),
            ("p99", latency.p99_ms, "ms"),
        ];
        figures.extend(per_delivery.map(|cpu| ("cpu", cpu, "us/delivery")));
        for (part, value, unit) in figures {
            let figure = Figure {
                name: format!("{name}.{part}"),
                value,
                unit,
                workload: workload.clone(),
                detail: Detail {
                    latency: Some(latency),
                    server_cpu_us: per_delivery,
                    server_rss_mib: process.rss_mib()?,
                },
            };
            figure.print()?;
        }
        Ok(())
    }
}

/// Somebody who publishes on some of the channels.
struct Publisher {
    lane: usize,
    lanes: usize,
    listeners: u64,
    window: Option<u64>,
    target: Arc<Target>,
    topics: Arc<[Topic]>,
    heard: Arc<Latencies>,
    sent: Arc<Latencies>,
}

impl Publisher {
    async fn publish(self, mut connection: Connection, mut pace: Pace) -> anyhow::Result<()> {
        let lanes = u64::try_from(self.lanes)?;
        // Where there are more publishers than channels, some share one.
        let mut mine = self
            .topics
            .iter()
            .cycle()
            .skip(self.lane)
            .step_by(self.lanes);
        while pace.turn().await {
            if let Some(window) = self.window {
                while self.under_way() > window * lanes {
                    sleep(Duration::from_millis(1)).await;
                }
            }
            let Some(topic) = mine.next() else { break };
            let begun = stamp::now_ns();
            let call = self
                .target
                .publish(topic, &format!("An event {}", stamp::mark()))?;
            let answer = connection.send(call).await?;
            answer.succeeded()?;
            self.sent
                .add(self.lane, stamp::now_ns().saturating_sub(begun));
        }
        Ok(())
    }

    /// Events that not everybody has heard yet.
    fn under_way(&self) -> u64 {
        let heard = self.heard.count() / self.listeners.max(1);
        self.sent.count().saturating_sub(heard)
    }
}
