//! WebSocket frames, as far as a client that listens needs them (RFC 6455, section 5).

use anyhow::{bail, ensure};

/// The kinds of frames that servers send.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    Text,
    Close,
    Ping,
    Pong,
}

/// The frame that `bytes` begin with, its payload, and how many bytes both take; none while it is incomplete.
pub(crate) fn read(bytes: &[u8]) -> anyhow::Result<Option<(Kind, &[u8], usize)>> {
    let Some((&[first, second], rest)) = bytes.split_first_chunk() else {
        return Ok(None);
    };
    let (length, head) = match second {
        126 => (
            rest.first_chunk()
                .map(|bytes| u64::from(u16::from_be_bytes(*bytes))),
            4,
        ),
        127 => (
            rest.first_chunk().map(|bytes| u64::from_be_bytes(*bytes)),
            10,
        ),
        small => (Some(u64::from(small)), 2),
    };
    let Some(length) = length else {
        return Ok(None);
    };
    ensure!(second < 128, "servers do not mask");
    let kind = match first {
        0x81 => Kind::Text,
        0x88 => Kind::Close,
        0x89 => Kind::Ping,
        0x8a => Kind::Pong,
        other => bail!("a frame that is not expected: {other:#x}"),
    };
    let end = head + usize::try_from(length)?;
    Ok(bytes.get(head..end).map(|payload| (kind, payload, end)))
}

/// A frame of a client, with a mask that changes nothing.
pub(crate) fn write(kind: Kind, payload: &[u8]) -> anyhow::Result<Vec<u8>> {
    let first = match kind {
        Kind::Text => 0x81,
        Kind::Close => 0x88,
        Kind::Ping => 0x89,
        Kind::Pong => 0x8a,
    };
    let mut frame = vec![first];
    match u8::try_from(payload.len()) {
        Ok(short) if short < 126 => frame.push(0x80 | short),
        _ => {
            frame.push(0xfe);
            frame.extend(u16::try_from(payload.len())?.to_be_bytes());
        }
    }
    frame.extend([0; 4]);
    frame.extend(payload);
    Ok(frame)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What a server would send.
    fn unmasked(kind: Kind, payload: &[u8]) -> Vec<u8> {
        let mut frame = write(kind, payload).unwrap();
        let mask = if payload.len() < 126 { 2 } else { 4 };
        frame.drain(mask..mask + 4);
        frame[1] &= 0x7f;
        frame
    }

    #[test]
    fn frames_are_read_once_they_are_whole() {
        for length in [0, 5, 125, 126, 1000] {
            let payload = vec![b'x'; length];
            let bytes = unmasked(Kind::Text, &payload);
            for cut in 0..bytes.len() {
                assert!(read(&bytes[..cut]).unwrap().is_none());
            }
            let more = [bytes.as_slice(), b"next"].concat();
            assert_eq!(
                read(&more).unwrap(),
                Some((Kind::Text, payload.as_slice(), bytes.len()))
            );
        }
        assert!(read(&[0x82, 1, 0]).is_err());
    }
}
