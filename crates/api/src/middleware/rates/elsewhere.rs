//! Limits hold over all nodes together. Each node tells the others what somebody took, once it is an eighth of what they may take
//! in a minute: who is spread over all nodes gets that much more at each of them, and little is said of the many who take little.

use super::{Key, Limit, Rates};
use baton_app::App;
use baton_bus::Notice;
use serde::{Deserialize, Serialize};
use std::{
    collections::BTreeMap,
    sync::{Arc, Mutex, MutexGuard, OnceLock, PoisonError},
    time::Duration,
};
use tokio::time::{Instant, MissedTickBehavior, interval};

/// Topic of the bus.
const TAKEN: &str = "limits.taken";
/// How often the others are told.
const EVERY: Duration = Duration::from_secs(1);
/// What is not worth a word within this time has grown back.
const FORGET: Duration = Duration::from_mins(1);
/// The part of a minute's allowance that is worth a word.
const WORTH: u32 = 8;
/// So many in one word.
const TOGETHER: usize = 500;

/// What was taken here and the other nodes have not heard of; nothing is noted before anybody wants to know.
#[derive(Debug, Default)]
pub(super) struct Taken(OnceLock<Mutex<Book>>);

type Book = BTreeMap<(Limit, Key), (u32, Instant)>;

/// What somebody took.
#[derive(Debug, Serialize, Deserialize)]
struct Share {
    limit: Limit,
    key: Key,
    times: u32,
}

impl Taken {
    fn book(&self) -> Option<MutexGuard<'_, Book>> {
        let book = self.0.get()?.lock();
        Some(book.unwrap_or_else(PoisonError::into_inner))
    }

    pub(super) fn note(&self, limit: Limit, key: Key) {
        // A node alone has no book: nobody has to hear of it.
        if let Some(mut book) = self.book() {
            let (times, _) = book.entry((limit, key)).or_insert((0, Instant::now()));
            *times += 1;
        }
    }
}

impl Rates {
    /// What is worth a word now.
    fn shares(&self, now: Instant) -> Vec<Share> {
        let is_worth = |limit: Limit, times| times >= (self.gate(limit).per_minute / WORTH).max(1);
        let Some(mut book) = self.taken.book() else {
            return Vec::new();
        };
        let told = book
            .extract_if(.., |(limit, _), (times, _)| is_worth(*limit, *times))
            .map(|((limit, key), (times, _))| Share { limit, key, times })
            .collect();
        book.retain(|_, (_, since)| now.duration_since(*since) < FORGET);
        told
    }

    fn hear(&self, shares: &[Share]) {
        for Share { limit, key, times } in shares {
            self.gate(*limit).take(key, *times);
        }
    }
}

/// Tells the other nodes what is taken here, until the application ends.
pub(crate) async fn tell_elsewhere(app: App, rates: Arc<Rates>) {
    rates.taken.0.get_or_init(Mutex::default);
    let mut tick = interval(EVERY);
    tick.set_missed_tick_behavior(MissedTickBehavior::Delay);
    while app.stop.run_until_cancelled(tick.tick()).await.is_some() {
        for some in rates.shares(Instant::now()).chunks(TOGETHER) {
            app.tell_elsewhere(TAKEN, some);
        }
    }
}

/// Hears what is taken on other nodes, and who guesses there, until the application ends.
pub(crate) async fn hear_elsewhere(app: App, rates: Arc<Rates>) {
    let mut bus = app.bus.subscribe();
    while let Some(Some(notice)) = app.stop.run_until_cancelled(bus.next()).await {
        let Notice::Control(control) = &*notice else {
            continue;
        };
        app.hear_guess(control);
        if let Some(shares) = app.heard_elsewhere::<Vec<Share>>(TAKEN, control) {
            rates.hear(&shares);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{super::Allowances, *};
    use baton_core::id::AssistantId;
    use std::net::IpAddr;

    fn rates() -> Rates {
        Rates::new(Allowances {
            inits: 16,
            ..Allowances::default()
        })
    }

    fn passes(rates: &Rates, address: &str) -> bool {
        let address: IpAddr = address.parse().unwrap();
        rates
            .init(address, AssistantId::from(uuid::Uuid::from_u128(1)))
            .is_ok()
    }

    #[tokio::test]
    async fn what_is_taken_on_one_node_is_missing_on_another() {
        let (here, there) = (rates(), rates());
        here.taken.0.get_or_init(Mutex::default);
        assert!((0..16).all(|_| passes(&here, "192.0.2.1")));
        there.hear(&here.shares(Instant::now()));
        assert!(!passes(&there, "192.0.2.1"));
        assert!(passes(&there, "192.0.2.2"), "a neighbour");
        assert!(here.shares(Instant::now()).is_empty(), "it is told once");
    }

    #[tokio::test]
    async fn little_is_kept_back_until_it_is_an_eighth_and_forgotten_when_it_has_grown_back() {
        let here = rates();
        here.taken.0.get_or_init(Mutex::default);
        let now = Instant::now();
        assert!(passes(&here, "192.0.2.1"));
        assert!(here.shares(now).is_empty());
        assert!(passes(&here, "192.0.2.1"));
        let shares = here.shares(now);
        assert_eq!(shares.iter().map(|share| share.times).sum::<u32>(), 2);
        assert!(passes(&here, "192.0.2.1"));
        assert!(here.shares(now + FORGET * 2).is_empty());
        assert_eq!(here.taken.book().map(|book| book.len()), Some(0));
    }

    #[test]
    fn a_node_alone_keeps_no_book() {
        let here = rates();
        assert!((0..16).all(|_| passes(&here, "192.0.2.1")));
        assert!(here.taken.0.get().is_none());
    }
}
