//! Visitors write to teammates, by turns without and with endpoints of webhooks that are told of it.

use super::chat::{self, Stage};
use crate::{
    figure::{Detail, Figure, ratio},
    http::Connection,
    target::{Target, baton::Baton},
};
use anyhow::{Context as _, bail, ensure};
use bytes::{Buf as _, BytesMut};
use clap::Args;
use serde::Deserialize;
use serde_json::json;
use std::{
    sync::{
        Arc,
        atomic::{AtomicU64, Ordering},
    },
    thread,
    time::Duration,
};
use tokio::{
    io::{AsyncReadExt as _, AsyncWriteExt as _},
    net::{TcpListener, TcpStream},
    runtime,
    sync::oneshot,
    task::JoinSet,
    time::{Instant, sleep},
};

/// Headers of a request, at most.
const HEADERS: usize = 32;
/// How long what is under way may take to be told.
const PATIENCE: Duration = Duration::from_secs(20);

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
    /// How often both are measured, in turn. What is told is the median.
    #[arg(long, default_value_t = 5)]
    rounds: usize,
}

#[derive(Deserialize)]
struct Named {
    id: String,
}

/// Prints how long messages took to an operator without and with endpoints, and how many events a second were told.
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
    let (mut without, mut with, mut rates) = (Vec::new(), Vec::new(), Vec::new());
    for _ in 0..options.rounds {
        turn(baton, &mut connection, (&endpoints, false)).await?;
        stage.play(&options.chat, length).await?;
        without.push(stage.to_operator.summary()?);
        turn(baton, &mut connection, (&endpoints, true)).await?;
        let (before, begun) = (told.count(), Instant::now());
        stage.play(&options.chat, length).await?;
        with.push(stage.to_operator.summary()?);
        let events = stage.to_operator.count() * u64::try_from(options.hearing)?;
        told.wait_for(before + events).await?;
        rates.push(ratio(events, begun.elapsed().as_secs_f64()));
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
    for (name, rounds) in [("without", without), ("with", with)] {
        let median = median(rounds, |round| round.p99_ms)?;
        let name = format!("webhooks.{name}.operator.p99");
        figure(&name, median.p99_ms, "ms", Some(median)).print()?;
    }
    let rate = median(rates, |rate| *rate)?;
    figure("webhooks.told", rate, "events/s", None).print()
}

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
        let new = json!({"url": told.url, "event_types": [event]}).to_string();
        let call = baton.member("POST", "/api/v1/webhook-endpoints", new);
        let made: Named = connection.send(call).await?.json()?;
        endpoints.push(made.id);
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

/// The round in the middle.
fn median<T>(mut rounds: Vec<T>, of: impl Fn(&T) -> f64) -> anyhow::Result<T> {
    rounds.sort_by(|one, other| of(one).total_cmp(&of(other)));
    let middle = rounds.len() / 2;
    rounds.into_iter().nth(middle).context("no rounds")
}

/// By how much the receiver gives way: it would stand elsewhere, and take nothing from the chat.
const NICENESS: i32 = 10;

/// A receiver that counts, and spends as little as it can, on a thread of its own.
struct Told {
    url: String,
    count: Arc<AtomicU64>,
    /// It ends with this.
    _end: oneshot::Sender<()>,
}

impl Told {
    fn listen() -> anyhow::Result<Self> {
        let listener = std::net::TcpListener::bind("127.0.0.1:0")?;
        listener.set_nonblocking(true)?;
        let url = format!("http://{}/", listener.local_addr()?);
        let count = Arc::new(AtomicU64::new(0));
        let (end, ended) = oneshot::channel::<()>();
        let runtime = runtime::Builder::new_current_thread()
            .enable_all()
            .build()?;
        let receiving = receive(listener, Arc::clone(&count));
        thread::Builder::new()
            .name("receiver".to_owned())
            .spawn(move || {
                rustix::process::nice(NICENESS)?;
                runtime.block_on(async {
                    tokio::select! {
                        received = receiving => received,
                        // An error means the same: nobody counts any more.
                        _ = ended => Ok(()),
                    }
                })
            })?;
        Ok(Self {
            url,
            count,
            _end: end,
        })
    }

    fn count(&self) -> u64 {
        self.count.load(Ordering::Relaxed)
    }

    async fn wait_for(&self, many: u64) -> anyhow::Result<()> {
        let end = Instant::now() + PATIENCE;
        while self.count() < many {
            ensure!(
                Instant::now() < end,
                "{} of {many} events were told",
                self.count()
            );
            sleep(Duration::from_millis(5)).await;
        }
        Ok(())
    }
}

async fn receive(listener: std::net::TcpListener, count: Arc<AtomicU64>) -> anyhow::Result<()> {
    let listener = TcpListener::from_std(listener)?;
    let mut connections = JoinSet::new();
    loop {
        let (stream, _) = listener.accept().await?;
        let count = Arc::clone(&count);
        // Whoever tells closes it in the middle of nothing.
        connections.spawn(async move { drop(take(stream, &count).await) });
    }
}

async fn take(mut stream: TcpStream, count: &AtomicU64) -> anyhow::Result<()> {
    let mut read = BytesMut::with_capacity(16 * 1024);
    loop {
        let length = loop {
            if let Some(length) = whole(&read)? {
                break length;
            }
            read.reserve(4 * 1024);
            if stream.read_buf(&mut read).await? == 0 {
                return Ok(());
            }
        };
        read.advance(length);
        count.fetch_add(1, Ordering::Relaxed);
        stream.write_all(b"HTTP/1.1 204 No Content\r\n\r\n").await?;
    }
}

/// The length of the request that `read` begins with; none while it is incomplete.
fn whole(read: &[u8]) -> anyhow::Result<Option<usize>> {
    let mut headers = [httparse::EMPTY_HEADER; HEADERS];
    let mut request = httparse::Request::new(&mut headers);
    let httparse::Status::Complete(head) = request.parse(read)? else {
        return Ok(None);
    };
    let mut headers = request.headers.iter();
    let length = headers.find(|header| header.name.eq_ignore_ascii_case("content-length"));
    let length = length.map_or(Ok(""), |header| std::str::from_utf8(header.value))?;
    let all = head + length.parse().unwrap_or(0);
    Ok((read.len() >= all).then_some(all))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_request_is_taken_once_it_is_whole() {
        let text = b"POST / HTTP/1.1\r\nContent-Length: 2\r\n\r\n{}POST";
        assert_eq!(whole(&text[..20]).unwrap(), None);
        assert_eq!(whole(&text[..38]).unwrap(), None);
        assert_eq!(whole(text).unwrap(), Some(40));
    }
}
