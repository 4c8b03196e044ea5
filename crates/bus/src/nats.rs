use crate::{
    doubt::Doubt,
    local::{Local, Subscription},
    notice::Notice,
    wire,
};
use async_nats::{Client, ConnectOptions, Event, Subject, Subscriber, connection};
use baton_core::id::WorkspaceId;
use bytes::Bytes;
use futures_util::StreamExt;
use std::{
    collections::HashMap,
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
    time::Duration,
};
use tokio::sync::{mpsc, watch};
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

/// Fan-out between processes. This node hears itself directly, the others through the server: on one subject for each
/// workspace that it follows, and on one that all nodes share.
#[derive(Clone, Debug)]
pub struct Nats {
    local: Local,
    client: Client,
    subjects: Subjects,
    outgoing: mpsc::Sender<(Subject, Bytes)>,
    followed: mpsc::UnboundedSender<Follow>,
    /// Set while the others have missed something and do not know it yet.
    missed: Arc<AtomicBool>,
    doubt: Doubt,
    tasks: TaskTracker,
    stop: CancellationToken,
}

/// What this node wants to hear from now on.
#[derive(Debug)]
enum Follow {
    Begin(WorkspaceId),
    End(WorkspaceId),
}

/// The names under which the nodes of a cluster speak.
#[derive(Clone, Debug)]
struct Subjects(Arc<str>);

impl Subjects {
    fn workspace(&self, id: WorkspaceId) -> Subject {
        Subject::from(format!("baton.{}.workspace.{id}", self.0))
    }

    fn nodes(&self) -> Subject {
        Subject::from(format!("baton.{}.nodes", self.0))
    }

    fn alive(&self) -> Subject {
        Subject::from(format!("baton.{}.alive", self.0))
    }

    fn of(&self, notice: &Notice) -> Subject {
        match notice {
            Notice::Published(published) => self.workspace(published.workspace),
            Notice::Stored(stored) => self.workspace(stored.workspace),
            Notice::Control(_) | Notice::Lost => self.nodes(),
        }
    }
}

impl Nats {
    pub(crate) async fn connect(url: &str, cluster: &str) -> Result<Self, BusError> {
        let is_plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '_' | '-');
        if cluster.is_empty() || !cluster.chars().all(is_plain) {
            return Err(BusError::Cluster(cluster.to_owned()));
        }
        let address: async_nats::ServerAddr = url.parse()?;
        let (missed, doubt) = (Arc::new(AtomicBool::new(false)), Doubt::new());
        let options = ConnectOptions::new()
            .name(format!("baton {cluster}"))
            .no_echo()
            .ping_interval(PING_EVERY)
            .reconnect_delay_callback(pause)
            .retry_on_initial_connect()
            .event_callback(watch(doubt.clone(), Arc::clone(&missed)));
        let client = Box::pin(options.connect(address)).await?;
        let subjects = Subjects(cluster.into());
        let incoming = client.subscribe(subjects.nodes()).await?;
        let (outgoing, queue) = mpsc::channel(OUTGOING);
        let (followed, follows) = mpsc::unbounded_channel();
        let nats = Self {
            local: Local::new(),
            client,
            subjects,
            outgoing,
            followed,
            missed,
            doubt,
            tasks: TaskTracker::new(),
            stop: CancellationToken::new(),
        };
        nats.start(incoming, queue, follows);
        Ok(nats)
    }

    fn start(
        &self,
        incoming: Subscriber,
        queue: mpsc::Receiver<(Subject, Bytes)>,
        follows: mpsc::UnboundedReceiver<Follow>,
    ) {
        let ear = Ear {
            local: self.local.clone(),
            doubt: self.doubt.clone(),
        };
        let listener = Listener {
            client: self.client.clone(),
            subjects: self.subjects.clone(),
            ear: ear.clone(),
            tasks: self.tasks.clone(),
        };
        let writer = Writer {
            client: self.client.clone(),
            nodes: self.subjects.nodes(),
            missed: Arc::clone(&self.missed),
        };
        let asking = self
            .doubt
            .clone()
            .ask(self.client.clone(), self.subjects.alive());
        let stop = || self.stop.clone();
        self.tasks.spawn(ear.hear(incoming, stop()));
        self.tasks.spawn(listener.run(follows, stop()));
        self.tasks.spawn(writer.run(queue, stop()));
        self.tasks.spawn(stop().run_until_cancelled_owned(asking));
    }

    pub(crate) fn ring(&self, notice: Notice) {
        let due = (self.subjects.of(&notice), wire::encode(&notice));
        self.local.ring(Arc::new(notice));
        if self.outgoing.try_send(due).is_err() {
            self.missed.store(true, Ordering::Relaxed);
        }
    }

    pub(crate) fn follow(&self, workspace: WorkspaceId) {
        // An error means that the bus was closed.
        drop(self.followed.send(Follow::Begin(workspace)));
    }

    pub(crate) fn unfollow(&self, workspace: WorkspaceId) {
        drop(self.followed.send(Follow::End(workspace)));
    }

    pub(crate) fn doubts(&self) -> watch::Receiver<bool> {
        self.doubt.watch()
    }

    pub(crate) fn subscribe(&self) -> Subscription {
        self.local.subscribe()
    }

    pub(crate) fn waiting(&self) -> (usize, usize) {
        let on_their_way = OUTGOING.saturating_sub(self.outgoing.capacity());
        (self.local.waiting(), on_their_way)
    }

    pub(crate) fn is_connected(&self) -> bool {
        self.client.connection_state() == connection::State::Connected && self.doubt.answers()
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

/// Between two attempts to connect: soon, as others speak meanwhile.
fn pause(attempts: usize) -> Duration {
    let doubled = u32::try_from(attempts.min(5)).unwrap_or_default();
    Duration::from_millis(25).saturating_mul(1 << doubled)
}

/// Doubts what was heard around a cut, on both sides of it.
fn watch(
    doubt: Doubt,
    missed: Arc<AtomicBool>,
) -> impl Fn(Event) -> std::future::Ready<()> + Send + Sync + 'static {
    let was_cut = AtomicBool::new(false);
    move |event| {
        match event {
            Event::Connected => {
                tracing::info!("connected to NATS");
                if was_cut.swap(false, Ordering::Relaxed) {
                    missed.store(true, Ordering::Relaxed);
                    doubt.suspect();
                }
            }
            Event::Disconnected => {
                tracing::warn!("lost NATS; what other nodes say comes later until it is back");
                was_cut.store(true, Ordering::Relaxed);
                doubt.suspect();
            }
            Event::SlowConsumer(_) => doubt.suspect(),
            other => tracing::warn!(event = %other, "NATS"),
        }
        std::future::ready(())
    }
}

/// Passes on what comes in.
#[derive(Clone, Debug)]
struct Ear {
    local: Local,
    doubt: Doubt,
}

impl Ear {
    async fn hear(self, mut incoming: Subscriber, stop: CancellationToken) {
        while let Some(Some(message)) = stop.run_until_cancelled(incoming.next()).await {
            match wire::decode(message.payload) {
                // Another node could not say something.
                Some(Notice::Lost) => self.doubt.suspect(),
                Some(notice) => self.local.ring(Arc::new(notice)),
                None => tracing::warn!("dropped a notice of another version"),
            }
        }
    }
}

/// Listens where this node has an interest.
struct Listener {
    client: Client,
    subjects: Subjects,
    ear: Ear,
    tasks: TaskTracker,
}

impl Listener {
    async fn run(self, mut follows: mpsc::UnboundedReceiver<Follow>, stop: CancellationToken) {
        let mut followed = HashMap::new();
        while let Some(Some(follow)) = stop.run_until_cancelled(follows.recv()).await {
            match follow {
                Follow::Begin(id) if !followed.contains_key(&id) => {
                    let asked = self.client.subscribe(self.subjects.workspace(id));
                    match stop.run_until_cancelled(asked).await {
                        Some(Ok(incoming)) => {
                            let until = stop.child_token();
                            let hearing = self.ear.clone().hear(incoming, until.clone());
                            self.tasks.spawn(hearing);
                            followed.insert(id, until.drop_guard());
                        }
                        Some(Err(error)) => tracing::warn!(%error, "cannot subscribe at NATS"),
                        None => return,
                    }
                }
                Follow::Begin(_) => {}
                Follow::End(id) => drop(followed.remove(&id)),
            }
        }
    }
}

struct Writer {
    client: Client,
    nodes: Subject,
    missed: Arc<AtomicBool>,
}

impl Writer {
    async fn run(self, mut queue: mpsc::Receiver<(Subject, Bytes)>, stop: CancellationToken) {
        while let Some(Some(due)) = stop.run_until_cancelled(queue.recv()).await {
            self.send(due).await;
        }
        while let Ok(due) = queue.try_recv() {
            self.send(due).await;
        }
    }

    async fn send(&self, (subject, bytes): (Subject, Bytes)) {
        if self.missed.swap(false, Ordering::Relaxed) {
            self.put(self.nodes.clone(), wire::encode(&Notice::Lost))
                .await;
        }
        self.put(subject, bytes).await;
    }

    async fn put(&self, subject: Subject, bytes: Bytes) {
        if let Err(error) = self.client.publish(subject, bytes).await {
            tracing::warn!(%error, "a notice did not reach NATS");
            self.missed.store(true, Ordering::Relaxed);
        }
    }
}
