use super::{
    cluster::Cluster,
    counters::{Counters, Reading},
    frame::Close,
    limits::Limits,
    missed::Ledger,
    outbox::Outbox,
    rights::ChannelRights,
    room::{Reach, Rooms, SocketKey},
    signature::Signer,
    there::{TeammateChange, ViewerChange, VisitorChange},
};
use baton_app::revocation::REVOKED;
use baton_bus::{Bus, Notice, Subscription};
use baton_core::{
    id::{ConversationId, Ids},
    network::Network,
};
use std::{
    collections::{BTreeMap, HashMap},
    fmt,
    ops::Deref,
    sync::{
        Arc, Mutex, PoisonError,
        atomic::{AtomicBool, AtomicU64, Ordering},
    },
    time::Duration,
};
use tokio::{runtime::Handle, sync::broadcast, time::Instant};
use tokio_util::{sync::CancellationToken, task::TaskTracker};

/// Changes of presence that a listener may be behind.
const BACKLOG: usize = 1_024;
/// After notices were lost, so many sockets a second are asked to come back.
const SCATTERED_A_SECOND: usize = 1_000;
/// How often sockets are closed while they are being let go gradually.
const SCATTER_TICK: Duration = Duration::from_millis(20);

/// All sockets of this node, and what they hear. Cheap to clone; all clones are one hub.
pub struct Hub<R: ChannelRights> {
    inner: Arc<Inner<R>>,
}

/// How a hub is known and what it gives.
#[derive(Clone, Debug)]
pub struct Settings<'a> {
    /// The public key of the app, part of the address of the socket.
    pub key: &'a str,
    /// What signatures are made with; the same on every node.
    pub secret: &'a [u8],
    /// What sockets get.
    pub limits: Limits,
    /// Threads for sockets alone: while these write to thousands of them, requests go on, and what they publish meanwhile
    /// leaves in the same writes. None: sockets share the threads of requests.
    pub runtime: Option<Handle>,
}

pub struct Inner<R: ChannelRights> {
    pub(super) rights: R,
    pub(super) signer: Signer,
    pub(super) limits: Limits,
    runtime: Option<Handle>,
    pub(super) bus: Bus,
    pub(super) ids: Ids,
    pub(super) rooms: Rooms<R::Principal>,
    pub(super) counters: Counters,
    pub(super) cluster: Cluster,
    pub(super) ledger: Ledger,
    pub(super) visitors: broadcast::Sender<VisitorChange>,
    pub(super) teammates: broadcast::Sender<TeammateChange>,
    pub(super) viewers: broadcast::Sender<ViewerChange>,
    /// Visitors without a socket, each with when they last asked for what is new.
    pub(super) polls: Mutex<HashMap<ConversationId, Instant>>,
    /// Grows with each revocation, so that a subscription granted meanwhile asks again.
    pub(super) revocations: AtomicU64,
    sequence: AtomicU64,
    sockets: Mutex<Sockets>,
    draining: AtomicBool,
    pub(super) tasks: TaskTracker,
    pub(super) stop: CancellationToken,
}

#[derive(Default)]
struct Sockets {
    open: BTreeMap<SocketKey, Arc<Outbox>>,
    by_network: HashMap<Network, usize>,
}

impl<R: ChannelRights> Hub<R> {
    /// Starts to listen to `bus`. Needs a running tokio.
    pub fn new(settings: &Settings<'_>, rights: R, bus: Bus, ids: Ids) -> Self {
        let subscription = bus.subscribe();
        let hub = Self {
            inner: Arc::new(Inner {
                rights,
                signer: Signer::new(settings.key, settings.secret),
                limits: settings.limits,
                runtime: settings.runtime.clone(),
                rooms: Rooms::default(),
                counters: Counters::default(),
                cluster: Cluster::new(&ids),
                ledger: Ledger::default(),
                visitors: broadcast::Sender::new(BACKLOG),
                teammates: broadcast::Sender::new(BACKLOG),
                viewers: broadcast::Sender::new(BACKLOG),
                polls: Mutex::default(),
                revocations: AtomicU64::new(0),
                sequence: AtomicU64::new(1),
                sockets: Mutex::default(),
                draining: AtomicBool::new(false),
                tasks: TaskTracker::new(),
                stop: CancellationToken::new(),
                bus,
                ids,
            }),
        };
        hub.tasks.spawn(hub.clone().listen(subscription));
        hub.tasks.spawn(hub.clone().ask_again());
        hub.tasks.spawn(hub.clone().catch_up());
        if hub.is_among_others() {
            hub.tasks.spawn(hub.clone().keep_in_touch());
        }
        hub
    }

    /// The public key of the app.
    pub fn key(&self) -> &str {
        self.signer.key()
    }

    /// What happened so far.
    pub fn counters(&self) -> Reading {
        self.counters.read(self.rooms.count())
    }

    /// Takes no new sockets, and asks the open ones to reconnect elsewhere, evenly over `spread`, so that they do not
    /// come back as one wave. Returns when they are gone or have had their time.
    pub async fn drain(&self, spread: Duration) {
        self.draining.store(true, Ordering::Relaxed);
        self.scatter(spread).await;
        let gone = async {
            while self.socket_count() > 0 {
                tokio::time::sleep(SCATTER_TICK).await;
            }
        };
        if tokio::time::timeout(self.limits.linger, gone)
            .await
            .is_err()
        {
            tracing::warn!(
                sockets = self.socket_count(),
                "some sockets did not close in time"
            );
        }
        self.stop.cancel();
        self.tasks.close();
        self.tasks.wait().await;
    }

    pub(super) fn is_draining(&self) -> bool {
        self.draining.load(Ordering::Relaxed)
    }

    /// Runs what a socket does, on the threads that are for it.
    pub(super) async fn host(&self, socket: impl Future<Output = ()> + Send + 'static) {
        match &self.runtime {
            Some(runtime) => drop(self.tasks.spawn_on(socket, runtime)),
            None => socket.await,
        }
    }

    /// A number that was not given before.
    pub(super) fn next_number(&self) -> u64 {
        self.sequence.fetch_add(1, Ordering::Relaxed)
    }

    /// Takes a new socket, unless there are too many.
    pub(super) fn admit(&self, from: Option<Network>) -> Option<(SocketKey, Arc<Outbox>)> {
        let limits = &self.limits;
        let [high, low] = [self.ids.bytes::<4>(), self.ids.bytes::<4>()].map(u32::from_le_bytes);
        let mut sockets = self.sockets.lock().unwrap_or_else(PoisonError::into_inner);
        let of_network = from
            .and_then(|network| sockets.by_network.get(&network))
            .copied()
            .unwrap_or_default();
        if sockets.open.len() >= limits.sockets || of_network >= limits.sockets_per_address {
            return None;
        }
        if let Some(network) = from {
            sockets
                .by_network
                .insert(network, of_network.saturating_add(1));
        }
        let outbox = Outbox::new(
            format!("{high}.{low}").into(),
            limits.queue_bytes,
            limits.queue_frames,
        );
        let (key, outbox) = (self.next_number(), Arc::new(outbox));
        sockets.open.insert(key, Arc::clone(&outbox));
        drop(sockets);
        self.counters.socket_opened();
        Some((key, outbox))
    }

    pub(super) fn dismiss(&self, key: SocketKey, from: Option<Network>) {
        let mut sockets = self.sockets.lock().unwrap_or_else(PoisonError::into_inner);
        sockets.open.remove(&key);
        if let Some(network) = from {
            let left = sockets
                .by_network
                .get(&network)
                .copied()
                .unwrap_or_default()
                .saturating_sub(1);
            if left == 0 {
                sockets.by_network.remove(&network);
            } else {
                sockets.by_network.insert(network, left);
            }
        }
        drop(sockets);
        self.counters.socket_closed();
    }

    pub(super) fn count(&self, reach: Reach) {
        self.counters.delivered.add(reach.delivered);
        self.counters.closed_slow.add(reach.overflowed);
    }

    fn socket_count(&self) -> usize {
        self.sockets
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .open
            .len()
    }

    async fn listen(self, mut bus: Subscription) {
        let doubts = self.bus.doubts();
        let in_doubt = || doubts.as_ref().is_some_and(|doubts| *doubts.borrow());
        while let Some(Some(notice)) = self.stop.run_until_cancelled(bus.next()).await {
            match &*notice {
                Notice::Published(published) => self.deliver(published),
                Notice::Stored(event) => self.hear_stored(event, in_doubt()),
                Notice::Control(control) if &*control.topic == REVOKED => {
                    self.revoked(&control.payload);
                }
                Notice::Control(control) => self.hear_node(control),
                Notice::Lost => self.lost(),
            }
        }
    }

    /// Nobody knows what was missed: it is looked for in the store, or where there is nobody who does, everybody is asked to
    /// catch up.
    fn lost(&self) {
        if self.is_among_others() {
            tracing::warn!("notices were lost; looking in the store");
            self.ledger.doubt_all(Instant::now());
            self.ask_nodes();
            return;
        }
        tracing::warn!("notices were lost; asking the sockets to reconnect and catch up");
        let hub = self.clone();
        let seconds = self.socket_count().div_ceil(SCATTERED_A_SECOND);
        let spread = Duration::from_secs(u64::try_from(seconds).unwrap_or(u64::MAX));
        self.tasks.spawn(async move {
            let stop = hub.stop.clone();
            stop.run_until_cancelled(hub.scatter(spread)).await;
        });
        self.ask_nodes();
    }

    async fn scatter(&self, spread: Duration) {
        let open: Vec<_> = self
            .sockets
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .open
            .values()
            .map(Arc::clone)
            .collect();
        let ticks = usize::try_from(spread.as_millis() / SCATTER_TICK.as_millis())
            .unwrap_or(usize::MAX)
            .max(1);
        for some in open.chunks(open.len().div_ceil(ticks).max(1)) {
            for outbox in some {
                outbox.push(Close::RECONNECT.error());
                outbox.end(Close::RECONNECT);
            }
            tokio::time::sleep(SCATTER_TICK).await;
        }
    }
}

impl<R: ChannelRights> Deref for Hub<R> {
    type Target = Inner<R>;

    fn deref(&self) -> &Inner<R> {
        &self.inner
    }
}

impl<R: ChannelRights> Clone for Hub<R> {
    fn clone(&self) -> Self {
        Self {
            inner: Arc::clone(&self.inner),
        }
    }
}

impl<R: ChannelRights> fmt::Debug for Hub<R> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.inner.fmt(f)
    }
}

impl<R: ChannelRights> fmt::Debug for Inner<R> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Hub")
            .field("counters", &self.counters.read(self.rooms.count()))
            .finish_non_exhaustive()
    }
}
