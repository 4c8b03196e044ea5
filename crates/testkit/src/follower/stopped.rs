use super::{
    Place,
    session::{Socket, open, subscribe},
};
use futures_util::StreamExt as _;
use serde_json::Value;
use tokio_tungstenite::tungstenite::Message;

/// A client that hears its channel and has stopped to read: its side of the network takes nothing any more.
#[derive(Debug)]
pub struct Stopped {
    socket: Socket,
}

impl Stopped {
    /// Connects, subscribes, and stops to read; none where that failed.
    pub async fn start(place: &Place) -> Option<Self> {
        let (mut socket, id, _) = open(place).await?;
        let answer = place.authorise(&id).await.ok()?;
        subscribe(&mut socket, place, answer.json).await?;
        loop {
            let Message::Text(text) = socket.next().await?.ok()? else {
                continue;
            };
            let frame: Value = serde_json::from_str(&text).ok()?;
            if frame.get("event")? == "pusher_internal:subscription_succeeded" {
                return Some(Self { socket });
            }
        }
    }

    /// Reads again, to the end; the code with which the server closes, if it does with one.
    pub async fn resume(mut self) -> Option<u16> {
        let mut code = None;
        while let Some(Ok(message)) = self.socket.next().await {
            if let Message::Close(Some(frame)) = message {
                code = Some(frame.code.into());
            }
        }
        code
    }
}
