//! What the lanes of a process did is written down together: a transaction for many requests, not one for each.

use crate::App;
use baton_core::id::EndpointId;
use baton_db::Conn;
use baton_store::webhooks::lane::{self, Done};
use std::{collections::BTreeSet, time::Duration};
use tokio::sync::{mpsc, oneshot};
use uuid::Uuid;

/// Lanes that may wait to be written down.
const WAITING: usize = 64;
/// Requests that are written down together, give or take those of one lane: whoever writes a message does not wait for more.
const TOGETHER: usize = 8;
/// How long is waited for others.
const GATHERING: Duration = Duration::from_millis(20);
/// The pause after the database refused, and how often it is asked again: by then the lane is somebody else's.
const AGAIN: (Duration, usize) = (Duration::from_secs(1), 20);

/// The way to have something written down.
#[derive(Debug, Clone)]
pub(super) struct Recorder(mpsc::Sender<Page>);

#[derive(Debug)]
struct Page {
    done: Done,
    told: oneshot::Sender<bool>,
}

impl Recorder {
    /// Starts to write; ends once nobody can have anything written down any more.
    pub(super) fn start(app: &App, lease: Uuid) -> Self {
        let (sender, pages) = mpsc::channel(WAITING);
        app.tasks.spawn(write(app.clone(), lease, pages));
        Self(sender)
    }

    /// Has it written down. `false`: the lane was lost, or the database did not take it for long; it counts as not done.
    pub(super) async fn record(&self, done: Done) -> bool {
        let (told, outcome) = oneshot::channel();
        match self.0.send(Page { done, told }).await {
            Ok(()) => outcome.await.unwrap_or(false),
            Err(_) => false,
        }
    }
}

async fn write(app: App, lease: Uuid, mut pages: mpsc::Receiver<Page>) {
    while let Some(first) = pages.recv().await {
        if pages.is_empty() {
            tokio::time::sleep(GATHERING).await;
        }
        let mut requests = first.done.outcomes.len();
        let mut all = vec![first];
        while requests < TOGETHER
            && let Ok(page) = pages.try_recv()
        {
            // One that has nothing to write down but its place is some work as well.
            requests += page.done.outcomes.len().max(1);
            all.push(page);
        }
        let parted = all
            .into_iter()
            .map(|page| (page.done.endpoint, page.done, page.told));
        let (mut all, mut told) = (Vec::new(), Vec::new());
        for (endpoint, done, teller) in parted {
            all.push(done);
            told.push((endpoint, teller));
        }
        let held = app.record_lanes(all, lease).await;
        for (endpoint, told) in told {
            // Who does not listen any more was stopped.
            if told.send(held.contains(&endpoint)).is_err() {}
        }
    }
}

impl App {
    /// Writes down what was done, of those whose lane is still held, and answers which. What was sent cannot be taken back: it
    /// is tried for as long as the lanes are ours, or receivers would hear the same again and again. After a power cut they may: so
    /// it need not be synced, and whoever writes a message goes first.
    pub(super) async fn record_lanes(&self, all: Vec<Done>, lease: Uuid) -> BTreeSet<EndpointId> {
        let (pause, most) = AGAIN;
        for _ in 0..most {
            let (all, now) = (all.clone(), self.clock.now());
            let write = async move |conn: &mut Conn<'_>| lane::record(conn, all, lease, now).await;
            match self.db.write_relaxed(write).await {
                Ok(held) => return held.into_iter().collect(),
                Err(error) => tracing::warn!(%error, "deliveries were not written down"),
            }
            tokio::time::sleep(pause).await;
        }
        BTreeSet::new()
    }
}
