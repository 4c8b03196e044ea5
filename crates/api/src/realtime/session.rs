use super::{
    auth::Bearer,
    channel::Channel,
    command::{Command, Subscribe, Whisper},
    frame,
    hub::Hub,
    outbox::Outbox,
    rights::{ChannelRights, Denied, Grant},
    room::{Seat, SocketKey},
};
use baton_bus::{Published, Sender};
use baton_core::id::WorkspaceId;
use bytes::Bytes;
use std::{
    collections::HashSet,
    sync::{Arc, atomic::Ordering},
    time::Duration,
};
use tokio::time::Instant;

/// Whispers of one socket in a second, as everywhere this protocol is spoken.
const WHISPERS: u32 = 10;
/// Frames of one socket in a second; more are read later, not refused.
const FRAMES: u32 = 50;

/// The code of a whisper that is not passed on.
const WHISPER_REFUSED: u16 = 4301;
/// The code of something that this socket may not.
const UNAUTHORIZED: u16 = 4009;
/// The code of a frame that makes no sense.
const MALFORMED: u16 = 4200;

/// One socket as the protocol sees it: what it hears, and what it may say how often.
pub(super) struct Session<R: ChannelRights> {
    hub: Hub<R>,
    key: SocketKey,
    outbox: Arc<Outbox>,
    channels: HashSet<Channel>,
    workspaces: HashSet<WorkspaceId>,
    whispers: Allowance,
    frames: Allowance,
}

impl<R: ChannelRights> Session<R> {
    pub(super) fn new(hub: Hub<R>, key: SocketKey, outbox: Arc<Outbox>) -> Self {
        Self {
            hub,
            key,
            outbox,
            channels: HashSet::new(),
            workspaces: HashSet::new(),
            whispers: Allowance::new(WHISPERS, Instant::now()),
            frames: Allowance::new(FRAMES, Instant::now()),
        }
    }

    /// Silence before a ping, and after it before the end.
    pub(super) fn patience(&self) -> (Duration, Duration) {
        (self.hub.limits.idle, self.hub.limits.pong)
    }

    /// Waits until one more frame may be read. A flood is read more slowly, which the sender feels and nobody else.
    pub(super) async fn breathe(&mut self) {
        while let Err(wait) = self.frames.spend(Instant::now()) {
            tokio::time::sleep(wait).await;
        }
    }

    /// Does what a frame asks for.
    pub(super) async fn hear(&mut self, text: &str) {
        self.breathe().await;
        match Command::parse(text) {
            Ok(Command::Ping) => drop(self.outbox.push(frame::pong())),
            Ok(Command::Subscribe(ask)) => self.subscribe(&ask).await,
            Ok(Command::Unsubscribe(ask)) => self.unsubscribe(&ask.channel),
            Ok(Command::Whisper(whisper)) => self.whisper(&whisper),
            Ok(Command::SignIn) => self.complain(UNAUTHORIZED, "Signing in is not offered"),
            Ok(Command::Nothing) => {}
            Err(_) => self.complain(MALFORMED, "Invalid message format"),
        }
    }

    async fn subscribe(&mut self, ask: &Subscribe) {
        if let Err(denied) = self.try_subscribe(ask).await {
            self.hub.counters.refused.add(1);
            self.outbox
                .push(frame::subscription_error(&ask.channel, denied.status()));
        }
    }

    async fn try_subscribe(&mut self, ask: &Subscribe) -> Result<(), Denied> {
        let data = ask.channel_data.as_deref();
        if !self
            .hub
            .signer
            .verify(&ask.auth, self.outbox.socket_id(), &ask.channel, data)
        {
            return Err(Denied::Refused);
        }
        let channel: Channel = ask.channel.parse().map_err(|_unknown| Denied::Refused)?;
        let bearer: Bearer<R::Principal> =
            serde_json::from_str(data.unwrap_or_default()).map_err(|_invalid| Denied::Refused)?;
        if self.channels.len() >= self.hub.limits.channels && !self.channels.contains(&channel) {
            return Err(Denied::Refused);
        }
        // Noted before the seat is taken: whenever this future is dropped, the seat is freed.
        self.channels.insert(channel);
        let workspace = R::workspace(&bearer.who);
        if self.workspaces.insert(workspace) {
            self.hub.turn_to(workspace);
        }
        self.hub.attend(workspace).await?;
        self.take_seat(channel, bearer.who).await
    }

    /// Asks for the rights now, whatever was signed earlier, and once more when some were taken away meanwhile.
    async fn take_seat(&self, channel: Channel, who: R::Principal) -> Result<(), Denied> {
        loop {
            let asked_at = self.hub.revocations.load(Ordering::SeqCst);
            let grant = match self.hub.decide(&who, channel).await {
                Ok(grant) => grant,
                Err(denied) => {
                    self.hub.leave(channel, self.key);
                    return Err(denied);
                }
            };
            let seat = Seat {
                outbox: Arc::clone(&self.outbox),
                who: who.clone(),
                grant,
            };
            self.hub.join(channel, self.key, &seat);
            if self.hub.revocations.load(Ordering::SeqCst) == asked_at {
                return Ok(());
            }
        }
    }

    fn unsubscribe(&mut self, name: &str) {
        let Ok(channel) = name.parse::<Channel>() else {
            return;
        };
        if self.channels.remove(&channel) {
            self.hub.leave(channel, self.key);
        }
    }

    fn whisper(&mut self, whisper: &Whisper) {
        let channel = whisper.channel.parse::<Channel>().ok();
        let seat = channel.and_then(|channel| Some((channel, self.hub.seat(channel, self.key)?)));
        let Some((channel, seat)) = seat else {
            self.complain(UNAUTHORIZED, "Subscribe before you whisper");
            return;
        };
        let Grant::Member(member) = seat.grant else {
            self.complain(WHISPER_REFUSED, "Only members may whisper");
            return;
        };
        if !channel.takes_whispers() {
            self.complain(WHISPER_REFUSED, "Nobody whispers on this channel");
            return;
        }
        if self.whispers.spend(Instant::now()).is_err() {
            self.complain(WHISPER_REFUSED, "At most 10 whispers a second");
            return;
        }
        self.hub.bus.publish(Published {
            workspace: R::workspace(&seat.who),
            channel: whisper.channel.as_str().into(),
            event: whisper.event.as_str().into(),
            payload: Bytes::copy_from_slice(whisper.data.get().as_bytes()),
            sender: Some(Sender {
                socket_id: self.outbox.socket_id().into(),
                user_id: channel.is_presence().then_some(member.user_id),
            }),
        });
    }

    fn complain(&self, code: u16, message: &str) {
        self.outbox.push(frame::error(code, message));
    }
}

/// Frees every seat however the socket ends.
impl<R: ChannelRights> Drop for Session<R> {
    fn drop(&mut self) {
        self.channels.drain().for_each(|channel| {
            self.hub.leave(channel, self.key);
        });
        self.workspaces.drain().for_each(|workspace| {
            self.hub.turn_away(workspace);
        });
    }
}

/// So many in a second.
struct Allowance {
    limit: u32,
    spent: u32,
    since: Instant,
}

impl Allowance {
    fn new(limit: u32, now: Instant) -> Self {
        Self {
            limit,
            spent: 0,
            since: now,
        }
    }

    /// Takes one, or says how long until there is one again.
    fn spend(&mut self, now: Instant) -> Result<(), Duration> {
        let second = Duration::from_secs(1);
        if now.duration_since(self.since) >= second {
            self.since = now;
            self.spent = 0;
        }
        if self.spent >= self.limit {
            return Err(second.saturating_sub(now.duration_since(self.since)));
        }
        self.spent = self.spent.saturating_add(1);
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_allowance_comes_back_after_a_second() {
        let begin = Instant::now();
        let at = |millis| begin + Duration::from_millis(millis);
        let mut allowance = Allowance::new(2, begin);
        assert_eq!(allowance.spend(at(0)), Ok(()));
        assert_eq!(allowance.spend(at(400)), Ok(()));
        assert_eq!(allowance.spend(at(400)), Err(Duration::from_millis(600)));
        assert_eq!(allowance.spend(at(1_000)), Ok(()));
    }
}
