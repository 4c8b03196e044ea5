//! Through the public address: sockets.

use super::{Finding, remedies, through::by};
use crate::App;
use base64::{Engine as _, engine::general_purpose::STANDARD};
use baton_outbound::{
    Refused,
    probe::{NoSocket, Silence, Socket},
};
use serde::Deserialize;
use std::time::Duration;
use tokio::time::timeout;

/// Longest time until a socket is open and has answered.
const OPENING: Duration = Duration::from_secs(15);
/// How long a socket has to live in silence: longer than the server waits until it asks for a sign of life.
const SILENT: Duration = Duration::from_secs(35);
/// What the server itself answers to a request for a socket that lost the wish for one on its way.
const WITHOUT_WISH: [u16; 2] = [400, 426];

impl App {
    pub(super) async fn look_at_socket(&self) -> Result<Finding, Finding> {
        let prober = self.prober()?;
        let key: [u8; 16] = self.ids.bytes();
        let path = format!(
            "/realtime/app/{}?protocol=7&client=delivery-test",
            self.secrets.realtime_key
        );
        let opening = async {
            let mut socket = prober.open(&path, &STANDARD.encode(key)).await?;
            talk(&mut socket).await?;
            Ok(socket)
        };
        let late = NoSocket::Refused(Refused::TooSlow(OPENING.as_secs()));
        let opened = timeout(OPENING, opening).await.unwrap_or(Err(late));
        let mut socket = match opened {
            Ok(socket) => socket,
            Err(fault) => return Err(self.no_socket(fault).await),
        };
        Ok(match socket.keep_silent(SILENT).await {
            Silence::Kept => Finding::sound(format!(
                "WebSockets are passed on, and live {} seconds in silence.",
                SILENT.as_secs()
            )),
            Silence::Cut(after) => Finding::doubtful(format!(
                "WebSockets are cut after {} seconds of silence. Pages come back by themselves, again and again.",
                after.as_secs().max(1)
            ))
            .mended_by(remedies::silence()),
            Silence::Goodbye(after) => Finding::doubtful(format!(
                "WebSockets are passed on. Baton itself ended this one after {} seconds, as it does when it stops. Test again.",
                after.as_secs()
            )),
        })
    }

    async fn no_socket(&self, fault: NoSocket) -> Finding {
        // Where nothing arrives, that is what has to be mended first.
        if let Err(finding) = self.look_at_address().await {
            return finding;
        }
        let polls = "Pages fall back to polling: every message comes some seconds later.";
        match fault {
            NoSocket::Status { status, server } => {
                let says = format!(
                    "{} does not pass WebSockets on (status {status}). {polls}",
                    by(server.as_ref())
                );
                let finding = Finding::broken(says);
                if WITHOUT_WISH.contains(&status) {
                    finding.mended_by(remedies::upgrade())
                } else {
                    finding.mended_by(remedies::realtime())
                }
            }
            NoSocket::Garbled(reason) => Finding::broken(format!(
                "WebSockets are passed on, and what is said on them is not ({reason}). {polls}"
            ))
            .mended_by(remedies::upgrade()),
            NoSocket::Refused(refused) => {
                Finding::broken(format!("WebSockets get no answer: {refused}. {polls}"))
                    .mended_by(remedies::upgrade())
            }
            NoSocket::Declined(reason) => Finding::doubtful(format!(
                "WebSockets are passed on. Baton itself took no more of them just now: {reason}."
            )),
        }
    }
}

/// What the server says.
#[derive(Deserialize)]
struct Frame {
    event: String,
    #[serde(default)]
    data: serde_json::Value,
}

/// A greeting, and a word that is answered.
async fn talk(socket: &mut Socket) -> Result<(), NoSocket> {
    expect(&socket.hear().await?, "pusher:connection_established")?;
    socket.say(r#"{"event":"pusher:ping","data":{}}"#).await?;
    expect(&socket.hear().await?, "pusher:pong")
}

fn expect(heard: &str, event: &str) -> Result<(), NoSocket> {
    let stranger = || NoSocket::Garbled("another server answers".to_owned());
    let frame: Frame = serde_json::from_str(heard).map_err(|_no_frame| stranger())?;
    if frame.event == event {
        return Ok(());
    }
    // From 4100 on the protocol means: come back later.
    let is_later = |code| (4_100..4_300).contains(&code);
    let code = frame.data.get("code").and_then(serde_json::Value::as_u64);
    let reason = frame.data.get("message").and_then(|said| said.as_str());
    match (code.filter(|code| is_later(*code)), reason) {
        (Some(_), Some(reason)) => Err(NoSocket::Declined(reason.to_owned())),
        _ => Err(stranger()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_server_that_is_full_is_no_fault_of_the_proxy() {
        let full = r#"{"event":"pusher:error","data":{"code":4100,"message":"Too many"}}"#;
        let greeting = "pusher:connection_established";
        let declined = NoSocket::Declined("Too many".to_owned());
        assert_eq!(expect(full, greeting), Err(declined));
        for other in [
            "hello",
            r#"{"event":"welcome"}"#,
            r#"{"event":"pusher:error","data":{"code":4001,"message":"There is no app with this key"}}"#,
        ] {
            assert!(
                matches!(expect(other, greeting), Err(NoSocket::Garbled(_))),
                "{other}"
            );
        }
        assert_eq!(
            expect(r#"{"event":"pusher:pong","data":"{}"}"#, "pusher:pong"),
            Ok(())
        );
    }
}
