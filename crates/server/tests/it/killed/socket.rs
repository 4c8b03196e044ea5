//! A teammate's socket.

use super::site::Site;
use futures_util::{SinkExt as _, StreamExt as _};
use serde_json::{Value, json};
use std::time::Duration;
use tokio::net::TcpStream;
use tokio_tungstenite::{MaybeTlsStream, WebSocketStream, connect_async, tungstenite::Message};

/// Longer than any frame takes.
const PATIENCE: Duration = Duration::from_secs(20);

/// A socket that is subscribed to the workspace.
#[derive(Debug)]
pub(super) struct Socket {
    stream: WebSocketStream<MaybeTlsStream<TcpStream>>,
}

impl Socket {
    /// Connects and subscribes.
    pub(super) async fn of_member(site: &Site) -> Self {
        let me = site.owner.get("/api/v1/session").await;
        let (key, workspace) = (
            me.body["realtime"]["key"].as_str().unwrap(),
            me.body["workspace"]["id"].as_str().unwrap(),
        );
        let url = format!(
            "{}/realtime/app/{key}?protocol=7",
            site.url.replace("http://", "ws://")
        );
        let (stream, _) = connect_async(url).await.unwrap();
        let mut socket = Self { stream };
        let hello = socket.hear("pusher:connection_established").await;
        let hello: Value = serde_json::from_str(hello["data"].as_str().unwrap()).unwrap();
        let channel = format!("private-workspace.{workspace}");
        let fields = [
            ("socket_id", hello["socket_id"].as_str().unwrap()),
            ("channel_name", &channel),
        ];
        let signed = site.owner.form("/broadcasting/auth", &fields).await;
        let subscribe = json!({"event": "pusher:subscribe", "data": {
            "channel": channel, "auth": signed.body["auth"], "channel_data": signed.body["channel_data"],
        }});
        socket.say(&subscribe).await;
        socket.hear("pusher_internal:subscription_succeeded").await;
        socket
    }

    /// Asks for a sign of life and gets it.
    pub(super) async fn pings(&mut self) {
        self.say(&json!({"event": "pusher:ping", "data": {}})).await;
        self.hear("pusher:pong").await;
    }

    /// Reads to the end; answers the code that the server closed it with.
    pub(super) async fn closed(mut self) -> Option<u16> {
        let reading = async {
            while let Some(Ok(message)) = self.stream.next().await {
                if let Message::Close(frame) = message {
                    return frame.map(|frame| frame.code.into());
                }
            }
            None
        };
        tokio::time::timeout(PATIENCE, reading)
            .await
            .expect("the socket is never closed")
    }

    async fn say(&mut self, what: &Value) {
        self.stream
            .send(Message::text(what.to_string()))
            .await
            .unwrap();
    }

    /// Reads until this event.
    async fn hear(&mut self, event: &str) -> Value {
        let reading = async {
            loop {
                let message = self.stream.next().await.unwrap().unwrap();
                let Message::Text(text) = message else {
                    continue;
                };
                let value: Value = serde_json::from_str(&text).unwrap();
                if value["event"] == event {
                    return value;
                }
            }
        };
        tokio::time::timeout(PATIENCE, reading).await.expect(event)
    }
}
