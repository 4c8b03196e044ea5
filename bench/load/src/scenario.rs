//! What is done to a server, one scenario a file.

pub(crate) mod chat;
pub(crate) mod claim;
pub(crate) mod fan;
pub(crate) mod feed;
pub(crate) mod idle;
pub(crate) mod start;
pub(crate) mod webhooks;

use crate::{
    latency::Latencies,
    socket::Socket,
    target::{Listener, Target},
};
use anyhow::Context as _;
use futures_util::{StreamExt as _, TryStreamExt as _, stream};
use std::{
    sync::{
        Arc,
        atomic::{AtomicUsize, Ordering},
    },
    time::Duration,
};
use tokio::{
    task::JoinSet,
    time::{Instant, sleep, sleep_until},
};

/// Sockets that connect at the same time.
const AT_ONCE: usize = 64;
/// How long what is under way may take to arrive.
const PATIENCE: Duration = Duration::from_secs(10);

/// Sockets that listen, and how many of them the server closed.
#[derive(Debug)]
struct Audience {
    /// Ended with it.
    _listening: JoinSet<()>,
    lost: Arc<AtomicUsize>,
}

impl Audience {
    /// Connects and subscribes everybody; each marked frame that they hear is a time in `heard`.
    async fn gather(
        target: &Target,
        listeners: Vec<Listener>,
        heard: &Arc<Latencies>,
    ) -> anyhow::Result<Self> {
        let sockets = subscribe(target, listeners).await?;
        let lost = Arc::new(AtomicUsize::new(0));
        let mut listening = JoinSet::new();
        for (number, socket) in sockets.into_iter().enumerate() {
            let (heard, lost) = (Arc::clone(heard), Arc::clone(&lost));
            listening.spawn(async move {
                socket.listen(number, &heard).await;
                lost.fetch_add(1, Ordering::Relaxed);
            });
        }
        Ok(Self {
            _listening: listening,
            lost,
        })
    }

    /// How many the server closed.
    fn lost(&self) -> usize {
        self.lost.load(Ordering::Relaxed)
    }
}

/// Connects a socket for each listener and subscribes it.
async fn subscribe(target: &Target, listeners: Vec<Listener>) -> anyhow::Result<Vec<Socket>> {
    let joining = listeners
        .into_iter()
        .enumerate()
        .map(async |(number, mut listener)| {
            let mut socket = Socket::connect(target, number).await?;
            socket.subscribe(target, &mut listener).await?;
            anyhow::Ok(socket)
        });
    stream::iter(joining)
        .buffer_unordered(AT_ONCE)
        .try_collect()
        .await
        .context("a socket could not join")
}

/// Waits until `expected` were heard, or nothing more comes. Tells how many are missing.
async fn settle(heard: &Latencies, expected: u64) -> u64 {
    let end = Instant::now() + PATIENCE;
    while heard.count() < expected && Instant::now() < end {
        sleep(Duration::from_millis(5)).await;
    }
    expected.saturating_sub(heard.count())
}

/// When it is somebody's turn to act, by the clock: a slow answer makes no pause in the load.
#[derive(Debug)]
struct Pace {
    due: Option<Instant>,
    step: Duration,
    end: Instant,
}

impl Pace {
    /// For one of `lanes` that together act `rate` times a second, spread evenly; as often as it goes where the rate is 0.
    fn new((lane, lanes): (usize, usize), rate: u32, length: Duration) -> anyhow::Result<Self> {
        let (start, each) = (Instant::now(), Duration::from_secs(1) / rate.max(1));
        Ok(Self {
            due: (rate > 0).then_some(start + each * u32::try_from(lane)?),
            step: each * u32::try_from(lanes)?,
            end: start + length,
        })
    }

    /// Waits for the next turn; false when the time is over.
    async fn turn(&mut self) -> bool {
        if let Some(due) = &mut self.due {
            if *due >= self.end {
                return false;
            }
            sleep_until(*due).await;
            *due += self.step;
        }
        Instant::now() < self.end
    }
}
