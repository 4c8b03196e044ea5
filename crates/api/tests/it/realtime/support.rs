//! A small server with rights that a test decides, and a client that speaks the protocol by hand.

use axum::{
    Router,
    extract::{FromRef, FromRequestParts},
    http::{StatusCode, request::Parts},
};
use baton_api::realtime::{
    self, Answer, Ask, Channel, ChannelRights, Denied, Grant, Hub, Limits, Member, Settings,
};
use baton_app::revocation::REVOKED;
use baton_bus::{Bus, Control, Published, Stored};
use baton_core::{
    id::{ConversationId, Ids, WorkspaceId},
    time::Clock,
};
use bytes::Bytes;
use futures_util::{SinkExt, StreamExt};
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use std::{
    collections::HashSet,
    net::SocketAddr,
    sync::{Arc, Mutex},
    time::Duration,
};
use tokio::net::{TcpListener, TcpStream};
use tokio_tungstenite::{
    MaybeTlsStream, WebSocketStream, connect_async,
    tungstenite::{Message, protocol::frame::coding::CloseCode},
};
use tokio_util::task::TaskTracker;

pub(crate) const KEY: &str = "app-key";
pub(crate) const GRACE: Duration = Duration::from_millis(200);

#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub(crate) enum Who {
    Member(String),
    Visitor(ConversationId),
}

pub(crate) fn member(name: &str) -> Who {
    Who::Member(name.to_owned())
}

/// Whose all channels of a test are.
pub(crate) fn home() -> WorkspaceId {
    "0199b3a0-7c1e-7000-8000-0000000000aa".parse().unwrap()
}

/// Members hear everything but `foreign`, until they are banned; a visitor hears their conversation.
#[derive(Clone, Debug)]
pub(crate) struct Rights {
    banned: Arc<Mutex<HashSet<String>>>,
    pub(crate) foreign: ConversationId,
    /// What is stored, for all nodes of one installation.
    log: Arc<Mutex<Vec<Stored>>>,
}

impl Rights {
    pub(crate) fn ban(&self, user: &str) {
        self.banned.lock().unwrap().insert(user.to_owned());
    }
}

impl ChannelRights for Rights {
    type Principal = Who;
    type Revocation = String;

    async fn authorise(&self, who: &Who, channel: Channel) -> Result<Grant, Denied> {
        if matches!(channel, Channel::Conversation(id) | Channel::Team(id) if id == self.foreign) {
            return Err(Denied::Refused);
        }
        match who {
            Who::Member(name) if !self.banned.lock().unwrap().contains(name) => {
                Ok(Grant::Member(Member {
                    user_id: format!("user-{name}").into(),
                    name: name.as_str().into(),
                }))
            }
            Who::Visitor(own) if channel == Channel::Conversation(*own) => Ok(Grant::Visitor),
            // The hub must not rely on this answer for the channels of members.
            Who::Visitor(own) if channel == Channel::Team(*own) => Ok(Grant::Visitor),
            Who::Member(_) | Who::Visitor(_) => Err(Denied::Refused),
        }
    }

    async fn lapsed(&self, listeners: Vec<Who>) -> Result<Vec<Who>, Denied> {
        let banned = self.banned.lock().unwrap();
        let has_lapsed = |who: &Who| matches!(who, Who::Member(name) if banned.contains(name));
        Ok(listeners.into_iter().filter(has_lapsed).collect())
    }

    fn workspace(_who: &Who) -> WorkspaceId {
        home()
    }

    async fn newest(
        &self,
        workspaces: Vec<WorkspaceId>,
    ) -> Result<Vec<(WorkspaceId, i64)>, Denied> {
        let newest = self.log.lock().unwrap().last().map_or(0, |event| event.seq);
        Ok(workspaces.into_iter().map(|id| (id, newest)).collect())
    }

    async fn missed(
        &self,
        _workspace: WorkspaceId,
        (seq, limit): (i64, i64),
    ) -> Result<Vec<Stored>, Denied> {
        let mut missed = self.log.lock().unwrap().clone();
        missed.retain(|event| event.seq > seq);
        missed.truncate(usize::try_from(limit).unwrap());
        Ok(missed)
    }

    fn ends(revocation: &String, who: &Who, _channel: Channel) -> bool {
        matches!(who, Who::Member(name) if name == revocation)
    }
}

#[derive(Clone)]
struct App {
    hub: Hub<Rights>,
}

impl FromRef<App> for Hub<Rights> {
    fn from_ref(app: &App) -> Self {
        app.hub.clone()
    }
}

/// `Authorization: Bearer member:NAME` or `visitor:CONVERSATION`.
impl FromRequestParts<App> for Who {
    type Rejection = StatusCode;

    async fn from_request_parts(parts: &mut Parts, _: &App) -> Result<Self, StatusCode> {
        let header = parts
            .headers
            .get("authorization")
            .and_then(|value| value.to_str().ok());
        let token = header
            .and_then(|value| value.strip_prefix("Bearer "))
            .ok_or(StatusCode::UNAUTHORIZED)?;
        match token.split_once(':') {
            Some(("member", name)) => Ok(member(name)),
            Some(("visitor", id)) => Ok(Self::Visitor(
                id.parse().map_err(|_invalid| StatusCode::UNAUTHORIZED)?,
            )),
            _ => Err(StatusCode::UNAUTHORIZED),
        }
    }
}

pub(crate) struct Server {
    pub(crate) hub: Hub<Rights>,
    pub(crate) bus: Bus,
    pub(crate) rights: Rights,
    pub(crate) address: SocketAddr,
    pub(crate) ids: Ids,
    pub(crate) router: Router,
    _tasks: TaskTracker,
}

pub(crate) fn limits() -> Limits {
    Limits {
        grace: GRACE,
        linger: Duration::from_secs(3),
        ..Limits::default()
    }
}

impl Server {
    pub(crate) async fn start() -> Self {
        Self::with(limits(), Bus::local()).await
    }

    pub(crate) async fn with(limits: Limits, bus: Bus) -> Self {
        let rights = Rights {
            banned: Arc::default(),
            foreign: Ids::system(Clock::system()).next(),
            log: Arc::default(),
        };
        Self::of(rights, limits, bus).await
    }

    /// Another node of the same installation.
    pub(crate) async fn beside(&self, bus: Bus) -> Self {
        Self::of(self.rights.clone(), limits(), bus).await
    }

    async fn of(rights: Rights, limits: Limits, bus: Bus) -> Self {
        let ids = Ids::system(Clock::system());
        let settings = Settings {
            key: KEY,
            secret: b"a secret of the test",
            limits,
            runtime: None,
        };
        let hub = Hub::new(&settings, rights.clone(), bus.clone(), ids.clone());
        let router = realtime::routes::<App, Rights>().with_state(App { hub: hub.clone() });
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        let tasks = TaskTracker::new();
        let served = router.clone();
        tasks.spawn(async move { axum::serve(listener, served).await.unwrap() });
        Self {
            hub,
            bus,
            rights,
            address,
            ids,
            router,
            _tasks: tasks,
        }
    }

    pub(crate) fn url(&self) -> String {
        format!(
            "ws://{}/realtime/app/{KEY}?protocol=7&client=test",
            self.address
        )
    }

    pub(crate) fn conversation(&self) -> ConversationId {
        self.ids.next()
    }

    pub(crate) fn workspace(&self) -> WorkspaceId {
        self.ids.next()
    }

    /// A connected client that has read its welcome.
    pub(crate) async fn connect(&self) -> Client {
        let mut client = Client::open(&self.url()).await;
        let hello = client.next().await;
        assert_eq!(hello["event"], "pusher:connection_established");
        client.socket_id = data(&hello)["socket_id"].as_str().unwrap().to_owned();
        client
    }

    pub(crate) async fn authorise(
        &self,
        who: Who,
        socket_id: &str,
        channel: Channel,
    ) -> Result<Answer, Denied> {
        let ask = Ask {
            socket_id: socket_id.to_owned(),
            channel_name: channel.to_string(),
        };
        self.hub.authorise(who, &ask).await
    }

    /// A connected client that hears `channel`.
    pub(crate) async fn subscribed(&self, who: Who, channel: Channel) -> Client {
        let mut client = self.connect().await;
        let answer = client.subscribe(self, who, channel).await;
        assert_eq!(
            answer["event"], "pusher_internal:subscription_succeeded",
            "{answer}"
        );
        client
    }

    /// Says on the bus that the rights of a member ended.
    pub(crate) fn revoke(&self, user: &str) {
        self.bus.control(Control {
            topic: REVOKED.into(),
            payload: json!(user).to_string().into(),
        });
    }

    pub(crate) fn publish(&self, channel: Channel, payload: &Value) {
        self.bus.publish(said(channel, payload));
    }

    /// Stores an event, and publishes it on one channel.
    pub(crate) fn store(&self, channel: Channel) -> i64 {
        let last = self
            .rights
            .log
            .lock()
            .unwrap()
            .last()
            .map(|event| event.seq);
        let seq = last.unwrap_or(0) + 1;
        let event = Stored {
            workspace: home(),
            seq,
            told: vec![said(channel, &json!({"seq": seq}))],
        };
        self.rights.log.lock().unwrap().push(event.clone());
        self.bus.tell(event);
        seq
    }
}

fn said(channel: Channel, payload: &Value) -> Published {
    Published {
        workspace: home(),
        channel: channel.to_string().into(),
        event: "message.created".into(),
        payload: Bytes::from(payload.to_string()),
        sender: None,
    }
}

pub(crate) struct Client {
    pub(crate) ws: WebSocketStream<MaybeTlsStream<TcpStream>>,
    pub(crate) socket_id: String,
}

impl Client {
    pub(crate) async fn open(url: &str) -> Self {
        let (ws, _) = Box::pin(connect_async(url)).await.unwrap();
        Self {
            ws,
            socket_id: String::new(),
        }
    }

    pub(crate) async fn send(&mut self, frame: &Value) {
        self.ws
            .send(Message::text(frame.to_string()))
            .await
            .unwrap();
    }

    /// Asks for the authorisation, subscribes, and returns the first word about it.
    pub(crate) async fn subscribe(&mut self, server: &Server, who: Who, channel: Channel) -> Value {
        let Answer { auth, channel_data } = server
            .authorise(who, &self.socket_id, channel)
            .await
            .unwrap();
        self.send(&json!({
            "event": "pusher:subscribe",
            "data": {"channel": channel.to_string(), "auth": auth, "channel_data": channel_data},
        }))
        .await;
        self.next().await
    }

    async fn message(&mut self) -> Message {
        within(async {
            loop {
                match self.ws.next().await.unwrap().unwrap() {
                    Message::Ping(_) | Message::Pong(_) => {}
                    message => return message,
                }
            }
        })
        .await
    }

    /// The next frame.
    pub(crate) async fn next(&mut self) -> Value {
        match self.message().await {
            Message::Text(text) => serde_json::from_str(&text).unwrap(),
            other => panic!("expected a frame, got {other:?}"),
        }
    }

    /// The code with which the server closes, after any frames.
    pub(crate) async fn close_code(&mut self) -> u16 {
        loop {
            match self.message().await {
                Message::Close(Some(frame)) => {
                    // Reading on sends our goodbye.
                    while within(self.ws.next())
                        .await
                        .is_some_and(|read| read.is_ok())
                    {}
                    return CloseCode::into(frame.code);
                }
                Message::Text(_) => {}
                other => panic!("expected a close, got {other:?}"),
            }
        }
    }

    /// Nothing arrives for a while, as a ping shows that is answered first.
    pub(crate) async fn hears_nothing(&mut self) {
        tokio::time::sleep(Duration::from_millis(50)).await;
        self.send(&json!({"event": "pusher:ping", "data": {}}))
            .await;
        assert_eq!(self.next().await["event"], "pusher:pong");
    }
}

/// The content of a frame, which is JSON within a string.
pub(crate) fn data(frame: &Value) -> Value {
    serde_json::from_str(frame["data"].as_str().unwrap()).unwrap()
}

pub(crate) async fn within<T>(wait: impl Future<Output = T>) -> T {
    tokio::time::timeout(Duration::from_secs(10), wait)
        .await
        .expect("in time")
}

/// Waits until something is so.
pub(crate) async fn until(mut is_so: impl FnMut() -> bool) {
    within(async {
        while !is_so() {
            tokio::time::sleep(Duration::from_millis(5)).await;
        }
    })
    .await;
}
