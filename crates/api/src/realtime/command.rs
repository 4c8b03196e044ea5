//! What a client says.

use serde::{Deserialize, de::DeserializeOwned};
use serde_json::value::RawValue;
use std::borrow::Cow;

/// Characters of the name of a whisper, `client-` included.
const WHISPER_NAME: usize = 200;

/// One frame of a client.
#[derive(Debug)]
pub(super) enum Command {
    Ping,
    Subscribe(Subscribe),
    Unsubscribe(Unsubscribe),
    Whisper(Whisper),
    SignIn,
    /// Allowed and without effect: pongs, and names that we do not know.
    Nothing,
}

#[derive(Debug, Deserialize)]
pub(super) struct Subscribe {
    pub(super) channel: String,
    #[serde(default)]
    pub(super) auth: String,
    #[serde(default)]
    pub(super) channel_data: Option<String>,
}

#[derive(Debug, Deserialize)]
pub(super) struct Unsubscribe {
    pub(super) channel: String,
}

#[derive(Debug)]
pub(super) struct Whisper {
    pub(super) event: String,
    pub(super) channel: String,
    pub(super) data: Box<RawValue>,
}

/// The frame is not one.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Malformed;

#[derive(Deserialize)]
struct Frame<'a> {
    #[serde(borrow)]
    event: Cow<'a, str>,
    #[serde(borrow, default)]
    channel: Option<Cow<'a, str>>,
    #[serde(borrow, default)]
    data: Option<&'a RawValue>,
}

impl Command {
    pub(super) fn parse(text: &str) -> Result<Self, Malformed> {
        let frame: Frame<'_> = serde_json::from_str(text).map_err(|_invalid| Malformed)?;
        Ok(match &*frame.event {
            "pusher:ping" => Self::Ping,
            "pusher:subscribe" => Self::Subscribe(content(frame.data)?),
            "pusher:unsubscribe" => Self::Unsubscribe(content(frame.data)?),
            "pusher:signin" => Self::SignIn,
            event if event.starts_with("client-") => Self::Whisper(Whisper {
                event: whisper_name(event)?,
                channel: frame.channel.ok_or(Malformed)?.into_owned(),
                data: frame.data.unwrap_or(RawValue::NULL).to_owned(),
            }),
            _ => Self::Nothing,
        })
    }
}

/// Some clients send an object, some the JSON text of it.
fn content<T: DeserializeOwned>(data: Option<&RawValue>) -> Result<T, Malformed> {
    let data = data.ok_or(Malformed)?.get();
    let parsed = if data.starts_with('"') {
        serde_json::from_str::<String>(data).and_then(|text| serde_json::from_str(&text))
    } else {
        serde_json::from_str(data)
    };
    parsed.map_err(|_invalid| Malformed)
}

fn whisper_name(event: &str) -> Result<String, Malformed> {
    let is_plain = |c: char| c.is_ascii_alphanumeric() || "_-=@,.;:".contains(c);
    if event.len() <= WHISPER_NAME && event.chars().all(is_plain) {
        Ok(event.to_owned())
    } else {
        Err(Malformed)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn reads_what_clients_send() {
        assert!(matches!(
            Command::parse(r#"{"event":"pusher:ping","data":{}}"#),
            Ok(Command::Ping)
        ));
        assert!(matches!(
            Command::parse(r#"{"event":"pusher:pong","data":{}}"#),
            Ok(Command::Nothing)
        ));
        let object = r#"{"event":"pusher:subscribe","data":{"auth":"k:1","channel_data":"{}","channel":"private-x"}}"#;
        let string = r#"{"event":"pusher:subscribe","data":"{\"auth\":\"k:1\",\"channel_data\":\"{}\",\"channel\":\"private-x\"}"}"#;
        for text in [object, string] {
            let Ok(Command::Subscribe(ask)) = Command::parse(text) else {
                panic!("{text}")
            };
            assert_eq!(
                (
                    ask.channel.as_str(),
                    ask.auth.as_str(),
                    ask.channel_data.as_deref()
                ),
                ("private-x", "k:1", Some("{}"))
            );
        }
        let whisper =
            r#"{"event":"client-typing","data":{"on":true},"channel":"presence-room","evil":1}"#;
        let Ok(Command::Whisper(whisper)) = Command::parse(whisper) else {
            panic!()
        };
        assert_eq!(
            (
                whisper.event.as_str(),
                whisper.channel.as_str(),
                whisper.data.get()
            ),
            ("client-typing", "presence-room", r#"{"on":true}"#)
        );
    }

    #[test]
    fn what_is_not_a_frame_is_malformed() {
        for text in [
            "",
            "hello",
            "[]",
            "{}",
            r#"{"event":1}"#,
            r#"{"event":"pusher:subscribe"}"#,
            r#"{"event":"pusher:subscribe","data":{}}"#,
            r#"{"event":"pusher:subscribe","data":"x"}"#,
            r#"{"event":"client-typing","data":{}}"#,
            r#"{"event":"client-a\nb","data":{},"channel":"x"}"#,
        ] {
            assert!(Command::parse(text).is_err(), "{text}");
        }
    }

    proptest! {
        #[test]
        fn no_text_makes_it_panic(text in any::<String>(), event in "pusher:[a-z]{0,12}", data in any::<String>()) {
            drop(Command::parse(&text));
            drop(Command::parse(&serde_json::json!({"event": event, "data": data}).to_string()));
        }
    }
}
