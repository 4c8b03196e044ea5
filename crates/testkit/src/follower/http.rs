//! One request on a connection of its own, from a chosen address: thousands of clients of an HTTP library would cost more than
//! the server that is tested.

use super::Place;
use serde_json::Value;
use std::{fmt::Write as _, io, net::SocketAddr};
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::{TcpSocket, TcpStream},
};

/// What came back.
pub(super) struct Answer {
    pub(super) status: u16,
    pub(super) json: Value,
}

impl Place {
    /// Connects, from the client's own address.
    pub(super) async fn connect(&self) -> io::Result<TcpStream> {
        let socket = TcpSocket::new_v4()?;
        // So that only the pair of both addresses has to be unused.
        socket.set_reuseaddr(true)?;
        socket.bind(SocketAddr::from((self.from, 0)))?;
        let stream = socket.connect(self.address).await?;
        stream.set_nodelay(true)?;
        Ok(stream)
    }

    pub(super) async fn get(&self, path: &str) -> io::Result<Answer> {
        self.call("GET", path, "").await
    }

    /// Asks to hear the channel on a socket.
    pub(super) async fn authorise(&self, socket_id: &str) -> io::Result<Answer> {
        let form = format!("socket_id={socket_id}&channel_name={}", self.channel);
        self.call("POST", "/broadcasting/auth", &form).await
    }

    async fn call(&self, method: &str, path: &str, form: &str) -> io::Result<Answer> {
        let mut stream = self.connect().await?;
        let Self { address, token, .. } = self;
        let mut head = format!(
            "{method} {path} HTTP/1.1\r\nhost: {address}\r\nauthorization: Bearer {token}\r\nconnection: close\r\n"
        );
        if let Some(origin) = &self.origin {
            write!(head, "origin: {origin}\r\n").map_err(io::Error::other)?;
        }
        if method == "POST" {
            let length = form.len();
            write!(
                head,
                "content-type: application/x-www-form-urlencoded\r\ncontent-length: {length}\r\n"
            )
            .map_err(io::Error::other)?;
        }
        stream
            .write_all(format!("{head}\r\n{form}").as_bytes())
            .await?;
        let mut bytes = Vec::new();
        stream.read_to_end(&mut bytes).await?;
        parse(&bytes).ok_or_else(|| io::Error::other("no complete answer"))
    }
}

/// None when it was cut off: JSON that is not complete is none.
fn parse(bytes: &[u8]) -> Option<Answer> {
    let text = std::str::from_utf8(bytes).ok()?;
    let (head, body) = text.split_once("\r\n\r\n")?;
    Some(Answer {
        status: head.split(' ').nth(1)?.parse().ok()?,
        json: serde_json::from_str(body).ok()?,
    })
}
