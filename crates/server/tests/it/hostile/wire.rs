//! Bytes as nobody's library would send them.

use super::target::Target;
use std::time::Duration;
use tokio::{
    io::{AsyncReadExt as _, AsyncWriteExt as _},
    net::TcpStream,
    time::timeout,
};

/// Longer than any wait that a server under attack allows itself.
const PATIENCE: Duration = Duration::from_secs(20);

/// What came back: the statuses of the answers, and how the connection ended.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Heard {
    pub(crate) statuses: Vec<u16>,
    pub(crate) closed: bool,
}

impl Heard {
    /// One refusal with this status, after which the connection ends.
    pub(crate) fn refused(status: u16) -> Self {
        Self {
            statuses: vec![status],
            closed: true,
        }
    }
}

/// Sends bytes and listens until the other side closes.
pub(crate) async fn send(target: &Target, bytes: &[u8]) -> Heard {
    let (mut read, mut write) = TcpStream::connect(target.address)
        .await
        .unwrap()
        .into_split();
    // The other side may close before all was said.
    let writing = async { drop(write.write_all(bytes).await) };
    let ((), heard) = tokio::join!(writing, async {
        let mut heard = Vec::new();
        let closed = timeout(PATIENCE, read.read_to_end(&mut heard))
            .await
            .is_ok();
        Heard {
            statuses: statuses(&heard),
            closed,
        }
    });
    heard
}

/// The statuses of the answers in what was heard.
fn statuses(bytes: &[u8]) -> Vec<u16> {
    let text = String::from_utf8_lossy(bytes);
    let lines = text.split("HTTP/1.").skip(1);
    lines
        .filter_map(|line| line.get(2..5)?.parse().ok())
        .collect()
}
