//! A client of the Pusher protocol that only listens.

use crate::target::{Listener, Target};
use anyhow::{Context as _, bail};
use futures_util::{SinkExt as _, StreamExt as _};
use serde::Deserialize;
use serde_json::json;
use std::net::SocketAddr;
use tokio::net::{TcpSocket, TcpStream};
use tokio_tungstenite::{
    WebSocketStream, client_async_with_config,
    tungstenite::{Message, Utf8Bytes, protocol::WebSocketConfig},
};

/// Bytes to read at once. Small, so that ten thousand of them fit beside the server.
const READ_BUFFER: usize = 8 * 1024;
/// Connections from one source address: below what the kernel has ports for.
const PER_ADDRESS: usize = 20_000;

/// An open socket.
#[derive(Debug)]
pub(crate) struct Socket {
    stream: WebSocketStream<TcpStream>,
    id: String,
}

#[derive(Deserialize)]
struct Frame {
    event: String,
    #[serde(default)]
    data: serde_json::Value,
}

#[derive(Deserialize)]
struct Established {
    socket_id: String,
}

impl Socket {
    /// Connects the `number`th socket and waits until it is established.
    pub(crate) async fn connect(target: &Target, number: usize) -> anyhow::Result<Self> {
        let stream = connect(target.address(), number).await?;
        let config = WebSocketConfig::default()
            .read_buffer_size(READ_BUFFER)
            .write_buffer_size(0);
        let (address, path) = (target.address(), target.socket_path());
        let url = format!("ws://{address}{path}?protocol=7&client=load&version=1");
        let (stream, _) = client_async_with_config(url, stream, Some(config)).await?;
        let mut socket = Self {
            stream,
            id: String::new(),
        };
        let frame = socket.expect("pusher:connection_established").await?;
        let data = frame.data.as_str().context("no data")?;
        socket.id = serde_json::from_str::<Established>(data)?.socket_id;
        Ok(socket)
    }

    /// Subscribes to a channel and waits until that is confirmed.
    pub(crate) async fn subscribe(
        &mut self,
        target: &Target,
        listener: &mut Listener,
    ) -> anyhow::Result<()> {
        let channel = listener.channel.clone();
        let proof = target.authorise(listener, &self.id).await?;
        let mut data = json!({ "channel": channel, "auth": proof.auth });
        if let (Some(about), Some(fields)) = (proof.channel_data, data.as_object_mut()) {
            fields.insert("channel_data".to_owned(), about.into());
        }
        let frame = json!({ "event": "pusher:subscribe", "data": data });
        self.stream.send(Message::text(frame.to_string())).await?;
        self.expect("pusher_internal:subscription_succeeded")
            .await?;
        Ok(())
    }

    /// The next text; none when the server closed.
    pub(crate) async fn next(&mut self) -> Option<Utf8Bytes> {
        loop {
            match self.stream.next().await? {
                Ok(Message::Text(text)) => return Some(text),
                Ok(Message::Close(_)) | Err(_) => return None,
                Ok(_) => {}
            }
        }
    }

    async fn expect(&mut self, event: &str) -> anyhow::Result<Frame> {
        while let Some(text) = self.next().await {
            let frame: Frame = serde_json::from_str(&text)?;
            match frame.event.as_str() {
                found if found == event => return Ok(frame),
                "pusher:error" | "pusher:subscription_error" => bail!("refused: {}", frame.data),
                _ => {}
            }
        }
        bail!("the server closed the socket before {event}")
    }
}

/// Each twenty thousand connections have a source address of their own, where the server is on this machine.
async fn connect(address: SocketAddr, number: usize) -> anyhow::Result<TcpStream> {
    let socket = TcpSocket::new_v4()?;
    if address.ip().is_loopback() && number >= PER_ADDRESS {
        let last = u8::try_from(1 + number / PER_ADDRESS)?;
        socket.bind(SocketAddr::from(([127, 0, 0, last], 0)))?;
    }
    let stream = socket.connect(address).await?;
    stream.set_nodelay(true)?;
    Ok(stream)
}
