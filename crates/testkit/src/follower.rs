//! A client of the product as `packages/realtime` is one, in Rust: for thousands of them in one process. It connects, asks for
//! its channel, catches up by `seq`, puts in order what the stream brings, and comes back with full jitter.

mod http;
mod line;
#[expect(
    clippy::indexing_slicing,
    reason = "a field of JSON that is not there is null"
)]
mod session;
mod stopped;

pub use line::Line;
pub use stopped::Stopped;

use crate::faults::Random;
use serde_json::Value;
use std::{
    net::{Ipv4Addr, SocketAddr},
    sync::{Arc, Mutex, MutexGuard, PoisonError},
    time::Duration,
};
use tokio::{sync::watch, task::JoinHandle, time::Instant};

/// Where a client goes, and as whom.
#[derive(Clone, Debug)]
pub struct Place {
    /// The server, or the proxy before it.
    pub address: SocketAddr,
    /// From where: one address has ports for some ten thousand connections only.
    pub from: Ipv4Addr,
    /// The public key of the app.
    pub key: String,
    /// The credential for `Authorization: Bearer`.
    pub token: String,
    /// The page that a visitor's browser is on.
    pub origin: Option<String>,
    /// What it listens to.
    pub channel: String,
    /// What it asks for what it missed, up to the number: `/api/v1/events?after=`.
    pub missed: String,
}

/// How patient a client is.
#[derive(Clone, Copy, Debug)]
pub struct Patience {
    /// The most before the second try; doubles with each.
    pub first: Duration,
    /// The most before any try.
    pub longest: Duration,
    /// For the handshake, an answer, and the answer to a ping.
    pub answer: Duration,
    /// A socket that ended sooner counts as a failed try.
    pub stable: Duration,
    /// For a late neighbour, before the server is asked.
    pub grace: Duration,
    /// How many times faster than people the client lives: the silence that the server allows is shorter by as much.
    pub hurry: u32,
}

impl Default for Patience {
    /// As `packages/realtime` has it.
    fn default() -> Self {
        Self {
            first: Duration::from_secs(1),
            longest: Duration::from_secs(30),
            answer: Duration::from_secs(10),
            stable: Duration::from_secs(5),
            grace: Duration::from_millis(150),
            hurry: 1,
        }
    }
}

impl Patience {
    /// For lives that run so many times faster.
    #[must_use]
    pub fn hurried(self, times: u32) -> Self {
        let part = |whole: Duration| whole / times.max(1);
        Self {
            first: part(self.first),
            longest: part(self.longest),
            answer: part(self.answer),
            stable: part(self.stable),
            grace: part(self.grace),
            hurry: self.hurry.saturating_mul(times),
        }
    }

    /// Before the next try after a close with `code`, the `attempt`-th in a row from 0; none: never. As `retryDelay`.
    pub fn delay(&self, code: u16, attempt: u32, random: &mut Random) -> Option<Duration> {
        if (4000..4100).contains(&code) || code >= 4300 {
            return None;
        }
        let most = self
            .first
            .saturating_mul(2_u32.saturating_pow(attempt))
            .min(self.longest);
        let least = if code == 4100 {
            self.first
        } else {
            Duration::ZERO
        };
        let micros = u64::try_from(most.as_micros()).unwrap_or(u64::MAX);
        Some(least.saturating_add(Duration::from_micros(random.below(micros))))
    }
}

/// A client at work; it stops when this is dropped.
#[derive(Debug)]
pub struct Follower {
    shared: Arc<Shared>,
    working: JoinHandle<()>,
}

#[derive(Debug)]
pub(crate) struct Shared {
    line: Mutex<Line>,
    /// Since when it hears its channel, and has caught up.
    live: watch::Sender<Option<Instant>>,
    /// When it tried to connect.
    tries: Mutex<Vec<Instant>>,
    /// Grows when its network is cut.
    cuts: watch::Sender<u64>,
}

impl Shared {
    fn tried(&self) {
        let mut tries = self.tries.lock().unwrap_or_else(PoisonError::into_inner);
        tries.push(Instant::now());
    }

    fn line(&self) -> MutexGuard<'_, Line> {
        self.line.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Follower {
    /// Starts to follow, after the number `start`.
    pub fn start(place: Place, patience: Patience, start: i64, random: Random) -> Self {
        let shared = Arc::new(Shared {
            line: Mutex::new(Line::new(start)),
            live: watch::Sender::new(None),
            tries: Mutex::default(),
            cuts: watch::Sender::new(0),
        });
        let work = session::follow(place, patience, Arc::clone(&shared), random);
        #[expect(
            clippy::disallowed_methods,
            reason = "ends when the follower is dropped"
        )]
        let working = tokio::spawn(work);
        Self { shared, working }
    }

    /// Everything that it has shown, once each, in order.
    pub fn shown(&self) -> Vec<Value> {
        self.shared.line().shown().to_vec()
    }

    /// The last number that it has shown.
    pub fn last(&self) -> i64 {
        self.shared.line().last()
    }

    /// Since when it is live; none while it is not.
    pub fn live(&self) -> watch::Receiver<Option<Instant>> {
        self.shared.live.subscribe()
    }

    /// When it tried to open a connection.
    pub fn tries(&self) -> Vec<Instant> {
        let tries = self.shared.tries.lock();
        tries.unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// Drops its connection without a goodbye, as a network does.
    pub fn cut(&self) {
        self.shared
            .cuts
            .send_modify(|cuts| *cuts = cuts.wrapping_add(1));
    }
}

impl Drop for Follower {
    fn drop(&mut self) {
        self.working.abort();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_comes_back_as_the_product_does() {
        let patience = Patience::default();
        let mut random = Random::new(1);
        for code in [4000, 4001, 4099, 4300] {
            assert_eq!(patience.delay(code, 0, &mut random), None);
        }
        for attempt in 0..40 {
            let most = Duration::from_secs(1 << attempt.min(5)).min(Duration::from_secs(30));
            assert!(patience.delay(1006, attempt, &mut random).unwrap() <= most);
        }
        assert!(patience.delay(4100, 0, &mut random).unwrap() >= Duration::from_secs(1));
    }
}
