//! The form of a notice between nodes: a version, a kind, then each field after its length and each list after its count.

use crate::notice::{Control, Notice, Published, Sender, Stored};
use baton_core::id::WorkspaceId;
use bytes::{Buf, BufMut, Bytes, BytesMut};
use std::sync::Arc;

/// Grows when the form changes; a node drops what it does not know.
const VERSION: u8 = 3;
const PUBLISHED: u8 = 1;
const STORED: u8 = 2;
const CONTROL: u8 = 3;
const LOST: u8 = 4;

pub(crate) fn encode(notice: &Notice) -> Bytes {
    let mut out = BytesMut::new();
    out.put_u8(VERSION);
    match notice {
        Notice::Published(published) => {
            out.put_u8(PUBLISHED);
            put(&mut out, published.workspace.to_string().as_bytes());
            put_published(&mut out, published);
        }
        Notice::Stored(stored) => {
            out.put_u8(STORED);
            put(&mut out, stored.workspace.to_string().as_bytes());
            out.put_i64(stored.seq);
            put_count(&mut out, stored.told.len());
            for published in &stored.told {
                put_published(&mut out, published);
            }
        }
        Notice::Control(control) => {
            out.put_u8(CONTROL);
            put(&mut out, control.topic.as_bytes());
            put(&mut out, &control.payload);
        }
        Notice::Lost => out.put_u8(LOST),
    }
    out.freeze()
}

/// None when it was not made by [`encode`] of this version.
pub(crate) fn decode(mut bytes: Bytes) -> Option<Notice> {
    if bytes.try_get_u8().ok()? != VERSION {
        return None;
    }
    let notice = match bytes.try_get_u8().ok()? {
        PUBLISHED => {
            let workspace = take_text(&mut bytes)?.parse().ok()?;
            Notice::Published(take_published(&mut bytes, workspace)?)
        }
        STORED => {
            let workspace = take_text(&mut bytes)?.parse().ok()?;
            let seq = bytes.try_get_i64().ok()?;
            let count = bytes.try_get_u32().ok()?;
            let told = (0..count).map(|_| take_published(&mut bytes, workspace));
            let told = told.collect::<Option<Vec<_>>>()?;
            Notice::Stored(Stored {
                workspace,
                seq,
                told,
            })
        }
        CONTROL => Notice::Control(Control {
            topic: take_text(&mut bytes)?,
            payload: take(&mut bytes)?,
        }),
        LOST => Notice::Lost,
        _ => return None,
    };
    bytes.is_empty().then_some(notice)
}

fn put_published(out: &mut BytesMut, published: &Published) {
    put(out, published.channel.as_bytes());
    put(out, published.event.as_bytes());
    put(out, &published.payload);
    out.put_u8(u8::from(published.sender.is_some()));
    if let Some(sender) = &published.sender {
        put(out, sender.socket_id.as_bytes());
        put(
            out,
            sender.user_id.as_deref().unwrap_or_default().as_bytes(),
        );
    }
}

fn take_published(bytes: &mut Bytes, workspace: WorkspaceId) -> Option<Published> {
    Some(Published {
        workspace,
        channel: take_text(bytes)?,
        event: take_text(bytes)?,
        payload: take(bytes)?,
        sender: match bytes.try_get_u8().ok()? {
            0 => None,
            1 => Some(Sender {
                socket_id: take_text(bytes)?,
                user_id: Some(take_text(bytes)?).filter(|id| !id.is_empty()),
            }),
            _ => return None,
        },
    })
}

fn put(out: &mut BytesMut, field: &[u8]) {
    // Beyond 4 GiB the length would lie and the notice be dropped on arrival; NATS refuses it far earlier.
    put_count(out, field.len());
    out.put_slice(field);
}

fn put_count(out: &mut BytesMut, count: usize) {
    out.put_u32(u32::try_from(count).unwrap_or(u32::MAX));
}

fn take(bytes: &mut Bytes) -> Option<Bytes> {
    let length = usize::try_from(bytes.try_get_u32().ok()?).ok()?;
    (length <= bytes.len()).then(|| bytes.split_to(length))
}

fn take_text(bytes: &mut Bytes) -> Option<Arc<str>> {
    Some(Arc::from(std::str::from_utf8(&take(bytes)?).ok()?))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn workspace() -> WorkspaceId {
        "0199b3a0-7c1e-7000-8000-00000000000a"
            .parse()
            .expect("an id")
    }

    fn notice() -> impl Strategy<Value = Notice> {
        let bytes = || proptest::collection::vec(any::<u8>(), 0..64).prop_map(Bytes::from);
        let text = || any::<String>().prop_map(Arc::<str>::from);
        let sender = (
            text(),
            proptest::option::of("[a-z0-9]{1,9}".prop_map(Arc::<str>::from)),
        )
            .prop_map(|(socket_id, user_id)| Sender { socket_id, user_id });
        let published = (text(), text(), bytes(), proptest::option::of(sender)).prop_map(
            |(channel, event, payload, sender)| Published {
                workspace: workspace(),
                channel,
                event,
                payload,
                sender,
            },
        );
        let told = proptest::collection::vec(published.clone(), 0..4);
        prop_oneof![
            published.prop_map(Notice::Published),
            (any::<i64>(), told).prop_map(|(seq, told)| Notice::Stored(Stored {
                workspace: workspace(),
                seq,
                told
            })),
            (text(), bytes())
                .prop_map(|(topic, payload)| Notice::Control(Control { topic, payload })),
            Just(Notice::Lost),
        ]
    }

    proptest! {
        #[test]
        fn what_is_encoded_decodes_to_itself(notice in notice()) {
            prop_assert_eq!(decode(encode(&notice)), Some(notice));
        }

        #[test]
        fn anything_else_is_dropped_without_a_panic(bytes in proptest::collection::vec(any::<u8>(), 0..64)) {
            decode(Bytes::from(bytes));
        }

        #[test]
        fn a_cut_notice_is_dropped(notice in notice(), cut in 1usize..8) {
            let whole = encode(&notice);
            prop_assume!(cut <= whole.len());
            prop_assert_eq!(decode(whole.slice(..whole.len() - cut)), None);
        }
    }

    #[test]
    fn another_version_is_dropped() {
        assert_eq!(decode(Bytes::from_static(&[1, LOST])), None);
    }
}
