//! What every console asks every thirty seconds: which leads are new, and who waits for a person.

use crate::{
    figure::{Detail, Figure},
    http::Connection,
    latency::Latencies,
    process::Process,
    target::{Address, Target, baton},
};
use anyhow::bail;
use clap::Args;
use serde::Deserialize;
use std::time::Instant;

/// Questions that are not counted.
const WARM: usize = 100;

/// What is done.
#[derive(Debug, Args)]
pub(crate) struct Options {
    #[command(flatten)]
    server: Address,
    /// Leads that are new to every other question; one answer tells 50 at most.
    #[arg(long, default_value_t = 50)]
    leads: usize,
    /// How often it is asked, one question after the other.
    #[arg(long, default_value_t = 5_000)]
    times: usize,
}

#[derive(Debug, Deserialize)]
struct Feed {
    cursor: i64,
    leads: Vec<serde::de::IgnoredAny>,
}

/// Prints how long the answers take, by turns with everything new and with nothing new.
pub(crate) async fn run(options: Options) -> anyhow::Result<()> {
    let target = Target::open(&options.server).await?;
    let Target::Baton(baton) = &target else {
        bail!("only Baton has leads");
    };
    let visitors = baton.visitors(options.leads).await?;
    let mut console = Connection::open(baton.address).await?;
    let ask = |cursor| {
        let path = format!("/api/v1/leads/feed{cursor}");
        baton.member("GET", &path, String::new())
    };
    let before: Feed = console.send(ask(String::new())).await?.json()?;
    for (n, visitor) in visitors.iter().enumerate() {
        let call = baton::capture(&visitor.token, &format!("{n}@example.com"));
        console.send(call).await?.succeeded()?;
    }
    let after: Feed = console.send(ask(String::new())).await?.json()?;
    let times = Latencies::new()?;
    for n in 0..options.times + WARM {
        let (cursor, new) = match n % 2 {
            0 => (before.cursor, options.leads.min(50)),
            _ => (after.cursor, 0),
        };
        let begun = Instant::now();
        let answer = console.send(ask(format!("?cursor={cursor}"))).await?;
        let took = u64::try_from(begun.elapsed().as_nanos())?;
        let told = answer.json::<Feed>()?.leads.len();
        if told != new {
            bail!("{told} of {new} leads were told");
        }
        if n >= WARM {
            times.add(0, took);
        }
    }
    let summary = times.summary()?;
    let figure = Figure {
        name: "feed.p99".to_owned(),
        value: summary.p99_ms,
        unit: "ms",
        workload: format!(
            "{} questions over HTTP, one after the other, {} leads new to every other",
            options.times, options.leads
        ),
        detail: Detail {
            latency: Some(summary),
            server_rss_mib: Process(options.server.pid).rss_mib()?,
            ..Detail::default()
        },
    };
    figure.print()
}
