use std::sync::atomic::{AtomicU64, Ordering};

/// What the realtime edge did since the start.
#[derive(Debug, Default)]
pub(super) struct Counters {
    opened: Counter,
    pub(super) subscribed: Counter,
    pub(super) unsubscribed: Counter,
    told_visitors: Counter,
    told_members: Counter,
    closed: Counter,
    pub(super) published: Counter,
    pub(super) delivered: Counter,
    pub(super) closed_slow: Counter,
    pub(super) refused: Counter,
    pub(super) revoked: Counter,
}

/// A count that only grows.
#[derive(Debug, Default)]
pub(super) struct Counter(AtomicU64);

impl Counter {
    pub(super) fn add(&self, more: usize) {
        self.0
            .fetch_add(u64::try_from(more).unwrap_or_default(), Ordering::Relaxed);
    }

    fn get(&self) -> u64 {
        self.0.load(Ordering::Relaxed)
    }
}

/// A reading of the counters, for `/metrics`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Reading {
    /// Sockets open now.
    pub sockets: u64,
    /// Channels that somebody hears now, here or on another node.
    pub channels: usize,
    /// Subscriptions held now.
    pub subscriptions: u64,
    /// Messages that reached sockets on the channels of visitors, since the start.
    pub told_visitors: u64,
    /// Messages that reached sockets on the channels of members, since the start.
    pub told_members: u64,
    /// Sockets opened since the start.
    pub opened: u64,
    /// Events that had at least one listener here.
    pub published: u64,
    /// Frames queued for sockets by those events.
    pub delivered: u64,
    /// Sockets closed because they read too slowly.
    pub closed_slow: u64,
    /// Subscriptions refused.
    pub refused: u64,
    /// Subscriptions ended because a right was.
    pub revoked: u64,
}

impl Counters {
    /// Messages that reached sockets, on the channels that visitors can hear or on those of members alone.
    pub(super) const fn told(&self, visitors: bool) -> &Counter {
        if visitors {
            &self.told_visitors
        } else {
            &self.told_members
        }
    }

    pub(super) fn socket_opened(&self) {
        self.opened.add(1);
    }

    pub(super) fn socket_closed(&self) {
        self.closed.add(1);
    }

    pub(super) fn read(&self, channels: usize) -> Reading {
        Reading {
            sockets: self.opened.get().saturating_sub(self.closed.get()),
            channels,
            subscriptions: self
                .subscribed
                .get()
                .saturating_sub(self.unsubscribed.get()),
            told_visitors: self.told_visitors.get(),
            told_members: self.told_members.get(),
            opened: self.opened.get(),
            published: self.published.get(),
            delivered: self.delivered.get(),
            closed_slow: self.closed_slow.get(),
            refused: self.refused.get(),
            revoked: self.revoked.get(),
        }
    }
}
