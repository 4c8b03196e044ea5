//! What the server says. Each frame is made once and then shared: a clone costs a count, not a copy.

use axum::extract::ws::{CloseFrame, Message};
use serde::Serialize;
use serde_json::value::RawValue;
use std::collections::BTreeMap;

/// Seconds of silence after which a client should ping.
pub(super) const ACTIVITY_TIMEOUT: u32 = 30;

/// Why a socket is closed: the code decides whether and when a client comes back.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Close {
    pub(super) code: u16,
    pub(super) reason: &'static str,
}

impl Close {
    pub(super) const UNKNOWN_APP: Self = Self::new(4001, "There is no app with this key");
    pub(super) const WRONG_PROTOCOL: Self = Self::new(4007, "Speak protocol 5, 6 or 7");
    pub(super) const NO_PROTOCOL: Self = Self::new(4008, "Say which protocol you speak");
    pub(super) const OVER_CAPACITY: Self = Self::new(4100, "Too many connections; come back later");
    pub(super) const RECONNECT: Self = Self::new(4200, "Please reconnect");
    pub(super) const TOO_SLOW: Self = Self::new(4200, "Reading too slowly; reconnect and catch up");
    pub(super) const SILENT: Self = Self::new(4201, "No sign of life");
    pub(super) const NO_FRAME: Self = Self::new(1002, "This is no frame");
    pub(super) const NOT_TEXT: Self = Self::new(1003, "Only text is spoken here");
    pub(super) const NOT_UTF8: Self = Self::new(1007, "Text is UTF-8");
    pub(super) const TOO_BIG: Self = Self::new(1009, "A message may have 10 KB");

    const fn new(code: u16, reason: &'static str) -> Self {
        Self { code, reason }
    }

    pub(super) fn message(self) -> Message {
        Message::Close(Some(CloseFrame {
            code: self.code,
            reason: self.reason.into(),
        }))
    }

    /// The `pusher:error` that goes ahead of the close, for clients that show it.
    pub(super) fn error(self) -> Message {
        error(self.code, self.reason)
    }
}

#[derive(Serialize)]
struct Frame<'a> {
    event: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    channel: Option<&'a str>,
    data: Content<'a>,
    #[serde(skip_serializing_if = "Option::is_none")]
    user_id: Option<&'a str>,
}

/// Protocol 7 wants JSON within a string, except where a client said it.
#[derive(Serialize)]
#[serde(untagged)]
enum Content<'a> {
    Text(&'a str),
    Raw(&'a RawValue),
}

impl Frame<'_> {
    fn message(&self) -> Message {
        Message::Text(json(self).into())
    }
}

fn frame(event: &str, channel: Option<&str>, data: &str) -> Message {
    Frame {
        event,
        channel,
        data: Content::Text(data),
        user_id: None,
    }
    .message()
}

/// JSON of what cannot fail to be JSON: text and numbers under names.
fn json<T: Serialize + ?Sized>(value: &T) -> String {
    serde_json::to_string(value).unwrap_or_default()
}

/// The first frame of a socket.
pub(super) fn established(socket_id: &str) -> Message {
    #[derive(Serialize)]
    struct Hello<'a> {
        socket_id: &'a str,
        activity_timeout: u32,
    }
    let hello = Hello {
        socket_id,
        activity_timeout: ACTIVITY_TIMEOUT,
    };
    frame("pusher:connection_established", None, &json(&hello))
}

/// The answer to `pusher:ping`.
pub(super) fn pong() -> Message {
    frame("pusher:pong", None, "{}")
}

/// A complaint that closes nothing.
pub(super) fn error(code: u16, message: &str) -> Message {
    #[derive(Serialize)]
    struct Complaint<'a> {
        code: u16,
        message: &'a str,
    }
    frame("pusher:error", None, &json(&Complaint { code, message }))
}

/// A subscription that was not granted, or is over. The same words for a foreign channel and one that never was.
pub(super) fn subscription_error(channel: &str, status: u16) -> Message {
    #[derive(Serialize)]
    struct Refusal<'a> {
        r#type: &'a str,
        error: &'a str,
        status: u16,
    }
    let refusal = Refusal {
        r#type: "AuthError",
        error: if status == 403 {
            "You may not hear this channel"
        } else {
            "Not possible now; try again"
        },
        status,
    };
    frame("pusher:subscription_error", Some(channel), &json(&refusal))
}

/// A subscription that stands; on a presence channel, with everyone who is there by their id.
pub(super) fn succeeded(channel: &str, roster: Option<&BTreeMap<&str, &RawValue>>) -> Message {
    #[derive(Serialize)]
    struct Roster<'a> {
        presence: Presence<'a>,
    }
    #[derive(Serialize)]
    struct Presence<'a> {
        count: usize,
        ids: Vec<&'a str>,
        hash: &'a BTreeMap<&'a str, &'a RawValue>,
    }
    let data = roster.map_or_else(
        || "{}".to_owned(),
        |hash| {
            let ids = hash.keys().copied().collect();
            json(&Roster {
                presence: Presence {
                    count: hash.len(),
                    ids,
                    hash,
                },
            })
        },
    );
    frame(
        "pusher_internal:subscription_succeeded",
        Some(channel),
        &data,
    )
}

/// Someone came to a presence channel.
pub(super) fn member_added(channel: &str, user_id: &str, user_info: &RawValue) -> Message {
    #[derive(Serialize)]
    struct Added<'a> {
        user_id: &'a str,
        user_info: &'a RawValue,
    }
    frame(
        "pusher_internal:member_added",
        Some(channel),
        &json(&Added { user_id, user_info }),
    )
}

/// Someone left a presence channel.
pub(super) fn member_removed(channel: &str, user_id: &str) -> Message {
    #[derive(Serialize)]
    struct Removed<'a> {
        user_id: &'a str,
    }
    frame(
        "pusher_internal:member_removed",
        Some(channel),
        &json(&Removed { user_id }),
    )
}

/// An event of the system; `payload` is its JSON text.
pub(super) fn event(channel: &str, event: &str, payload: &str) -> Message {
    frame(event, Some(channel), payload)
}

/// What one client says to the others, rebuilt from the fields that we know.
pub(super) fn whisper(
    channel: &str,
    event: &str,
    data: &RawValue,
    user_id: Option<&str>,
) -> Message {
    Frame {
        event,
        channel: Some(channel),
        data: Content::Raw(data),
        user_id,
    }
    .message()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(message: Message) -> String {
        message.into_text().unwrap().as_str().to_owned()
    }

    #[test]
    fn frames_are_as_the_protocol_shows_them() {
        insta::assert_snapshot!(
            [
                established("123456.7891011"),
                pong(),
                Close::UNKNOWN_APP.error(),
                subscription_error("private-x", 403),
                succeeded("private-x", None),
                member_removed("presence-x", "3"),
                event("private-x", "message.created", r#"{"body":"\"hi\" 🎉"}"#),
            ]
            .map(text)
            .join("\n"),
            @r#"
        {"event":"pusher:connection_established","data":"{\"socket_id\":\"123456.7891011\",\"activity_timeout\":30}"}
        {"event":"pusher:pong","data":"{}"}
        {"event":"pusher:error","data":"{\"code\":4001,\"message\":\"There is no app with this key\"}"}
        {"event":"pusher:subscription_error","channel":"private-x","data":"{\"type\":\"AuthError\",\"error\":\"You may not hear this channel\",\"status\":403}"}
        {"event":"pusher_internal:subscription_succeeded","channel":"private-x","data":"{}"}
        {"event":"pusher_internal:member_removed","channel":"presence-x","data":"{\"user_id\":\"3\"}"}
        {"event":"message.created","channel":"private-x","data":"{\"body\":\"\\\"hi\\\" 🎉\"}"}
        "#
        );
    }

    #[test]
    fn presence_frames_carry_who_and_about_them() {
        let ann = RawValue::from_string(r#"{"name":"Ann"}"#.to_owned()).unwrap();
        let roster = BTreeMap::from([("1", &*ann), ("2", RawValue::NULL)]);
        insta::assert_snapshot!(
            [succeeded("presence-x", Some(&roster)), member_added("presence-x", "1", &ann)].map(text).join("\n"),
            @r#"
        {"event":"pusher_internal:subscription_succeeded","channel":"presence-x","data":"{\"presence\":{\"count\":2,\"ids\":[\"1\",\"2\"],\"hash\":{\"1\":{\"name\":\"Ann\"},\"2\":null}}}"}
        {"event":"pusher_internal:member_added","channel":"presence-x","data":"{\"user_id\":\"1\",\"user_info\":{\"name\":\"Ann\"}}"}
        "#
        );
    }

    #[test]
    fn an_empty_roster_is_an_object() {
        assert!(text(succeeded("presence-x", Some(&BTreeMap::new()))).contains(r#"\"hash\":{}"#));
    }

    #[test]
    fn a_whisper_keeps_its_data_as_it_came() {
        let data = RawValue::from_string(r#"{"on": true}"#.to_owned()).unwrap();
        assert_eq!(
            text(whisper("presence-x", "client-typing", &data, Some("1"))),
            r#"{"event":"client-typing","channel":"presence-x","data":{"on": true},"user_id":"1"}"#
        );
    }
}
