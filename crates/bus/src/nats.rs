use crate::{
    local::{Local, Subscription},
    notice::Notice,
    wire,
};
use async_nats::{Client, ConnectOptions, Event, Subject, connection};
use bytes::Bytes;
use futures_util::StreamExt;
use std::{
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
    time::Duration,
};
use tokio::sync::mpsc;
use tokio_util::{sync::CancellationToken, task::TaskTracker};

/// Notices on their way to the server. When it is full, what follows stays on this node and the others are told that they
/// missed something.
const OUTGOING: usize = 4_096;
/// Two of these unanswered, and the server counts as gone.
const PING_EVERY: Duration = Duration::from_secs(10);
/// What a stop may spend on sending what is due.
const CLOSE_WITHIN: Duration = Duration::from_secs(2);

/// Why a bus could not be made.
#[derive(Debug, thiserror::Error)]
pub enum BusError {
    /// The address of the server is not one.
    #[error("the NATS address is not valid: {0}")]
    Address(#[from] std::io::Error),
    /// The name of the cluster would not be a valid subject.
    #[error("the NATS cluster name {0:?} may only have a-z A-Z 0-9 _ -")]
    Cluster(String),
    /// The first connection could not be prepared.
    #[error("cannot set up the connection to NATS: {0}")]
    Connect(#[from] async_nats::ConnectError),
    /// The subscription could not be asked for.
    #[error("cannot subscribe at NATS: {0}")]
    Subscribe(#[from] async_nats::SubscribeError),
}

/// Fan-out between processes. This node hears itself directly, the others through the server.
#[derive(Clone, Debug)]
pub struct Nats {
    local: Local,
    client: Client,
    outgoing: mpsc::Sender<Bytes>,
    /// Set while the others have missed something and do not know it yet.
    missed: Arc<AtomicBool>,
    tasks: TaskTracker,
    stop: CancellationToken,
}

impl Nats {
    pub(crate) async fn connect(url: &str, cluster: &str) -> Result<Self, BusError> {
        let is_plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '_' | '-');
        if cluster.is_empty() || !cluster.chars().all(is_plain) {
            return Err(BusError::Cluster(cluster.to_owned()));
        }
        let address: async_nats::ServerAddr = url.parse()?;
        let local = Local::new();
        let missed = Arc::new(AtomicBool::new(false));
        let options = ConnectOptions::new()
            .name(format!("baton {cluster}"))
            .no_echo()
            .ping_interval(PING_EVERY)
            .retry_on_initial_connect()
            .event_callback(watch(local.clone(), Arc::clone(&missed)));
        let client = Box::pin(options.connect(address)).await?;
        let subject = Subject::from(format!("baton.{cluster}.notice"));
        let incoming = client.subscribe(subject.clone()).await?;
        let (outgoing, queue) = mpsc::channel(OUTGOING);
        let nats = Self {
            local,
            client,
            outgoing,
            missed,
            tasks: TaskTracker::new(),
            stop: CancellationToken::new(),
        };
        nats.tasks
            .spawn(hear(incoming, nats.local.clone(), nats.stop.clone()));
        let writer = Writer {
            client: nats.client.clone(),
            subject,
            missed: Arc::clone(&nats.missed),
        };
        nats.tasks.spawn(writer.run(queue, nats.stop.clone()));
        Ok(nats)
    }

    pub(crate) fn ring(&self, notice: Notice) {
        let bytes = wire::encode(&notice);
        self.local.ring(Arc::new(notice));
        if self.outgoing.try_send(bytes).is_err() {
            self.missed.store(true, Ordering::Relaxed);
        }
    }

    pub(crate) fn subscribe(&self) -> Subscription {
        self.local.subscribe()
    }

    pub(crate) fn waiting(&self) -> (usize, usize) {
        let on_their_way = OUTGOING.saturating_sub(self.outgoing.capacity());
        (self.local.waiting(), on_their_way)
    }

    pub(crate) fn is_connected(&self) -> bool {
        self.client.connection_state() == connection::State::Connected
    }

    pub(crate) async fn close(&self) {
        self.stop.cancel();
        self.tasks.close();
        let finish = async {
            self.tasks.wait().await;
            self.client.drain().await
        };
        match tokio::time::timeout(CLOSE_WITHIN, finish).await {
            Ok(Ok(())) => {}
            Ok(Err(error)) => tracing::warn!(%error, "NATS was gone before the goodbye"),
            Err(_) => tracing::warn!("NATS did not take the last notices in time"),
        }
    }
}

/// Turns a cut and healed connection into [`Notice::Lost`], on both sides of the cut.
fn watch(
    local: Local,
    missed: Arc<AtomicBool>,
) -> impl Fn(Event) -> std::future::Ready<()> + Send + Sync + 'static {
    let was_cut = AtomicBool::new(false);
    move |event| {
        match event {
            Event::Connected => {
                tracing::info!("connected to NATS");
                if was_cut.swap(false, Ordering::Relaxed) {
                    missed.store(true, Ordering::Relaxed);
                    local.ring(Arc::new(Notice::Lost));
                }
            }
            Event::Disconnected => {
                tracing::warn!("lost NATS; other nodes are heard again once it is back");
                was_cut.store(true, Ordering::Relaxed);
            }
            Event::SlowConsumer(_) => local.ring(Arc::new(Notice::Lost)),
            other => tracing::warn!(event = %other, "NATS"),
        }
        std::future::ready(())
    }
}

async fn hear(mut incoming: async_nats::Subscriber, local: Local, stop: CancellationToken) {
    while let Some(Some(message)) = stop.run_until_cancelled(incoming.next()).await {
        if let Some(notice) = wire::decode(message.payload) {
            local.ring(Arc::new(notice));
        } else {
            tracing::warn!("dropped a notice of another version");
        }
    }
}

struct Writer {
    client: Client,
    subject: Subject,
    missed: Arc<AtomicBool>,
}

impl Writer {
    async fn run(self, mut queue: mpsc::Receiver<Bytes>, stop: CancellationToken) {
        while let Some(Some(bytes)) = stop.run_until_cancelled(queue.recv()).await {
            self.send(bytes).await;
        }
        while let Ok(bytes) = queue.try_recv() {
            self.send(bytes).await;
        }
    }

    async fn send(&self, bytes: Bytes) {
        if self.missed.swap(false, Ordering::Relaxed) {
            self.put(wire::encode(&Notice::Lost)).await;
        }
        self.put(bytes).await;
    }

    async fn put(&self, bytes: Bytes) {
        if let Err(error) = self.client.publish(self.subject.clone(), bytes).await {
            tracing::warn!(%error, "a notice did not reach NATS");
            self.missed.store(true, Ordering::Relaxed);
        }
    }
}
