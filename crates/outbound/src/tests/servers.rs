//! Servers that are public and mean harm: by size, by slowness, by what they pack.

use super::victim::{LIMITS, Scripted, fetch};
use crate::{Allowed, Policy, Refused};
use std::time::{Duration, Instant};
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::{TcpListener, TcpStream};

/// 10 MB of nothing, in 10 kB.
const BOMB: &[u8] = include_bytes!("bomb.gz");

#[derive(Clone, Copy, Debug)]
enum Harm {
    /// More than the cap, said beforehand.
    Announced,
    /// More than the cap, without a word.
    Endless,
    /// A chunked body without end.
    Chunks,
    /// Little that becomes much.
    Bomb,
    /// A byte now and then.
    Drip,
    /// The head, a byte now and then.
    DripHead,
    /// Accepts and says nothing.
    Silence,
    /// Headers without end.
    Headers,
    /// No HTTP.
    Nonsense,
    /// As large as the cap, said beforehand.
    Full,
    /// As large as the cap, in pieces.
    FullInPieces,
}

async fn harm(mut socket: TcpStream, harm: Harm) -> std::io::Result<()> {
    let ok = "HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\n";
    let mut request = [0; 4096];
    let _read = socket.read(&mut request).await?;
    match harm {
        Harm::Announced => {
            let head = format!("{ok}Content-Length: 100000000\r\n\r\n");
            socket.write_all(head.as_bytes()).await?;
        }
        Harm::Endless => {
            socket.write_all(format!("{ok}\r\n").as_bytes()).await?;
            loop {
                socket.write_all(&[b'x'; 8192]).await?;
            }
        }
        Harm::Chunks => {
            let head = format!("{ok}Transfer-Encoding: chunked\r\n\r\n");
            socket.write_all(head.as_bytes()).await?;
            loop {
                let chunk = format!("1000\r\n{}\r\n", "x".repeat(4096));
                socket.write_all(chunk.as_bytes()).await?;
            }
        }
        Harm::Bomb => {
            let length = BOMB.len();
            let head = format!("{ok}Content-Encoding: gzip\r\nContent-Length: {length}\r\n\r\n");
            socket.write_all(head.as_bytes()).await?;
            socket.write_all(BOMB).await?;
        }
        Harm::Drip | Harm::DripHead => {
            let head = if matches!(harm, Harm::Drip) {
                format!("{ok}\r\n")
            } else {
                ok.to_owned()
            };
            socket.write_all(head.as_bytes()).await?;
            loop {
                tokio::time::sleep(Duration::from_millis(50)).await;
                socket.write_all(b"x").await?;
            }
        }
        Harm::Silence => tokio::time::sleep(Duration::from_mins(1)).await,
        Harm::Headers => {
            socket.write_all(ok.as_bytes()).await?;
            loop {
                socket
                    .write_all(format!("X: {}\r\n", "x".repeat(4096)).as_bytes())
                    .await?;
            }
        }
        Harm::Full => {
            let head = format!("{ok}Content-Length: {}\r\n\r\n", LIMITS.bytes);
            socket.write_all(head.as_bytes()).await?;
            socket.write_all(&vec![b'x'; LIMITS.bytes]).await?;
        }
        Harm::FullInPieces => {
            socket.write_all(format!("{ok}\r\n").as_bytes()).await?;
            for _ in 0..10 {
                socket.write_all(&vec![b'x'; LIMITS.bytes / 10]).await?;
                tokio::time::sleep(Duration::from_millis(5)).await;
            }
        }
        Harm::Nonsense => socket.write_all(b"SSH-2.0-OpenSSH_9.2\r\n").await?,
    }
    Ok(())
}

async fn fetch_from(what: Harm) -> Result<crate::Page, Refused> {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let port = listener.local_addr().unwrap().port();
    #[expect(
        clippy::disallowed_methods,
        reason = "it ends with the runtime of the test"
    )]
    tokio::spawn(async move {
        while let Ok((socket, _)) = listener.accept().await {
            // The client hangs up on most of them.
            drop(harm(socket, what).await);
        }
    });
    let policy = Policy {
        allow_private: vec!["127.0.0.1".parse::<Allowed>().unwrap()],
    };
    fetch(
        &policy,
        Scripted::names(),
        &format!("http://127.0.0.1:{port}/"),
    )
    .await
}

#[tokio::test]
async fn bodies_end_at_the_cap_whatever_they_are_packed_in() {
    for what in [Harm::Announced, Harm::Endless, Harm::Chunks, Harm::Bomb] {
        let began = Instant::now();
        assert_eq!(
            fetch_from(what).await,
            Err(Refused::TooLarge(LIMITS.bytes)),
            "{what:?}"
        );
        assert!(
            began.elapsed() < LIMITS.time,
            "{what:?} was not ended by its size"
        );
    }
}

#[tokio::test]
async fn what_just_fits_is_read() {
    for what in [Harm::Full, Harm::FullInPieces] {
        let page = fetch_from(what).await.unwrap();
        assert_eq!(page.body.len(), LIMITS.bytes, "{what:?}");
    }
}

#[tokio::test]
async fn who_is_slow_is_left_in_time() {
    for what in [Harm::Drip, Harm::DripHead, Harm::Silence] {
        let began = Instant::now();
        assert_eq!(
            fetch_from(what).await,
            Err(Refused::TooSlow(LIMITS.time.as_secs())),
            "{what:?}"
        );
        assert!(began.elapsed() < LIMITS.time * 2, "{what:?}");
    }
}

#[tokio::test]
async fn heads_end_too_and_other_protocols_are_not_read() {
    for what in [Harm::Headers, Harm::Nonsense] {
        let fetched = fetch_from(what).await;
        assert!(
            matches!(fetched, Err(Refused::Unreachable(_))),
            "{what:?}: {fetched:?}"
        );
    }
}
