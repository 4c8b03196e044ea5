//! A client of the realtime protocol.

use axum::http::HeaderName;
use baton_testkit::{Answer, Client, Site};
use futures_util::{SinkExt as _, StreamExt as _};
use serde_json::{Value, json};
use std::time::Duration;
use tokio::net::TcpStream;
use tokio_tungstenite::{
    MaybeTlsStream, WebSocketStream, connect_async,
    tungstenite::{Message, client::IntoClientRequest as _},
};

/// A socket of the whole edge.
pub(crate) struct Socket {
    pub(crate) stream: WebSocketStream<MaybeTlsStream<TcpStream>>,
    pub(crate) id: String,
}

impl Socket {
    pub(crate) async fn open(site: &Site, path: &str) -> Self {
        Self::open_with(site, path, &site.nobody()).await
    }

    /// As a page of this client opens it: with its cookie and origin.
    pub(crate) async fn open_with(site: &Site, path: &str, client: &Client) -> Self {
        let key = &site.app.secrets.realtime_key;
        let address = site.url.replace("http", "ws");
        let url = format!("{address}{path}/{key}?protocol=7");
        let mut request = url.into_client_request().unwrap();
        for (name, value) in client.headers() {
            let name: HeaderName = name.parse().unwrap();
            request.headers_mut().insert(name, value.parse().unwrap());
        }
        let (stream, _) = connect_async(request).await.unwrap();
        let mut socket = Self {
            stream,
            id: String::new(),
        };
        let hello = socket.hear("pusher:connection_established").await;
        let data: Value = serde_json::from_str(hello["data"].as_str().unwrap()).unwrap();
        socket.id = data["socket_id"].as_str().unwrap().to_owned();
        socket
    }

    /// Waits for an event of this name.
    pub(crate) async fn hear(&mut self, name: &str) -> Value {
        let waiting = async {
            loop {
                let frame = self.next().await;
                if frame["event"] == name {
                    return frame;
                }
            }
        };
        tokio::time::timeout(Duration::from_secs(10), waiting)
            .await
            .unwrap_or_else(|_| panic!("no {name}"))
    }

    /// The next frame.
    pub(crate) async fn next(&mut self) -> Value {
        let waiting = async {
            loop {
                if let Message::Text(text) = self.stream.next().await.unwrap().unwrap() {
                    return serde_json::from_str(&text).unwrap();
                }
            }
        };
        let waited = tokio::time::timeout(Duration::from_secs(10), waiting).await;
        waited.expect("nothing more is heard")
    }

    /// Asks for the right and subscribes; answers the status of the asking.
    pub(crate) async fn join(&mut self, who: &Client, channel: &str) -> u16 {
        let answer = self.ask(who, channel).await;
        if answer.status == 200 {
            self.subscribe(&answer, channel).await;
            self.hear("pusher_internal:subscription_succeeded").await;
        }
        answer.status
    }

    /// Subscribes with the answer of an asking.
    pub(crate) async fn subscribe(&mut self, answer: &Answer, channel: &str) {
        let mut data = answer.json.clone();
        data["channel"] = json!(channel);
        self.say(&json!({"event": "pusher:subscribe", "data": data}))
            .await;
    }

    /// Asks for the right.
    pub(crate) async fn ask(&self, who: &Client, channel: &str) -> Answer {
        let form = [("socket_id", self.id.as_str()), ("channel_name", channel)];
        who.form("/broadcasting/auth", &form).await
    }

    /// Sends a frame as it is.
    pub(crate) async fn say(&mut self, frame: &Value) {
        let text = frame.to_string().into();
        self.stream.send(Message::Text(text)).await.unwrap();
    }

    /// Everything that arrived, until a ping that is sent now is answered.
    pub(crate) async fn heard(&mut self) -> Vec<Value> {
        self.say(&json!({"event": "pusher:ping", "data": {}})).await;
        let mut frames = Vec::new();
        let reading = async {
            loop {
                let Message::Text(text) = self.stream.next().await.unwrap().unwrap() else {
                    continue;
                };
                let frame: Value = serde_json::from_str(&text).unwrap();
                if frame["event"] == "pusher:pong" {
                    return;
                }
                frames.push(frame);
            }
        };
        let read = tokio::time::timeout(Duration::from_secs(10), reading).await;
        read.expect("a pong in time");
        frames
    }
}
