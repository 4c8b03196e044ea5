//! What a fuzzer drives: two sockets of one hub, a member's and a visitor's, and whatever they say. Built for fuzzing only.

use super::{
    auth::Ask,
    channel::Channel,
    frame::Close,
    hub::{Hub, Settings},
    limits::Limits,
    outbox::Outbox,
    rights::{ChannelRights, Denied, Grant, Member},
    room::SocketKey,
    session::Session,
};
use axum::extract::ws::Message;
use baton_bus::{Bus, Stored};
use baton_core::{
    id::{ConversationId, Ids, WorkspaceId},
    time::{Clock, Timestamp},
};
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use std::{collections::VecDeque, sync::Arc, time::Duration};
use uuid::Uuid;

/// Frames of one play for each socket: fewer than a socket may send in a second, so that nobody waits.
const FRAMES: usize = 40;

/// Plays a script. Each line is a frame: the first byte tells whose it is, and whether the name of a channel follows for
/// which the hub shall sign, instead of a frame.
///
/// # Panics
/// When the hub breaks a promise: that is what fuzzing looks for.
pub fn play(script: &[u8]) {
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build();
    #[expect(clippy::expect_used, reason = "nothing can be tried without it")]
    runtime.expect("a runtime").block_on(run(script));
}

async fn run(script: &[u8]) {
    let ids = Ids::seeded(Clock::fixed(Timestamp::from_ms(1)), 7);
    let limits = Limits {
        channels: 4,
        queue_frames: 64,
        queue_bytes: 32 * 1024,
        grace: Duration::ZERO,
        ..Limits::default()
    };
    let settings = Settings {
        key: "key",
        secret: b"secret",
        limits,
    };
    let hub = Hub::new(&settings, Everyone, Bus::local(), ids);
    let mut players = [Who::Member, Who::Visitor].map(|who| Player::new(&hub, who));
    for line in script.split(|byte| *byte == b'\n').take(FRAMES) {
        let Some((turn, frame)) = line.split_first() else {
            continue;
        };
        // As the socket does: only text is heard.
        if let (Some(player), Ok(frame)) = (
            players.get_mut(usize::from(turn & 1)),
            std::str::from_utf8(frame),
        ) {
            player.say(&hub, turn & 2 != 0, frame).await;
        }
        tokio::task::yield_now().await;
    }
    for player in &players {
        player.check().await;
    }
    let keys = players.map(|player| (player.key, drop(player.session)).0);
    for key in keys {
        hub.dismiss(key, None);
    }
    // The grace is over at once, but it is a task of its own.
    for _ in 0..100 {
        if hub.counters().channels == 0 {
            break;
        }
        tokio::time::sleep(Duration::from_millis(1)).await;
    }
    let left = hub.counters();
    assert_eq!(
        (left.sockets, left.channels),
        (0, 0),
        "somebody stayed behind"
    );
    hub.drain(Duration::ZERO).await;
}

struct Player {
    who: Who,
    key: SocketKey,
    outbox: Arc<Outbox>,
    session: Session<Everyone>,
}

impl Player {
    #[expect(clippy::expect_used, reason = "there are two sockets")]
    fn new(hub: &Hub<Everyone>, who: Who) -> Self {
        let (key, outbox) = hub.admit(None).expect("room for two");
        let session = Session::new(hub.clone(), key, Arc::clone(&outbox));
        Self {
            who,
            key,
            outbox,
            session,
        }
    }

    async fn say(&mut self, hub: &Hub<Everyone>, signed: bool, frame: &str) {
        if !signed {
            return self.session.hear(frame).await;
        }
        let ask = Ask {
            socket_id: self.outbox.socket_id().to_owned(),
            channel_name: frame.to_owned(),
        };
        if let Ok(answer) = hub.authorise(self.who, &ask).await {
            let data =
                json!({"channel": frame, "auth": answer.auth, "channel_data": answer.channel_data});
            let frame = json!({"event": "pusher:subscribe", "data": data});
            self.session.hear(&frame.to_string()).await;
        }
    }

    /// All that was said to it is JSON with a name, and what only members hear no visitor heard.
    #[expect(clippy::expect_used, reason = "a broken frame is what is looked for")]
    async fn check(&self) {
        let mut batch = VecDeque::new();
        self.outbox.end(Close::RECONNECT);
        while self.outbox.take(&mut batch).await.is_none() {}
        for message in batch {
            let Message::Text(text) = message else {
                continue;
            };
            let frame: Value = serde_json::from_str(&text).expect("JSON");
            assert!(frame["event"].is_string(), "{text}");
            let heard = frame["channel"].as_str().and_then(|name| name.parse().ok());
            let refused = frame["event"] == "pusher:subscription_error";
            if let (Who::Visitor, Some(channel), false) = (self.who, heard, refused) {
                assert!(Channel::is_for_visitors(channel), "{text}");
            }
        }
    }
}

/// A member hears everything, a visitor one conversation.
struct Everyone;

#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
enum Who {
    Member,
    Visitor,
}

impl ChannelRights for Everyone {
    type Principal = Who;
    type Revocation = ();

    async fn authorise(&self, who: &Who, channel: Channel) -> Result<Grant, Denied> {
        let own = Channel::Conversation(ConversationId::from(Uuid::nil()));
        match who {
            Who::Member => Ok(Grant::Member(Member {
                user_id: "1".into(),
                name: "Ann".into(),
            })),
            Who::Visitor if channel == own => Ok(Grant::Visitor),
            Who::Visitor => Err(Denied::Refused),
        }
    }

    async fn lapsed(&self, _listeners: Vec<Who>) -> Result<Vec<Who>, Denied> {
        Ok(Vec::new())
    }

    fn workspace(_who: &Who) -> WorkspaceId {
        WorkspaceId::from(Uuid::nil())
    }

    async fn newest(
        &self,
        _workspaces: Vec<WorkspaceId>,
    ) -> Result<Vec<(WorkspaceId, i64)>, Denied> {
        Ok(Vec::new())
    }

    async fn missed(
        &self,
        _workspace: WorkspaceId,
        _after: (i64, i64),
    ) -> Result<Vec<Stored>, Denied> {
        Ok(Vec::new())
    }

    fn ends((): &(), _who: &Who, _channel: Channel) -> bool {
        false
    }
}
