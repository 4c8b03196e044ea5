//! Sockets that do nothing.

use super::subscribe;
use crate::{
    figure::{Detail, Figure, ratio},
    process::Process,
    target::{Address, Target},
};
use anyhow::Context as _;
use clap::Args;
use std::time::Duration;
use tokio::time::sleep;

/// What is done.
#[derive(Debug, Args)]
pub(crate) struct Options {
    #[command(flatten)]
    server: Address,
    /// How many.
    #[arg(long, default_value_t = 10_000)]
    sockets: usize,
    /// Channels over which they are spread; 0: each has its own.
    #[arg(long, default_value_t = 0)]
    channels: usize,
    /// Seconds that the server has to put things away before its memory is read.
    #[arg(long, default_value_t = 3)]
    settle: u64,
    /// What the names of the figures begin with.
    #[arg(long, default_value = "idle")]
    figure: String,
}

/// Prints by how much the server's memory grew for each authorised socket.
pub(crate) async fn run(options: Options) -> anyhow::Result<()> {
    let process = Process(options.server.pid);
    let target = Target::open(&options.server).await?;
    let channels = match options.channels {
        0 => options.sockets,
        some => some,
    };
    let topics = target.topics(channels).await?;
    // What the database keeps at hand of the conversations, once somebody asked for them, is not what their sockets take.
    for topic in &topics {
        let mut listener = target.listener(topic)?;
        target.authorise(&mut listener, "1.1").await?;
    }
    let settle = Duration::from_secs(options.settle);
    sleep(settle).await;
    let before = process
        .rss_kib()?
        .context("--pid says whose memory to read")?;
    let spent = process.begin()?;
    let mut sockets = Vec::new();
    let all: Vec<_> = topics.iter().cycle().take(options.sockets).collect();
    // In parts: who asks for a signature holds a connection for as long as it joins.
    for some in all.chunks(500) {
        let mut listeners = Vec::new();
        for topic in some {
            listeners.push(target.listener(topic)?);
        }
        sockets.extend(subscribe(&target, listeners).await?);
    }
    let cpu = process.cpu_us_since(&spent)?;
    sleep(settle).await;
    let after = process.rss_kib()?.unwrap_or(before);
    let count = ratio(u64::try_from(sockets.len())?, 1.0);
    let name = format!("{}.{}", options.figure, target.name());
    let workload = format!("{} sockets over {channels} private channels", sockets.len());
    let detail = Detail {
        server_cpu_us: cpu.map(|cpu| ratio(cpu, count)),
        server_rss_mib: process.rss_mib()?,
        ..Detail::default()
    };
    let figure = Figure {
        name: format!("{name}.memory"),
        value: ratio(after.saturating_sub(before), count),
        unit: "KiB/socket",
        workload,
        detail,
    };
    figure.print()?;
    drop(sockets);
    Ok(())
}
