//! Just enough of WebSocket to know where a frame of the server begins and ends, and whether it is an event.

use bytes::{Buf, Bytes, BytesMut};
use serde::Deserialize;

/// Text, complete in one frame.
const TEXT: u8 = 0x81;
/// A goodbye, complete in one frame.
const CLOSE: u8 = 0x88;

/// A frame of a server, header and all.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Frame {
    pub(super) bytes: Bytes,
    header: usize,
}

#[derive(Deserialize)]
struct Named<'a> {
    #[serde(borrow)]
    event: std::borrow::Cow<'a, str>,
}

impl Frame {
    /// Takes the first frame off what has been read; servers do not mask.
    pub(super) fn take(read: &mut BytesMut) -> Option<Self> {
        let short = *read.get(1)? & 0x7f;
        let (header, length) = match short {
            126 => (
                4,
                u64::from(u16::from_be_bytes(read.get(2..4)?.try_into().ok()?)),
            ),
            127 => (10, u64::from_be_bytes(read.get(2..10)?.try_into().ok()?)),
            length => (2, u64::from(length)),
        };
        let whole = usize::try_from(length).ok()?.checked_add(header)?;
        (read.len() >= whole).then(|| Self {
            bytes: read.split_to(whole).freeze(),
            header,
        })
    }

    /// Whether a bus brought it: not what a server says by itself (`pusher:`, `pusher_internal:`), and no ping.
    pub(super) fn is_event(&self) -> bool {
        let payload = self.bytes.get(self.header..).unwrap_or_default();
        self.bytes.first() == Some(&TEXT)
            && serde_json::from_slice::<Named<'_>>(payload)
                .is_ok_and(|named| !named.event.starts_with("pusher"))
    }

    /// The goodbye with a code.
    pub(super) fn close(code: u16) -> Bytes {
        let [high, low] = code.to_be_bytes();
        Bytes::copy_from_slice(&[CLOSE, 2, high, low])
    }
}

/// Splits the head of an HTTP message from what follows, once it is complete.
pub(super) fn take_head(read: &mut BytesMut) -> Option<Bytes> {
    let end = read.windows(4).position(|four| four == b"\r\n\r\n")?;
    Some(read.split_to(end.saturating_add(4)).freeze())
}

/// Whether the head of a request asks for a WebSocket.
pub(super) fn is_upgrade(head: &[u8]) -> bool {
    String::from_utf8_lossy(head)
        .to_ascii_lowercase()
        .contains("upgrade: websocket")
}

/// Whether the head of an answer grants it.
pub(super) fn is_granted(head: &[u8]) -> bool {
    head.chunk().starts_with(b"HTTP/1.1 101")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(payload: &str) -> BytesMut {
        let mut bytes = BytesMut::from(&[TEXT][..]);
        match payload.len() {
            length @ 0..126 => bytes.extend([u8::try_from(length).unwrap()]),
            length @ 126..65_536 => {
                bytes.extend([126]);
                bytes.extend(u16::try_from(length).unwrap().to_be_bytes());
            }
            length => {
                bytes.extend([127]);
                bytes.extend(u64::try_from(length).unwrap().to_be_bytes());
            }
        }
        bytes.extend_from_slice(payload.as_bytes());
        bytes
    }

    #[test]
    fn frames_of_every_length_are_taken_once_they_are_complete() {
        for length in [0, 125, 126, 65_535, 65_536] {
            let mut read = text(&"x".repeat(length));
            let whole = read.clone();
            read.extend_from_slice(&[TEXT]);
            assert_eq!(Frame::take(&mut read).unwrap().bytes, whole);
            assert_eq!(&read[..], [TEXT]);
            assert_eq!(Frame::take(&mut read), None);
        }
        let mut cut = text("hello");
        cut.truncate(4);
        assert_eq!(Frame::take(&mut cut), None);
        assert_eq!(cut.len(), 4);
    }

    #[test]
    fn events_are_told_from_what_the_server_says_itself() {
        let is_event = |payload: &str| Frame::take(&mut text(payload)).unwrap().is_event();
        assert!(is_event(
            r#"{"event":"message.created","channel":"c","data":"{}"}"#
        ));
        assert!(!is_event(r#"{"event":"pusher:pong","data":"{}"}"#));
        assert!(!is_event(
            r#"{"event":"pusher_internal:subscription_succeeded"}"#
        ));
        assert!(!is_event("no json"));
        assert!(
            !Frame::take(&mut BytesMut::from(&Frame::close(4200)[..]))
                .unwrap()
                .is_event()
        );
    }

    #[test]
    fn heads_are_read() {
        let mut read = BytesMut::from("GET / HTTP/1.1\r\nUpgrade: WebSocket\r\n\r\nrest");
        let head = take_head(&mut read).unwrap();
        assert!(is_upgrade(&head));
        assert_eq!(&read[..], b"rest");
        assert!(is_granted(b"HTTP/1.1 101 Switching Protocols\r\n\r\n"));
        assert!(!is_granted(b"HTTP/1.1 503 Service Unavailable\r\n\r\n"));
        assert_eq!(take_head(&mut BytesMut::from("GET / HTTP/1.1\r\n")), None);
    }
}
