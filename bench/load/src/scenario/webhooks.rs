//! Visitors write to teammates, by turns without endpoints of webhooks, with endpoints that are told of it, and beside as many
//! bare requests.

mod aside;
mod bare;
mod told;

use super::chat::{self, Stage};
use crate::{
    figure::{Detail, Figure, ratio},
    http::Connection,
    latency::Latencies,
    target::{Target, baton::Baton},
};
use anyhow::{Context as _, bail, ensure};
use clap::Args;
use serde::Deserialize;
use serde_json::json;
use std::{sync::Arc, time::Duration};
use tokio::time::Instant;
use told::Told;

/// What is done.
#[derive(Debug, Args)]
pub(crate) struct Options {
    #[command(flatten)]
    chat: chat::Options,
    /// Endpoints of the workspace.
    #[arg(long, default_value_t = 100)]
    endpoints: usize,
    /// Those of them that are told of each message; the others want events that do not happen.
    #[arg(long, default_value_t = 5)]
    hearing: usize,
    /// How often each is measured, in turn: short rounds, so that a slow minute of the machine is a slow one for all. What is
    /// told is of all rounds together.
    #[arg(long, default_value_t = 30)]
    rounds: usize,
}

#[derive(Deserialize)]
struct Named {
    id: String,
}

/// Prints how long messages took to an operator without and with endpoints and beside bare requests, and how many events a second were told.
pub(crate) async fn run(options: Options) -> anyhow::Result<()> {
    let length = Duration::from_secs(options.chat.seconds);
    let mut stage = Stage::set(&options.chat).await?;
    let target = Arc::clone(&stage.target);
    let Target::Baton(baton) = &*target else {
        bail!("only Baton has webhooks");
    };
    let told = Told::listen()?;
    let mut connection = Connection::open(baton.address).await?;
    let endpoints = create(baton, &mut connection, (&options, &told)).await?;
    stage.play(&options.chat, Duration::from_secs(1)).await?;
    let [without, with, bare] = [Latencies::new()?, Latencies::new()?, Latencies::new()?];
    let mut rates = Vec::new();
    let requests = f64::from(options.chat.rate) * f64::from(u32::try_from(options.hearing)?);
    turn(baton, &mut connection, (&endpoints, false)).await?;
    for _ in 0..options.rounds {
        stage.play(&options.chat, length).await?;
        without.absorb(&stage.to_operator)?;
        turn(baton, &mut connection, (&endpoints, true)).await?;
        let (before, begun) = (told.count(), Instant::now());
        stage.play(&options.chat, length).await?;
        with.absorb(&stage.to_operator)?;
        let events = stage.to_operator.count() * u64::try_from(options.hearing)?;
        told.wait_for(before + usize::try_from(events)?).await?;
        rates.push(ratio(events, begun.elapsed().as_secs_f64()));
        turn(baton, &mut connection, (&endpoints, false)).await?;
        let asked = bare::ask(&told, requests, options.hearing)?;
        stage.play(&options.chat, length).await?;
        bare.absorb(&stage.to_operator)?;
        drop(asked);
    }
    let workload = format!(
        "{} messages/s, {} endpoints, {} of them told of each message",
        options.chat.rate, options.endpoints, options.hearing
    );
    let figure = |name: &str, value, unit, latency| Figure {
        name: name.to_owned(),
        value,
        unit,
        workload: workload.clone(),
        detail: Detail {
            latency,
            ..Detail::default()
        },
    };
    for (name, times) in [("without", without), ("with", with), ("bare", bare)] {
        let times = times.summary()?;
        let name = format!("webhooks.{name}.operator.p99");
        figure(&name, times.p99_ms, "ms", Some(times)).print()?;
    }
    let rate = median(rates)?;
    figure("webhooks.told", rate, "events/s", None).print()
}

/// Creates the endpoints, and answers those that hear of messages.
async fn create(
    baton: &Baton,
    connection: &mut Connection,
    (options, told): (&Options, &Told),
) -> anyhow::Result<Vec<String>> {
    ensure!(
        options.hearing <= options.endpoints,
        "more hear than there are"
    );
    let mut endpoints = Vec::new();
    for n in 0..options.endpoints {
        let event = if n < options.hearing {
            "message.created"
        } else {
            "knowledge.source_updated"
        };
        let url = format!("http://{}/", told.address);
        let new = json!({"url": url, "event_types": [event]}).to_string();
        let call = baton.member("POST", "/api/v1/webhook-endpoints", new);
        let made: Named = connection.send(call).await?.json()?;
        if n < options.hearing {
            endpoints.push(made.id);
        }
    }
    Ok(endpoints)
}

async fn turn(
    baton: &Baton,
    connection: &mut Connection,
    (endpoints, on): (&[String], bool),
) -> anyhow::Result<()> {
    for id in endpoints {
        let path = format!("/api/v1/webhook-endpoints/{id}");
        let change = json!({ "enabled": on }).to_string();
        let call = baton.member("PATCH", &path, change);
        connection.send(call).await?.succeeded()?;
    }
    Ok(())
}

/// The one in the middle.
fn median(mut rates: Vec<f64>) -> anyhow::Result<f64> {
    rates.sort_by(f64::total_cmp);
    let middle = rates.len() / 2;
    rates.into_iter().nth(middle).context("no rounds")
}
