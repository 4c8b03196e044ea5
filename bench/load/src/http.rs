//! One connection of HTTP/1.1, one request after the other; opened again where the server closed it.
//!
//! Written by hand: what the client spends is taken from the server, which shares its processors.

use anyhow::{Context as _, bail, ensure};
use bytes::{Buf as _, Bytes, BytesMut};
use serde::de::DeserializeOwned;
use std::net::SocketAddr;
use tokio::{
    io::{AsyncReadExt as _, AsyncWriteExt as _},
    net::TcpStream,
};

/// Headers of an answer, at most.
const HEADERS: usize = 48;
/// Room for an answer; more is made on need.
const ROOM: usize = 4 * 1024;

/// A connection.
#[derive(Debug)]
pub(crate) struct Connection {
    address: SocketAddr,
    stream: TcpStream,
    /// What was read and not yet used.
    read: BytesMut,
    /// Kept for its room.
    written: Vec<u8>,
}

/// What came back.
#[derive(Debug)]
pub(crate) struct Answer {
    pub(crate) status: u16,
    /// The first cookie that was set.
    pub(crate) cookie: Option<String>,
    pub(crate) body: Bytes,
}

/// What goes out: a `POST` where it has a body, else a `GET`, unless another method is named.
#[derive(Debug, Clone, Default)]
pub(crate) struct Call {
    pub(crate) method: Option<&'static str>,
    pub(crate) path: String,
    pub(crate) headers: Vec<(&'static str, String)>,
    pub(crate) body: String,
}

/// The head of an answer.
#[derive(Debug, Default)]
pub(crate) struct Head {
    /// Its length.
    pub(crate) bytes: usize,
    pub(crate) status: u16,
    body: usize,
    closes: bool,
    cookie: Option<String>,
}

impl Connection {
    pub(crate) async fn open(address: SocketAddr) -> anyhow::Result<Self> {
        let stream = TcpStream::connect(address)
            .await
            .with_context(|| format!("nobody listens at {address}"))?;
        stream.set_nodelay(true)?;
        Ok(Self {
            address,
            stream,
            read: BytesMut::with_capacity(ROOM),
            written: Vec::new(),
        })
    }

    /// Sends a request and reads the whole answer.
    pub(crate) async fn send(&mut self, call: Call) -> anyhow::Result<Answer> {
        self.written.clear();
        call.write(self.address, &mut self.written);
        self.stream.write_all(&self.written).await?;
        let head = loop {
            if let Some(head) = head(&self.read)? {
                break head;
            }
            self.more().await?;
        };
        self.read.advance(head.bytes);
        while self.read.len() < head.body {
            self.more().await?;
        }
        let body = self.read.split_to(head.body).freeze();
        if head.closes {
            *self = Self::open(self.address).await?;
        }
        Ok(Answer {
            status: head.status,
            cookie: head.cookie,
            body,
        })
    }

    async fn more(&mut self) -> anyhow::Result<()> {
        self.read.reserve(ROOM);
        let count = self.stream.read_buf(&mut self.read).await?;
        ensure!(count > 0, "the server closed the connection");
        Ok(())
    }
}

impl Call {
    fn write(&self, host: SocketAddr, out: &mut Vec<u8>) {
        let usual = if self.body.is_empty() { "GET" } else { "POST" };
        let method = self.method.unwrap_or(usual);
        out.extend(format!("{method} {} HTTP/1.1\r\nhost: {host}\r\n", self.path).as_bytes());
        for (name, value) in &self.headers {
            for part in [name, ": ", value, "\r\n"] {
                out.extend(part.as_bytes());
            }
        }
        out.extend(format!("content-length: {}\r\n\r\n", self.body.len()).as_bytes());
        out.extend(self.body.as_bytes());
    }
}

/// The head of the answer that `read` begins with; none while it is incomplete.
pub(crate) fn head(read: &[u8]) -> anyhow::Result<Option<Head>> {
    let mut headers = [httparse::EMPTY_HEADER; HEADERS];
    let mut response = httparse::Response::new(&mut headers);
    let httparse::Status::Complete(bytes) = response.parse(read)? else {
        return Ok(None);
    };
    let mut head = Head {
        bytes,
        status: response.code.context("no status")?,
        ..Head::default()
    };
    for header in response.headers {
        let value = std::str::from_utf8(header.value).unwrap_or_default();
        match header.name.to_ascii_lowercase().as_str() {
            "content-length" => head.body = value.parse()?,
            "connection" => head.closes = value.eq_ignore_ascii_case("close"),
            "set-cookie" if head.cookie.is_none() => head.cookie = Some(value.to_owned()),
            "transfer-encoding" => bail!("an answer in parts, which is not read here"),
            _ => {}
        }
    }
    Ok(Some(head))
}

impl Answer {
    /// Fails unless the request succeeded.
    pub(crate) fn succeeded(&self) -> anyhow::Result<()> {
        ensure!(
            (200..300).contains(&self.status),
            "the server answered {}: {}",
            self.status,
            String::from_utf8_lossy(&self.body)
        );
        Ok(())
    }

    /// The body, where the request succeeded.
    pub(crate) fn json<T: DeserializeOwned>(&self) -> anyhow::Result<T> {
        self.succeeded()?;
        serde_json::from_slice(&self.body).context("an answer that was not expected")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_head_is_read_once_it_is_whole() {
        let text =
            b"HTTP/1.1 201 Created\r\nContent-Length: 2\r\nset-cookie: a=b; Path=/\r\nconnection: close\r\n\r\n{}";
        assert!(head(&text[..40]).unwrap().is_none());
        let head = head(text).unwrap().unwrap();
        assert_eq!((head.status, head.body, head.closes), (201, 2, true));
        assert_eq!(head.cookie.as_deref(), Some("a=b; Path=/"));
        assert_eq!(&text[head.bytes..], b"{}");
    }
}
