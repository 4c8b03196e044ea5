//! A client of the Pusher protocol that only listens, and spends as little as it can on it: it shares its processors with
//! the server.

use crate::{
    frame::{self, Kind},
    http,
    latency::Latencies,
    stamp,
    target::{Listener, Target},
};
use anyhow::{Context as _, bail, ensure};
use serde::Deserialize;
use serde_json::json;
use std::{cell::RefCell, io, net::SocketAddr};
use tokio::{
    io::{AsyncReadExt as _, AsyncWriteExt as _},
    net::{TcpSocket, TcpStream},
};

/// Bytes to read at once. One buffer for all sockets of a thread.
const READ_BUFFER: usize = 64 * 1024;
/// Connections from one source address: below what the kernel has ports for.
const PER_ADDRESS: usize = 20_000;
/// The example of RFC 6455, section 1.3: nobody here wants to be safe from caches.
const KEY: &str = "dGhlIHNhbXBsZSBub25jZQ==";

thread_local! {
    static BUFFER: RefCell<Vec<u8>> = RefCell::new(vec![0; READ_BUFFER]);
}

/// An open socket.
#[derive(Debug)]
pub(crate) struct Socket {
    stream: TcpStream,
    /// What was read and is no whole frame yet.
    rest: Vec<u8>,
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
        let (address, path) = (target.address(), target.socket_path());
        let mut socket = Self {
            stream: connect(address, number).await?,
            rest: Vec::new(),
            id: String::new(),
        };
        let hello = format!(
            "GET {path}?protocol=7&client=load&version=1 HTTP/1.1\r\nhost: {address}\r\nconnection: Upgrade\r\n\
             upgrade: websocket\r\nsec-websocket-version: 13\r\nsec-websocket-key: {KEY}\r\n\r\n"
        );
        socket.stream.write_all(hello.as_bytes()).await?;
        let head = loop {
            if let Some(head) = http::head(&socket.rest)? {
                break head;
            }
            socket.more().await?;
        };
        ensure!(head.status == 101, "no socket but {}", head.status);
        socket.rest.drain(..head.bytes);
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
        let ask = json!({ "event": "pusher:subscribe", "data": data }).to_string();
        let ask = frame::write(Kind::Text, ask.as_bytes())?;
        self.stream.write_all(&ask).await?;
        self.expect("pusher_internal:subscription_succeeded")
            .await?;
        Ok(())
    }

    /// The next text; an error when the server closed.
    pub(crate) async fn next(&mut self) -> anyhow::Result<String> {
        loop {
            let Some((kind, payload, length)) = frame::read(&self.rest)? else {
                self.more().await?;
                continue;
            };
            let payload = payload.to_vec();
            self.rest.drain(..length);
            match kind {
                Kind::Text => return Ok(String::from_utf8(payload)?),
                Kind::Ping => {
                    let pong = frame::write(Kind::Pong, &payload)?;
                    self.stream.write_all(&pong).await?;
                }
                Kind::Close => bail!("the server closed the socket"),
                Kind::Pong => {}
            }
        }
    }

    /// Notes in `heard`, as those of `number`, how long marked texts took; until the server closes.
    pub(crate) async fn listen(mut self, number: usize, heard: &Latencies) {
        while self.stream.readable().await.is_ok() {
            match BUFFER.with_borrow_mut(|buffer| self.take(buffer, number, heard)) {
                Ok(Some(pong)) => {
                    if self.stream.write_all(&pong).await.is_err() {
                        return;
                    }
                }
                Ok(None) => {}
                Err(_) => return,
            }
        }
    }

    /// Reads what there is; answers what is to be sent for it.
    fn take(
        &mut self,
        buffer: &mut [u8],
        number: usize,
        heard: &Latencies,
    ) -> anyhow::Result<Option<Vec<u8>>> {
        let count = match self.stream.try_read(buffer) {
            Ok(0) => bail!("closed"),
            Ok(count) => count,
            Err(error) if error.kind() == io::ErrorKind::WouldBlock => return Ok(None),
            Err(error) => return Err(error.into()),
        };
        let fresh = buffer.get(..count).unwrap_or_default();
        let now = stamp::now_ns();
        let mut answer = None;
        let mut note = |bytes: &[u8]| -> anyhow::Result<usize> {
            let mut at = 0;
            while let Some((kind, payload, length)) =
                frame::read(bytes.get(at..).unwrap_or_default())?
            {
                match kind {
                    Kind::Text => {
                        if let Some(sent) = stamp::read(payload) {
                            heard.add(number, now.saturating_sub(sent));
                        }
                    }
                    Kind::Ping => answer = Some(frame::write(Kind::Pong, payload)?),
                    Kind::Close => bail!("closed"),
                    Kind::Pong => {}
                }
                at += length;
            }
            Ok(at)
        };
        if self.rest.is_empty() {
            let used = note(fresh)?;
            self.rest
                .extend_from_slice(fresh.get(used..).unwrap_or_default());
        } else {
            self.rest.extend_from_slice(fresh);
            let used = note(&self.rest)?;
            self.rest.drain(..used);
        }
        Ok(answer)
    }

    async fn expect(&mut self, event: &str) -> anyhow::Result<Frame> {
        loop {
            let text = self
                .next()
                .await
                .with_context(|| format!("there was no {event}"))?;
            let frame: Frame = serde_json::from_str(&text)?;
            match frame.event.as_str() {
                found if found == event => return Ok(frame),
                "pusher:error" | "pusher:subscription_error" => bail!("refused: {}", frame.data),
                _ => {}
            }
        }
    }

    async fn more(&mut self) -> anyhow::Result<()> {
        self.rest.reserve(512);
        let count = self.stream.read_buf(&mut self.rest).await?;
        ensure!(count > 0, "the server closed the socket");
        Ok(())
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
