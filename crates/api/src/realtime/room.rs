use super::{
    channel::Channel,
    deliver::Pace,
    outbox::{Outbox, Pushed},
    presence::{Face, Presence},
    rights::Grant,
};
use axum::extract::ws::Message;
use serde_json::value::RawValue;
use std::{
    collections::{BTreeMap, HashMap},
    sync::{Arc, LazyLock, Mutex, MutexGuard, PoisonError, RwLock},
};

/// The id under which a visitor is present in their conversation.
pub(super) const VISITOR: &str = "visitor";

/// Every visitor looks the same, so all share one face.
pub(super) static A_VISITOR: LazyLock<Face> = LazyLock::new(|| Face {
    id: VISITOR.into(),
    about: RawValue::NULL.to_owned().into(),
});

/// A socket of this node; counts up, so that rooms keep the order of arrival.
pub(super) type SocketKey = u64;

/// The listeners of a channel on this node.
#[derive(Debug)]
pub(super) struct Room<P> {
    /// Boxed, as a map makes room for eleven at once and most rooms have one.
    pub(super) seats: BTreeMap<SocketKey, Box<Seat<P>>>,
    pub(super) presence: Presence,
    pub(super) pace: Pace,
    /// Taken off the table; whoever still holds it looks for the new one.
    closed: bool,
}

/// One listener: where to write, and who it is.
#[derive(Clone, Debug)]
pub(super) struct Seat<P> {
    pub(super) outbox: Arc<Outbox>,
    pub(super) who: P,
    pub(super) grant: Grant,
}

impl<P> Seat<P> {
    /// As whom this listener is present on `channel`, if presence is kept there.
    pub(super) fn face(&self, channel: Channel) -> Option<Face> {
        match &self.grant {
            Grant::Member(member) if channel.is_presence() => Some(Face {
                id: Arc::clone(&member.user_id),
                about: about(&member.name).into(),
            }),
            Grant::Visitor if channel.is_for_visitors() => Some(A_VISITOR.clone()),
            Grant::Member(_) | Grant::Visitor => None,
        }
    }
}

/// `{"name": ...}`: what the others learn about a member.
pub(super) fn about(name: &str) -> Box<RawValue> {
    serde_json::value::to_raw_value(&BTreeMap::from([("name", name)]))
        .unwrap_or_else(|_error| RawValue::NULL.to_owned())
}

/// How many were reached, and how many were closed for not reading.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Reach {
    pub(super) delivered: usize,
    pub(super) overflowed: usize,
}

impl Reach {
    pub(super) fn add(&mut self, pushed: Pushed) {
        self.delivered = self.delivered.saturating_add(pushed.queued);
        self.overflowed = self
            .overflowed
            .saturating_add(usize::from(pushed.overflowed));
    }
}

impl<P> Room<P> {
    /// Hands the same frame to all but one socket.
    pub(super) fn tell(&self, frame: &Message, except: Option<SocketKey>) -> Reach {
        let mut reach = Reach::default();
        for (key, seat) in &self.seats {
            if Some(*key) != except {
                reach.add(seat.outbox.push_all([frame.clone()]));
            }
        }
        reach
    }
}

/// Every channel that somebody hears. The table is locked to look one up; each room has a lock of its own, so that a
/// large room does not hold up the others.
#[derive(Debug)]
pub(super) struct Rooms<P> {
    table: RwLock<HashMap<Channel, Arc<Mutex<Room<P>>>>>,
}

impl<P> Default for Rooms<P> {
    fn default() -> Self {
        Self {
            table: RwLock::default(),
        }
    }
}

impl<P> Rooms<P> {
    /// Does something in the room of `channel`, which is made if nobody was there.
    pub(super) fn enter<T>(&self, channel: Channel, mut act: impl FnMut(&mut Room<P>) -> T) -> T {
        loop {
            let room = Arc::clone(
                self.table
                    .write()
                    .unwrap_or_else(PoisonError::into_inner)
                    .entry(channel)
                    .or_default(),
            );
            let mut room = lock(&room);
            if !room.closed {
                return act(&mut room);
            }
        }
    }

    /// Does something in the room of `channel` if there is one, and clears it away if nobody is left.
    pub(super) fn visit<T>(
        &self,
        channel: Channel,
        act: impl FnOnce(&mut Room<P>) -> T,
    ) -> Option<T> {
        loop {
            let room = Arc::clone(
                self.table
                    .read()
                    .unwrap_or_else(PoisonError::into_inner)
                    .get(&channel)?,
            );
            let mut room = lock(&room);
            if room.closed {
                continue;
            }
            let out = act(&mut room);
            let is_empty = room.is_empty();
            drop(room);
            if is_empty {
                self.clear(channel);
            }
            return Some(out);
        }
    }

    /// The channels that have a room now.
    pub(super) fn channels(&self) -> Vec<Channel> {
        self.table
            .read()
            .unwrap_or_else(PoisonError::into_inner)
            .keys()
            .copied()
            .collect()
    }

    /// How many rooms there are now.
    pub(super) fn count(&self) -> usize {
        self.table
            .read()
            .unwrap_or_else(PoisonError::into_inner)
            .len()
    }

    fn clear(&self, channel: Channel) {
        let mut table = self.table.write().unwrap_or_else(PoisonError::into_inner);
        let is_empty = table.get(&channel).is_some_and(|room| {
            let mut room = lock(room);
            room.closed = room.is_empty();
            room.closed
        });
        if is_empty {
            table.remove(&channel);
        }
    }
}

impl<P> Room<P> {
    fn is_empty(&self) -> bool {
        self.seats.is_empty() && self.presence.is_empty() && self.pace.is_empty()
    }
}

impl<P> Default for Room<P> {
    fn default() -> Self {
        Self {
            seats: BTreeMap::new(),
            presence: Presence::default(),
            pace: Pace::default(),
            closed: false,
        }
    }
}

fn lock<P>(room: &Mutex<Room<P>>) -> MutexGuard<'_, Room<P>> {
    room.lock().unwrap_or_else(PoisonError::into_inner)
}
