//! Sockets: frames that are too large, never end, come too fast, or are none.

use super::target::{Target, on_both};
use serde_json::{Value, json};
use std::time::Duration;
use tokio::{
    io::{AsyncReadExt as _, AsyncWriteExt as _},
    net::TcpStream,
    time::timeout,
};

const FIN: u8 = 0x80;
const TEXT: u8 = 1;
const PING: u8 = 9;
const PONG: u8 = 0xa;

/// A socket whose frames are written by hand.
struct Raw {
    stream: TcpStream,
    read: Vec<u8>,
}

impl Raw {
    async fn open(target: &Target) -> Self {
        let mut stream = TcpStream::connect(target.address).await.unwrap();
        let hello = format!(
            "GET /realtime/app/{}?protocol=7 HTTP/1.1\r\nHost: x\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n\
             Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n",
            target.key
        );
        stream.write_all(hello.as_bytes()).await.unwrap();
        let mut read = Vec::new();
        while !read.ends_with(b"\r\n\r\n") {
            read.push(stream.read_u8().await.unwrap());
        }
        assert!(read.starts_with(b"HTTP/1.1 101"));
        let mut raw = Self {
            stream,
            read: Vec::new(),
        };
        assert_eq!(
            raw.hear().await.unwrap()["event"],
            "pusher:connection_established"
        );
        raw
    }

    /// Whether it could be sent.
    async fn send(&mut self, first: u8, payload: &[u8]) -> bool {
        self.stream.write_all(&frame(first, payload)).await.is_ok()
    }

    /// The next frame, pings and pongs left out; or the code of the close, 0 for an end without one.
    async fn hear(&mut self) -> Result<Value, u16> {
        loop {
            let (code, payload) = timeout(Duration::from_secs(10), self.frame())
                .await
                .expect("a word")
                .ok_or(0_u16)?;
            match code & 0xf {
                TEXT => return Ok(serde_json::from_slice(&payload).unwrap()),
                8 => {
                    return Err(payload
                        .get(..2)
                        .map_or(1005, |code| u16::from_be_bytes(code.try_into().unwrap())));
                }
                _ => {}
            }
        }
    }

    async fn frame(&mut self) -> Option<(u8, Vec<u8>)> {
        let first = self.stream.read_u8().await.ok()?;
        let length = match self.stream.read_u8().await.ok()? {
            126 => u64::from(self.stream.read_u16().await.ok()?),
            127 => self.stream.read_u64().await.ok()?,
            short => u64::from(short),
        };
        self.read.resize(usize::try_from(length).unwrap(), 0);
        self.stream.read_exact(&mut self.read).await.ok()?;
        Some((first, self.read.clone()))
    }

    /// The code with which the server closes, whatever it says before.
    async fn end(&mut self) -> u16 {
        loop {
            if let Err(code) = self.hear().await {
                return code;
            }
        }
    }
}

/// A frame as a client sends it, masked.
fn frame(first: u8, payload: &[u8]) -> Vec<u8> {
    let mut frame = head(first, payload.len());
    frame.extend(
        payload
            .iter()
            .zip([1, 2, 3, 4].iter().cycle())
            .map(|(byte, mask)| byte ^ mask),
    );
    frame
}

/// The head of a masked frame that claims this length.
fn head(first: u8, length: usize) -> Vec<u8> {
    let mut head = vec![first];
    match length {
        0..126 => head.push(0x80 | u8::try_from(length).unwrap()),
        126..65_536 => {
            head.push(0x80 | 0x7e);
            head.extend(u16::try_from(length).unwrap().to_be_bytes());
        }
        _ => {
            head.push(0x80 | 0x7f);
            head.extend(u64::try_from(length).unwrap().to_be_bytes());
        }
    }
    head.extend([1, 2, 3, 4]);
    head
}

#[tokio::test]
async fn a_frame_that_is_none_ends_the_socket_with_its_reason() {
    let seen = on_both(async |target| {
        let mut seen = Vec::new();
        for (name, bytes, code) in [
            ("not masked", vec![FIN | TEXT, 2, b'{', b'}'], 1002),
            ("reserved bits", frame(FIN | 0x70 | TEXT, b"{}"), 1002),
            ("a reserved code", frame(FIN | 3, b"{}"), 1002),
            ("a reserved control code", frame(FIN | 0xb, b""), 1002),
            ("a ping in parts", frame(PING, b""), 1002),
            ("a long ping", frame(FIN | PING, &[0; 200]), 1002),
            ("a part of nothing", frame(FIN, b"{}"), 1002),
            (
                "a text within a text",
                [frame(TEXT, b"{"), frame(FIN | TEXT, b"}")].concat(),
                1002,
            ),
            ("invalid UTF-8", frame(FIN | TEXT, b"\xff\xfe"), 1007),
            ("overlong UTF-8", frame(FIN | TEXT, b"\xc0\x80"), 1007),
            ("half a character", frame(FIN | TEXT, b"\xe2\x82"), 1007),
            ("bytes", frame(FIN | 2, b"{}"), 1003),
            ("20 KB", frame(FIN | TEXT, &vec![b' '; 20_000]), 1009),
            ("100 KB", head(FIN | TEXT, 100_000), 1009),
            ("100 MB", head(FIN | TEXT, 100 << 20), 1009),
            (
                "more than there is",
                head(FIN | TEXT, usize::MAX >> 1),
                1009,
            ),
        ] {
            let mut raw = Raw::open(target).await;
            raw.stream.write_all(&bytes).await.unwrap();
            let ended = raw.end().await;
            assert_eq!(ended, code, "{name} on {}", target.name);
            seen.push((name, ended));
        }
        seen
    })
    .await;
    assert_eq!(seen.len(), 16);
}

#[tokio::test]
async fn what_never_ends_is_ended() {
    on_both(async |target| {
        let mut raw = Raw::open(target).await;
        let mut sent = 0;
        raw.send(TEXT, b"[").await;
        while sent < 100 << 20 && raw.send(0, &[b'['; 4_096]).await {
            sent += 4_096;
        }
        assert!(sent < 20 << 20, "{sent} bytes were taken");
        let mut raw = Raw::open(target).await;
        raw.stream
            .write_all(&head(FIN | TEXT, 100 << 20))
            .await
            .unwrap();
        let piece = vec![b'['; 64 * 1024];
        let mut sent = 0;
        while sent < 100 << 20 && raw.stream.write_all(&piece).await.is_ok() {
            sent += piece.len();
        }
        assert!(sent < 20 << 20, "{sent} bytes were taken");
    })
    .await;
}

#[tokio::test]
async fn a_flood_is_read_slowly_and_nobody_else_feels_it() {
    on_both(async |target| {
        let mut calm = Raw::open(target).await;
        let subscribe = json!({"event": "pusher:subscribe", "data": {
            "channel": format!("private-conversation.{}", target.assistant), "auth": "x:y", "channel_data": "{}"
        }});
        let floods = [
            frame(FIN | TEXT, subscribe.to_string().as_bytes()),
            frame(FIN | PING, b"are you there"),
            frame(FIN | PONG, b"here I am"),
            frame(0, b""),
            frame(FIN | TEXT, b"{"),
        ];
        let floods = floods.map(|flood| async move {
            let raw = Raw::open(target).await;
            let (mut read, mut write) = raw.stream.into_split();
            let all = if flood[0] == 0 { [frame(TEXT, b""), flood.repeat(10_000)].concat() } else { flood.repeat(10_000) };
            let writing = async { drop(write.write_all(&all).await) };
            let mut sink = vec![0; 64 * 1024];
            let reading = async { while read.read(&mut sink).await.is_ok_and(|read| read > 0) {} };
            drop(timeout(Duration::from_secs(4), async { tokio::join!(writing, reading) }).await);
        });
        let listening = async {
            for _ in 0..10 {
                let ping = json!({"event": "pusher:ping", "data": {}}).to_string();
                let asked = std::time::Instant::now();
                assert!(calm.send(FIN | TEXT, ping.as_bytes()).await);
                assert_eq!(calm.hear().await.unwrap()["event"], "pusher:pong");
                assert!(asked.elapsed() < Duration::from_secs(2), "{:?}", asked.elapsed());
                tokio::time::sleep(Duration::from_millis(300)).await;
            }
        };
        tokio::join!(futures_util::future::join_all(floods), listening);
    })
    .await;
}

#[tokio::test]
async fn frames_of_nonsense_are_complained_about() {
    let seen = on_both(async |target| {
        let mut raw = Raw::open(target).await;
        let mut seen = Vec::new();
        let long = "x".repeat(9_000);
        for (name, text) in [
            ("no JSON", "hello".to_owned()),
            ("deep", "[".repeat(9_000)),
            ("deep data", format!(r#"{{"event":"pusher:subscribe","data":{}{}}}"#, "[".repeat(4_000), "]".repeat(4_000))),
            ("deep data in text", format!(r#"{{"event":"pusher:subscribe","data":"{}"}}"#, "[".repeat(9_000))),
            ("a lone surrogate", r#"{"event":"\ud800"}"#.to_owned()),
            ("a number beyond all", r#"{"event":1e999}"#.to_owned()),
            ("a name twice", r#"{"event":"pusher:ping","event":"pusher:ping"}"#.to_owned()),
            ("a long channel", json!({"event": "pusher:subscribe", "data": {"channel": long, "auth": "k:1"}}).to_string()),
            ("NUL in a channel", json!({"event": "pusher:subscribe", "data": {"channel": "private-a\0", "auth": "k:1"}}).to_string()),
            ("a long whisper", json!({"event": format!("client-{long}"), "channel": "private-x", "data": {}}).to_string()),
            ("a whisper from outside", json!({"event": "client-x", "channel": "private-x", "data": {}}).to_string()),
        ] {
            assert!(raw.send(FIN | TEXT, text.as_bytes()).await);
            let heard = raw.hear().await.unwrap();
            let data: Value = serde_json::from_str(heard["data"].as_str().unwrap()).unwrap();
            let told = data["code"].as_u64().or_else(|| data["status"].as_u64()).unwrap();
            seen.push((name, heard["event"].as_str().unwrap().to_owned(), told));
        }
        seen
    })
    .await;
    for (name, event, code) in seen {
        let (expected, said) = match name {
            "a long channel" | "NUL in a channel" => ("pusher:subscription_error", 403),
            "a whisper from outside" => ("pusher:error", 4009),
            _ => ("pusher:error", 4200),
        };
        assert_eq!((event.as_str(), code), (expected, said), "{name}");
    }
}
