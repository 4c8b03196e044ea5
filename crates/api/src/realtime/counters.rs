use std::sync::atomic::{AtomicU64, Ordering};

/// What the realtime edge did since the start.
#[derive(Debug, Default)]
pub(super) struct Counters {
    opened: Counter,
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
            opened: self.opened.get(),
            published: self.published.get(),
            delivered: self.delivered.get(),
            closed_slow: self.closed_slow.get(),
            refused: self.refused.get(),
            revoked: self.revoked.get(),
        }
    }
}
