//! Who is told: a receiver of webhooks.

use super::aside::Aside;
use anyhow::ensure;
use bytes::{Buf as _, BytesMut};
use std::{
    net::SocketAddr,
    sync::{
        Arc,
        atomic::{AtomicUsize, Ordering},
    },
    time::Duration,
};
use tokio::{
    io::{AsyncReadExt as _, AsyncWriteExt as _},
    net::{TcpListener, TcpStream},
    task::JoinSet,
    time::{Instant, sleep},
};

/// Headers of a request, at most.
const HEADERS: usize = 32;
/// How long what is under way may take to be told.
const PATIENCE: Duration = Duration::from_secs(20);

/// A receiver that counts, and spends as little as it can.
pub(super) struct Told {
    pub(super) address: SocketAddr,
    count: Arc<AtomicUsize>,
    bytes: Arc<AtomicUsize>,
    _aside: Aside,
}

impl Told {
    pub(super) fn listen() -> anyhow::Result<Self> {
        let listener = std::net::TcpListener::bind("127.0.0.1:0")?;
        listener.set_nonblocking(true)?;
        let address = listener.local_addr()?;
        let count = Arc::new(AtomicUsize::new(0));
        let bytes = Arc::new(AtomicUsize::new(0));
        let counts = [&count, &bytes].map(Arc::clone);
        let aside = Aside::start("receiver", receive(listener, counts))?;
        Ok(Self {
            address,
            count,
            bytes,
            _aside: aside,
        })
    }

    pub(super) fn count(&self) -> usize {
        self.count.load(Ordering::Relaxed)
    }

    /// Bytes of a request, on average.
    pub(super) fn length(&self) -> usize {
        self.bytes.load(Ordering::Relaxed) / self.count().max(1)
    }

    pub(super) async fn wait_for(&self, many: usize) -> anyhow::Result<()> {
        let end = Instant::now() + PATIENCE;
        while self.count() < many {
            ensure!(
                Instant::now() < end,
                "{} of {many} events were told",
                self.count()
            );
            sleep(Duration::from_millis(5)).await;
        }
        Ok(())
    }
}

async fn receive(
    listener: std::net::TcpListener,
    counts: [Arc<AtomicUsize>; 2],
) -> anyhow::Result<()> {
    let listener = TcpListener::from_std(listener)?;
    let mut connections = JoinSet::new();
    loop {
        let (stream, _) = listener.accept().await?;
        let counts = counts.clone();
        // Whoever tells closes it in the middle of nothing.
        connections.spawn(async move { drop(take(stream, &counts).await) });
    }
}

async fn take(mut stream: TcpStream, [count, bytes]: &[Arc<AtomicUsize>; 2]) -> anyhow::Result<()> {
    let mut read = BytesMut::with_capacity(16 * 1024);
    loop {
        let length = loop {
            if let Some(length) = whole(&read)? {
                break length;
            }
            read.reserve(4 * 1024);
            if stream.read_buf(&mut read).await? == 0 {
                return Ok(());
            }
        };
        read.advance(length);
        bytes.fetch_add(length, Ordering::Relaxed);
        count.fetch_add(1, Ordering::Relaxed);
        stream.write_all(b"HTTP/1.1 204 No Content\r\n\r\n").await?;
    }
}

/// The length of the request that `read` begins with; none while it is incomplete.
fn whole(read: &[u8]) -> anyhow::Result<Option<usize>> {
    let mut headers = [httparse::EMPTY_HEADER; HEADERS];
    let mut request = httparse::Request::new(&mut headers);
    let httparse::Status::Complete(head) = request.parse(read)? else {
        return Ok(None);
    };
    let mut headers = request.headers.iter();
    let length = headers.find(|header| header.name.eq_ignore_ascii_case("content-length"));
    let length = length.map_or(Ok(""), |header| std::str::from_utf8(header.value))?;
    let all = head + length.parse().unwrap_or(0);
    Ok((read.len() >= all).then_some(all))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_request_is_taken_once_it_is_whole() {
        let text = b"POST / HTTP/1.1\r\nContent-Length: 2\r\n\r\n{}POST";
        assert_eq!(whole(&text[..20]).unwrap(), None);
        assert_eq!(whole(&text[..38]).unwrap(), None);
        assert_eq!(whole(text).unwrap(), Some(40));
    }
}
