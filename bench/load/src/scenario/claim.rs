//! From an operator's claim to the header of the visitor's widget.

use super::subscribe;
use crate::{
    figure::{Detail, Figure},
    http::Connection,
    latency::Latencies,
    process::Process,
    socket::Socket,
    stamp,
    target::{Address, Target, Topic},
};
use anyhow::{Context as _, bail};
use clap::Args;
use std::time::Duration;
use tokio::time::sleep;

/// Between two claims, so that each is alone.
const PAUSE: Duration = Duration::from_millis(5);

/// What is done.
#[derive(Debug, Args)]
pub(crate) struct Options {
    #[command(flatten)]
    server: Address,
    /// How many conversations are claimed, one after the other.
    #[arg(long, default_value_t = 200)]
    claims: usize,
    /// Name of the figure.
    #[arg(long, default_value = "claim.header.p95")]
    figure: String,
}

/// Prints how long it takes until the visitor's widget knows who holds the conversation.
pub(crate) async fn run(options: Options) -> anyhow::Result<()> {
    let target = Target::open(&options.server).await?;
    let Target::Baton(baton) = &target else {
        bail!("only Baton has claims");
    };
    let visitors = baton.visitors(options.claims).await?;
    let mut operator = Connection::open(target.address()).await?;
    let times = Latencies::new()?;
    for visitor in &visitors {
        let topic = Topic {
            channel: visitor.channel.clone(),
            token: Some(visitor.token.clone()),
        };
        let listener = target.listener(&topic)?;
        let mut socket = subscribe(&target, vec![listener])
            .await?
            .pop()
            .context("no socket")?;
        sleep(PAUSE).await;
        let begun = stamp::now_ns();
        let (claimed, told) = tokio::join!(
            baton.claim(&mut operator, visitor),
            hear(&mut socket, "conversation.claimed")
        );
        claimed?;
        times.add(0, told?.saturating_sub(begun));
    }
    let summary = times.summary()?;
    let figure = Figure {
        name: options.figure,
        value: summary.p95_ms,
        unit: "ms",
        workload: format!("{} claims, one after the other", options.claims),
        detail: Detail {
            latency: Some(summary),
            server_rss_mib: Process(options.server.pid).rss_mib()?,
            ..Detail::default()
        },
    };
    figure.print()
}

/// When `event` came.
async fn hear(socket: &mut Socket, event: &str) -> anyhow::Result<u64> {
    let event = format!("\"event\":\"{event}\"");
    while !socket.next().await?.contains(&event) {}
    Ok(stamp::now_ns())
}
