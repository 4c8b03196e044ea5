//! What every handler may reach.

use crate::{
    auth::{
        channels::{Rights, follow_presence},
        teammates::follow_teammates,
        viewers::follow_viewers,
    },
    metrics::Http,
    middleware::rates::{Allowances, Rates, hear_elsewhere, tell_elsewhere},
    realtime::{Hub, Limits, Settings},
    widget::origin::Origins,
};
use axum::extract::FromRef;
use baton_app::App;
use baton_core::id::AssistantId;
use baton_db::Reader;
use ipnet::IpNet;
use std::{
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
    time::Duration,
};
use tokio::runtime::Handle;

/// How the edge behaves where the defaults do not fit.
#[derive(Debug, Clone)]
pub struct Options {
    /// Proxies whose `X-Forwarded-For` is believed.
    pub trusted_proxies: Vec<IpNet>,
    /// What visitors may ask in a minute.
    pub visitors: Allowances,
    /// Whoever shows it may read `/metrics`; without one, whoever asks from this machine.
    pub metrics_token: Option<String>,
    /// How long the body of a request may take to arrive; an upload's, five times that.
    pub body_timeout: Duration,
    /// What sockets get.
    pub sockets: Limits,
    /// Threads for sockets alone, where there are some.
    pub socket_runtime: Option<Handle>,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            trusted_proxies: Vec::new(),
            visitors: Allowances::default(),
            metrics_token: None,
            body_timeout: Duration::from_secs(30),
            sockets: Limits::default(),
            socket_runtime: None,
        }
    }
}

/// The state of the edge. Cheap to clone.
#[derive(Debug, Clone)]
pub struct Edge {
    /// The use-cases: the only way to write.
    pub app: App,
    /// The read-only handle.
    pub reader: Reader,
    /// The sockets of this node.
    pub hub: Hub<Rights>,
    /// How the edge behaves.
    pub options: Arc<Options>,
    /// Whose widget is on the demo shop; without it there is no shop.
    pub demo: Option<AssistantId>,
    stopping: Arc<AtomicBool>,
    pub(crate) origins: Origins,
    pub(crate) rates: Arc<Rates>,
    pub(crate) http: Arc<Http>,
}

impl Edge {
    /// The edge of an application. Needs a running tokio: it starts to listen to the bus.
    pub fn new(app: App, demo: Option<AssistantId>) -> Self {
        Self::with(app, demo, Options::default())
    }

    /// The edge of an application, with options.
    pub fn with(app: App, demo: Option<AssistantId>, options: Options) -> Self {
        let settings = Settings {
            key: &app.secrets.realtime_key,
            secret: app.secrets.realtime_secret.as_bytes(),
            limits: options.sockets,
            runtime: options.socket_runtime.clone(),
        };
        let rights = Rights::new(app.clone());
        let hub = Hub::new(&settings, rights, app.bus.clone(), app.ids.clone());
        Self {
            demo,
            stopping: Arc::default(),
            reader: app.reader(),
            origins: Origins::default(),
            rates: Arc::new(Rates::new(options.visitors)),
            http: Arc::default(),
            options: Arc::new(options),
            hub,
            app,
        }
    }

    /// Starts what goes on beside requests: following who is here, and what is used up of limits on other nodes. Ends with the application.
    pub fn start(&self) {
        let following = follow_presence(self.app.clone(), self.hub.clone());
        self.app.tasks.spawn(following);
        let following = follow_teammates(self.app.clone(), self.hub.clone());
        self.app.tasks.spawn(following);
        let following = follow_viewers(self.app.clone(), self.hub.clone());
        self.app.tasks.spawn(following);
        if self.app.bus.is_shared() {
            let (app, rates) = (self.app.clone(), Arc::clone(&self.rates));
            self.app.tasks.spawn(tell_elsewhere(app, rates));
            let (app, rates) = (self.app.clone(), Arc::clone(&self.rates));
            self.app.tasks.spawn(hear_elsewhere(app, rates));
        }
    }

    /// Says at `/readyz` that no new requests are wanted.
    pub fn not_ready(&self) {
        self.stopping.store(true, Ordering::Relaxed);
    }

    /// Whether [`Edge::not_ready`] was said.
    pub(crate) fn is_stopping(&self) -> bool {
        self.stopping.load(Ordering::Relaxed)
    }

    /// Tells the sockets to come back elsewhere, evenly over `spread`, and waits until they are gone.
    pub async fn drain(&self, spread: Duration) {
        self.hub.drain(spread).await;
    }
}

impl FromRef<Edge> for App {
    fn from_ref(edge: &Edge) -> Self {
        edge.app.clone()
    }
}

impl FromRef<Edge> for Reader {
    fn from_ref(edge: &Edge) -> Self {
        edge.reader.clone()
    }
}

impl FromRef<Edge> for Hub<Rights> {
    fn from_ref(edge: &Edge) -> Self {
        edge.hub.clone()
    }
}
