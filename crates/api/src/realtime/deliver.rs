//! From an event of the bus to the sockets that hear it.
//!
//! A write to a socket costs the kernel the same for one event as for many. So a large room is told at once when it was
//! quiet, and then not again before a round over all its sockets has paid off: what is said meanwhile is kept and leaves
//! together, in order, one write a socket. A room so takes about a third of a processor, however much is said in it.

use super::{
    channel::Channel,
    frame,
    hub::Hub,
    rights::ChannelRights,
    room::{Reach, Room},
};
use axum::extract::ws::Message;
use baton_bus::Published;
use std::{sync::Arc, time::Duration};
use tokio::time::Instant;

/// The event of a new message, on the channels of visitors and of members alike.
const MESSAGE: &str = "message.created";
/// Rest after a round, for each listener: three times what a write takes.
const REST: Duration = Duration::from_micros(10);
/// Shorter rests are none: timers tick in milliseconds.
const SHORTEST: Duration = Duration::from_millis(1);
/// Nobody is to feel it.
const LONGEST: Duration = Duration::from_millis(20);

/// The pace of a large room.
#[derive(Debug, Default)]
pub(super) struct Pace {
    /// Made for the first event of a large room.
    crowd: Option<Box<Crowd>>,
}

#[derive(Debug)]
struct Crowd {
    told: Instant,
    kept: Vec<Said>,
}

/// One event, as it will be told.
#[derive(Debug)]
struct Said {
    frame: Message,
    /// The socket that said it, and so does not hear it.
    sender: Option<Arc<str>>,
    is_message: bool,
}

impl Pace {
    pub(super) fn is_empty(&self) -> bool {
        self.crowd
            .as_ref()
            .is_none_or(|crowd| crowd.kept.is_empty())
    }

    /// How long a room of so many is not told again.
    fn rest(listeners: usize) -> Option<Duration> {
        let listeners = u32::try_from(listeners).unwrap_or(u32::MAX);
        let rest = REST.saturating_mul(listeners).min(LONGEST);
        (rest >= SHORTEST).then_some(rest)
    }

    /// What is to be told now; nothing while the room rests, then with the time to wait before
    /// what is kept may be told, unless somebody waits already.
    fn admit(
        &mut self,
        said: Said,
        listeners: usize,
        now: Instant,
    ) -> (Vec<Said>, Option<Duration>) {
        let Some(rest) = Self::rest(listeners) else {
            let mut due = self.take(now);
            due.push(said);
            return (due, None);
        };
        let Some(crowd) = &mut self.crowd else {
            let kept = Vec::new();
            self.crowd = Some(Box::new(Crowd { told: now, kept }));
            return (vec![said], None);
        };
        let rested = now.duration_since(crowd.told);
        if crowd.kept.is_empty() && rested >= rest {
            crowd.told = now;
            return (vec![said], None);
        }
        let wait = crowd.kept.is_empty().then(|| rest.saturating_sub(rested));
        crowd.kept.push(said);
        (Vec::new(), wait)
    }

    /// What was kept.
    fn take(&mut self, now: Instant) -> Vec<Said> {
        let Some(crowd) = &mut self.crowd else {
            return Vec::new();
        };
        crowd.told = now;
        std::mem::take(&mut crowd.kept)
    }
}

impl<R: ChannelRights> Hub<R> {
    /// Hands an event to the sockets of this node only: for what every node finds out by itself, like
    /// [`Hub::visitor_changes`]. Everything else is published on the bus.
    ///
    /// It is serialised once; every socket gets the same bytes.
    pub fn deliver(&self, published: &Published) {
        let Ok(channel) = published.channel.parse::<Channel>() else {
            tracing::debug!(channel = %published.channel, "published on a channel that does not exist");
            return;
        };
        let wait = self.rooms.visit(channel, |room| {
            let said = Said {
                frame: render(published)?,
                sender: published
                    .sender
                    .as_ref()
                    .map(|sender| Arc::clone(&sender.socket_id)),
                is_message: &*published.event == MESSAGE,
            };
            let (due, wait) = room.pace.admit(said, room.seats.len(), Instant::now());
            self.tell(channel, room, &due);
            wait
        });
        if let Some(wait) = wait.flatten() {
            let hub = self.clone();
            self.tasks.spawn(async move {
                tokio::time::sleep(wait).await;
                hub.rooms
                    .visit(channel, |room| hub.tell_kept(channel, room));
            });
        }
    }

    /// Tells what was kept for a better time.
    pub(super) fn tell_kept(&self, channel: Channel, room: &mut Room<R::Principal>) {
        let due = room.pace.take(Instant::now());
        self.tell(channel, room, &due);
    }

    fn tell(&self, channel: Channel, room: &Room<R::Principal>, due: &[Said]) {
        if due.is_empty() {
            return;
        }
        let (mut reach, mut messages) = (Reach::default(), 0_usize);
        for seat in room.seats.values() {
            let heard = |said: &&Said| said.sender.as_deref() != Some(seat.outbox.socket_id());
            let frames = due.iter().filter(heard).map(|said| said.frame.clone());
            let pushed = seat.outbox.push_all(frames);
            reach.add(pushed);
            if pushed.queued > 0 {
                let heard = due.iter().filter(heard).filter(|said| said.is_message);
                messages = messages.saturating_add(heard.count());
            }
        }
        self.counters.published.add(due.len());
        self.counters.told(channel.is_for_visitors()).add(messages);
        self.count(reach);
    }
}

/// None when the payload is no JSON, which would be our own mistake.
fn render(published: &Published) -> Option<Message> {
    let (channel, event) = (&*published.channel, &*published.event);
    let payload = std::str::from_utf8(&published.payload).ok()?;
    Some(match &published.sender {
        None => frame::event(channel, event, payload),
        Some(sender) => frame::whisper(
            channel,
            event,
            serde_json::from_str(payload).ok()?,
            sender.user_id.as_deref(),
        ),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn said(text: &'static str) -> Said {
        Said {
            frame: Message::Text(text.into()),
            sender: None,
            is_message: false,
        }
    }

    fn texts(due: &[Said]) -> Vec<String> {
        due.iter()
            .map(|said| said.frame.to_text().unwrap().to_owned())
            .collect()
    }

    #[test]
    fn a_small_room_never_rests() {
        let (mut pace, now) = (Pace::default(), Instant::now());
        for text in ["a", "b", "c"] {
            let (due, wait) = pace.admit(said(text), 99, now);
            assert_eq!((texts(&due), wait), (vec![text.to_owned()], None));
        }
        assert!(pace.is_empty());
    }

    #[test]
    fn a_large_room_is_told_at_once_and_then_together() {
        let (mut pace, now) = (Pace::default(), Instant::now());
        let later = now + Duration::from_millis(4);
        assert_eq!(pace.admit(said("a"), 1_000, now).0.len(), 1);
        let (due, wait) = pace.admit(said("b"), 1_000, later);
        assert_eq!((due.len(), wait), (0, Some(Duration::from_millis(6))));
        let (due, wait) = pace.admit(said("c"), 1_000, later);
        assert_eq!((due.len(), wait), (0, None), "somebody waits already");
        assert!(!pace.is_empty());
        assert_eq!(
            texts(&pace.take(now + Duration::from_millis(10))),
            ["b", "c"]
        );
        let rested = now + Duration::from_millis(20);
        assert_eq!(texts(&pace.admit(said("d"), 1_000, rested).0), ["d"]);
        assert_eq!(pace.admit(said("e"), 100_000, rested).1, Some(LONGEST));
    }

    #[test]
    fn what_is_kept_is_told_first_when_the_room_empties() {
        let (mut pace, now) = (Pace::default(), Instant::now());
        pace.admit(said("a"), 1_000, now);
        pace.admit(said("b"), 1_000, now);
        assert_eq!(texts(&pace.admit(said("c"), 10, now).0), ["b", "c"]);
    }
}
