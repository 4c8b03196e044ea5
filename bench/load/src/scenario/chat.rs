//! Visitors write to teammates, each in a conversation of their own.

use super::{Audience, Pace, settle};
use crate::{
    figure::{Detail, Figure, ratio},
    http::Connection,
    latency::Latencies,
    process::{Process, Spent},
    stamp,
    target::{Address, Target, Topic},
};
use anyhow::{bail, ensure};
use clap::Args;
use std::{sync::Arc, time::Duration};
use tokio::task::JoinSet;

/// What is done.
#[derive(Debug, Args)]
pub(crate) struct Options {
    #[command(flatten)]
    pub(super) server: Address,
    /// Visitors who write at the same time.
    #[arg(long, default_value_t = 64)]
    visitors: usize,
    /// Operators who listen to the whole workspace.
    #[arg(long, default_value_t = 1)]
    operators: usize,
    /// Messages a second of all visitors; 0: as many as are taken.
    #[arg(long, default_value_t = 0)]
    pub(super) rate: u32,
    /// How long, after a second to warm up.
    #[arg(long, default_value_t = 10)]
    pub(super) seconds: u64,
    /// What the names of the figures begin with.
    #[arg(long, default_value = "chat")]
    figure: String,
}

/// Who writes and who listens, and how long it took.
pub(super) struct Stage {
    pub(super) target: Arc<Target>,
    writers: Vec<(Topic, Connection)>,
    visitors: Audience,
    operators: Audience,
    accepted: Arc<Latencies>,
    to_visitor: Arc<Latencies>,
    pub(super) to_operator: Arc<Latencies>,
}

/// Prints how many messages a second were accepted, and how long they took to the writer's own widget and to operators.
pub(crate) async fn run(options: Options) -> anyhow::Result<()> {
    let mut stage = Stage::set(&options).await?;
    stage.play(&options, Duration::from_secs(1)).await?;
    let process = Process(options.server.pid);
    let spent = process.begin()?;
    stage
        .play(&options, Duration::from_secs(options.seconds))
        .await?;
    stage.print(&options, process, &spent)
}

impl Stage {
    pub(super) async fn set(options: &Options) -> anyhow::Result<Self> {
        let target = Arc::new(Target::open(&options.server).await?);
        let Target::Baton(baton) = &*target else {
            bail!("only Baton has visitors and operators");
        };
        let topics = target.topics(options.visitors).await?;
        let [accepted, to_visitor, to_operator] =
            [Latencies::new()?, Latencies::new()?, Latencies::new()?].map(Arc::new);
        let mut listeners = Vec::new();
        for topic in &topics {
            listeners.push(target.listener(topic)?);
        }
        let visitors = Audience::gather(&target, listeners, &to_visitor).await?;
        let mut listeners = Vec::new();
        for _ in 0..options.operators {
            listeners.push(baton.operator()?);
        }
        let operators = Audience::gather(&target, listeners, &to_operator).await?;
        let mut writers = Vec::new();
        for topic in topics {
            writers.push((topic, Connection::open(target.address()).await?));
        }
        Ok(Self {
            target,
            writers,
            visitors,
            operators,
            accepted,
            to_visitor,
            to_operator,
        })
    }

    /// Lets everybody write for `length`, and waits until all of it was heard.
    pub(super) async fn play(&mut self, options: &Options, length: Duration) -> anyhow::Result<()> {
        for times in [&self.accepted, &self.to_visitor, &self.to_operator] {
            times.clear();
        }
        let mut writing = JoinSet::new();
        let lanes = self.writers.len();
        for (lane, (topic, connection)) in self.writers.drain(..).enumerate() {
            let (target, accepted) = (Arc::clone(&self.target), Arc::clone(&self.accepted));
            let pace = Pace::new((lane, lanes), options.rate, length)?;
            writing.spawn(write(target, (topic, connection), pace, (lane, accepted)));
        }
        while let Some(writer) = writing.join_next().await {
            self.writers.push(writer??);
        }
        let sent = self.accepted.count();
        let missing = [
            settle(&self.to_visitor, sent).await,
            settle(&self.to_operator, sent * u64::try_from(options.operators)?).await,
        ];
        ensure!(
            missing == [0, 0],
            "of {sent} messages {missing:?} were not heard by visitors and operators; closed were {} and {} of them",
            self.visitors.lost(),
            self.operators.lost()
        );
        Ok(())
    }

    fn print(&self, options: &Options, process: Process, spent: &Spent) -> anyhow::Result<()> {
        let sent = self.accepted.count();
        let load = match options.rate {
            0 => "as fast as it goes".to_owned(),
            rate => format!("{rate}/s"),
        };
        let workload = format!(
            "{} visitors, {} operators, {load}",
            options.visitors, options.operators
        );
        let cpu = process.cpu_us_since(spent)?;
        let rss = process.rss_kib()?;
        let seconds = Duration::from_secs(options.seconds).as_secs_f64();
        let operator = self.to_operator.summary()?;
        let figures = [
            (
                "accepted",
                ratio(sent, seconds),
                "messages/s",
                &self.accepted,
            ),
            ("operator.p50", operator.p50_ms, "ms", &self.to_operator),
            ("operator.p99", operator.p99_ms, "ms", &self.to_operator),
            (
                "visitor.p99",
                self.to_visitor.summary()?.p99_ms,
                "ms",
                &self.to_visitor,
            ),
        ];
        for (name, value, unit, times) in figures {
            let figure = Figure {
                name: format!("{}.{name}", options.figure),
                value,
                unit,
                workload: workload.clone(),
                detail: Detail {
                    latency: Some(times.summary()?),
                    server_cpu_us: cpu.map(|cpu| ratio(cpu, ratio(sent, 1.0))),
                    server_rss_mib: rss.map(|kib| ratio(kib, 1024.0)),
                },
            };
            figure.print()?;
        }
        Ok(())
    }
}

/// One visitor, until their time is over.
async fn write(
    target: Arc<Target>,
    (topic, mut connection): (Topic, Connection),
    mut pace: Pace,
    (lane, accepted): (usize, Arc<Latencies>),
) -> anyhow::Result<(Topic, Connection)> {
    while pace.turn().await {
        let begun = stamp::now_ns();
        let text = format!("Where is my order? {}", stamp::mark());
        let answer = connection.send(target.publish(&topic, &text)?).await?;
        answer.succeeded()?;
        accepted.add(lane, stamp::now_ns().saturating_sub(begun));
    }
    Ok((topic, connection))
}
