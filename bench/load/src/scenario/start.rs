//! From the start of a server's process to its first ready answer, and its memory at rest.

use crate::{
    figure::{Detail, Figure, ratio},
    http::{Call, Connection},
    process::Process,
    stamp,
};
use anyhow::{Context as _, ensure};
use clap::Args;
use std::{net::SocketAddr, process::Stdio, time::Duration};
use tokio::{
    process::Command,
    time::{Instant, sleep},
};

/// How often it is asked whether it is ready.
const ASK: Duration = Duration::from_millis(2);
/// How long a server may take at most.
const PATIENCE: Duration = Duration::from_mins(1);
/// How long it may put things away before its memory is read.
const REST: Duration = Duration::from_secs(5);

/// What is done.
#[derive(Debug, Args)]
pub(crate) struct Options {
    /// Where the server will listen.
    #[arg(long, default_value = "127.0.0.1:8080")]
    address: SocketAddr,
    /// How often it is started; the median counts.
    #[arg(long, default_value_t = 5)]
    times: usize,
    /// The server with its arguments.
    #[arg(last = true, required = true)]
    command: Vec<String>,
}

/// Prints how long it takes until the server is ready, and what it holds at rest.
pub(crate) async fn run(options: Options) -> anyhow::Result<()> {
    let (mut ready, mut rest) = (Vec::new(), Vec::new());
    for _ in 0..options.times.max(1) {
        let (program, arguments) = options.command.split_first().context("no command")?;
        let begun = stamp::now_ns();
        let mut server = Command::new(program)
            .args(arguments)
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .kill_on_drop(true)
            .spawn()
            .with_context(|| format!("cannot start {program}"))?;
        wait(options.address).await?;
        ready.push(stamp::now_ns().saturating_sub(begun));
        sleep(REST).await;
        let memory = Process(server.id()).rss_kib()?;
        rest.push(memory.context("the server is gone")?);
        server.kill().await?;
    }
    let workload = format!("median of {} starts on the same data", ready.len());
    let figures = [
        ("start.ready", ratio(median(ready), 1e6), "ms"),
        ("start.rss", ratio(median(rest), 1024.0), "MiB"),
    ];
    for (name, value, unit) in figures {
        let figure = Figure {
            name: name.to_owned(),
            value,
            unit,
            workload: workload.clone(),
            detail: Detail::default(),
        };
        figure.print()?;
    }
    Ok(())
}

async fn wait(address: SocketAddr) -> anyhow::Result<()> {
    let end = Instant::now() + PATIENCE;
    loop {
        if is_ready(address).await.unwrap_or(false) {
            return Ok(());
        }
        ensure!(
            Instant::now() < end,
            "{address} was not ready within a minute"
        );
        sleep(ASK).await;
    }
}

async fn is_ready(address: SocketAddr) -> anyhow::Result<bool> {
    let mut connection = Connection::open(address).await?;
    let call = Call {
        path: "/readyz".to_owned(),
        ..Call::default()
    };
    Ok(connection.send(call).await?.status == 200)
}

fn median(mut numbers: Vec<u64>) -> u64 {
    numbers.sort_unstable();
    numbers.get(numbers.len() / 2).copied().unwrap_or_default()
}
