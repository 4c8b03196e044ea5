//! How often somebody may guess. Only failures count, and they count against the network they come from: whoever attacks
//! an address slows themselves down, not its owner, who signs in from elsewhere as if nothing happened.

use crate::error::{AppError, Result};
use baton_core::{
    network::Network,
    text::Email,
    time::{Clock, Timestamp},
};
use std::{
    collections::HashMap,
    hash::Hash,
    net::IpAddr,
    sync::{Mutex, MutexGuard, PoisonError},
};

/// Typing errors that cost nothing.
const FREE: u32 = 5;
/// The longest wait between two guesses.
const LONGEST_MS: i64 = 60_000;
/// Failures of an address from a network are forgotten this long after the last one.
const FORGET_MS: i64 = 15 * 60_000;
/// A network may fail 20 times at once, on whatever addresses, and then once in 6 seconds.
const NETWORK_STEP_MS: i64 = 6_000;
const NETWORK_BURST_MS: i64 = 20 * NETWORK_STEP_MS;
/// How many of each kind are remembered; beyond it the oldest is forgotten.
const REMEMBERED: usize = 10_000;

/// Failures of one address from one network.
#[derive(Debug, Clone, Copy)]
struct Failures {
    count: u32,
    last: Timestamp,
}

impl Failures {
    const fn none(now: Timestamp) -> Self {
        Self {
            count: 0,
            last: now,
        }
    }

    const fn is_stale(&self, now: Timestamp) -> bool {
        now.since_ms(self.last) >= FORGET_MS
    }

    /// When the next guess may be made: after the free ones 1 s, 2 s, 4 s... up to a minute.
    fn open_at(self) -> Timestamp {
        let Some(over) = self.count.checked_sub(FREE) else {
            return self.last;
        };
        let wait = 1_000_i64.checked_shl(over.min(16)).unwrap_or(LONGEST_MS);
        self.last.plus_ms(wait.min(LONGEST_MS))
    }
}

/// Who failed where.
#[derive(Debug, Default)]
struct Memory {
    pairs: HashMap<(Network, Email), Failures>,
    /// Until when the failures of a network have used up its allowance.
    networks: HashMap<Network, Timestamp>,
}

impl Memory {
    /// When the next guess may be made, where there is anything to wait for.
    fn open_at(&self, network: Network, email: &Email, now: Timestamp) -> Option<Timestamp> {
        let pair = self.pairs.get(&(network, email.clone())).copied();
        let pair = pair
            .filter(|failures| !failures.is_stale(now))
            .map(Failures::open_at);
        let whole = self.networks.get(&network);
        pair.max(whole.map(|used| used.plus_ms(-NETWORK_BURST_MS)))
    }

    fn add(&mut self, network: Network, email: &Email, now: Timestamp) {
        let pair = (network, email.clone());
        make_room(&mut self.pairs, &pair, |f| f.last, |f| f.is_stale(now));
        let failures = self.pairs.entry(pair).or_insert(Failures::none(now));
        if failures.is_stale(now) {
            *failures = Failures::none(now);
        }
        failures.count = failures.count.saturating_add(1);
        failures.last = now;
        make_room(
            &mut self.networks,
            &network,
            |used| *used,
            |used| *used <= now,
        );
        let used = self.networks.entry(network).or_insert(now);
        *used = (*used).max(now).plus_ms(NETWORK_STEP_MS);
    }
}

/// The memory of failed sign-ins, of this process.
#[derive(Debug)]
pub struct Throttle {
    clock: Clock,
    // Held for a look-up, never across an await.
    memory: Mutex<Memory>,
}

impl Throttle {
    /// An empty memory.
    pub fn new(clock: Clock) -> Self {
        Self {
            clock,
            memory: Mutex::default(),
        }
    }

    /// Whether a guess may be made now; [`AppError::RateLimited`] with the wait where not. Being refused costs nothing.
    pub fn admit(&self, email: &Email, from: IpAddr) -> Result<()> {
        let now = self.clock.now();
        let open_at = self.memory().open_at(Network::of(from), email, now);
        match open_at.map_or(0, |at| at.since_ms(now)) {
            ..=0 => Ok(()),
            wait => Err(AppError::RateLimited {
                retry_after_s: u64::try_from(wait).unwrap_or_default().div_ceil(1_000),
            }),
        }
    }

    /// Remembers a wrong guess. A right one has what this address got wrong from this network forgotten.
    pub fn note(&self, email: &Email, from: Network, is_right: bool) {
        let now = self.clock.now();
        let mut memory = self.memory();
        if is_right {
            memory.pairs.remove(&(from, email.clone()));
        } else {
            memory.add(from, email, now);
        }
    }

    fn memory(&self) -> MutexGuard<'_, Memory> {
        self.memory.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Keeps a map within its bound before `key` is added: what is void goes first, then what is oldest.
fn make_room<K: Hash + Eq + Clone, V>(
    map: &mut HashMap<K, V>,
    key: &K,
    age: impl Fn(&V) -> Timestamp,
    is_void: impl Fn(&V) -> bool,
) {
    if map.len() < REMEMBERED || map.contains_key(key) {
        return;
    }
    map.retain(|_, value| !is_void(value));
    if map.len() >= REMEMBERED {
        let oldest = map
            .iter()
            .min_by_key(|(_, value)| age(value))
            .map(|(key, _)| key.clone());
        if let Some(oldest) = oldest {
            map.remove(&oldest);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const HOME: IpAddr = IpAddr::V4(std::net::Ipv4Addr::new(192, 0, 2, 1));
    const AWAY: IpAddr = IpAddr::V4(std::net::Ipv4Addr::new(192, 0, 2, 2));

    fn email(name: &str) -> Email {
        Email::parse(&format!("{name}@example.com")).unwrap()
    }

    fn start() -> (Clock, Throttle) {
        let clock = Clock::fixed(Timestamp::from_ms(1_000_000));
        (clock.clone(), Throttle::new(clock))
    }

    fn fails(throttle: &Throttle, email: &Email, from: IpAddr) {
        throttle.note(email, Network::of(from), false);
    }

    fn wait(throttle: &Throttle, email: &Email, from: IpAddr) -> u64 {
        match throttle.admit(email, from) {
            Ok(()) => 0,
            Err(AppError::RateLimited { retry_after_s }) => retry_after_s,
            Err(other) => panic!("{other}"),
        }
    }

    #[test]
    fn the_wait_doubles_up_to_a_minute_and_is_forgotten() {
        let (clock, throttle) = start();
        let anna = email("anna");
        let mut waits = Vec::new();
        for _ in 0..14 {
            fails(&throttle, &anna, HOME);
            let seconds = wait(&throttle, &anna, HOME);
            waits.push(seconds);
            clock.advance_ms(i64::try_from(seconds).unwrap() * 1_000);
            assert_eq!(
                wait(&throttle, &anna, HOME),
                0,
                "the wait is over when it said"
            );
        }
        assert_eq!(waits, [0, 0, 0, 0, 1, 2, 4, 8, 16, 32, 60, 60, 60, 60]);
        clock.advance_ms(FORGET_MS);
        fails(&throttle, &anna, HOME);
        assert_eq!(wait(&throttle, &anna, HOME), 0, "counted anew");
    }

    #[test]
    fn the_victim_signs_in_from_elsewhere_as_if_nothing_happened() {
        let (_, throttle) = start();
        let (anna, ben) = (email("anna"), email("ben"));
        for _ in 0..10 {
            fails(&throttle, &anna, AWAY);
        }
        assert!(wait(&throttle, &anna, AWAY) > 0);
        assert_eq!(wait(&throttle, &anna, HOME), 0, "another network");
        assert_eq!(wait(&throttle, &ben, AWAY), 0, "another address");
    }

    #[test]
    fn a_network_that_tries_many_addresses_slows_down_and_recovers() {
        let (clock, throttle) = start();
        for n in 0..21 {
            fails(&throttle, &email(&format!("user{n}")), AWAY);
        }
        let fresh = email("fresh");
        assert_eq!(wait(&throttle, &fresh, AWAY), 6);
        assert_eq!(wait(&throttle, &fresh, HOME), 0);
        clock.advance_ms(NETWORK_STEP_MS);
        assert_eq!(wait(&throttle, &fresh, AWAY), 0);
    }

    #[test]
    fn a_success_wipes_the_slate_of_its_address() {
        let (_, throttle) = start();
        let anna = email("anna");
        for _ in 0..9 {
            fails(&throttle, &anna, HOME);
        }
        throttle.note(&anna, Network::of(HOME), true);
        assert_eq!(wait(&throttle, &anna, HOME), 0);
    }

    #[test]
    fn the_memory_is_bounded() {
        let (clock, throttle) = start();
        let anna = email("anna");
        for n in 0..REMEMBERED + 50 {
            clock.advance_ms(1);
            let from = IpAddr::V4(u32::try_from(n).unwrap().into());
            fails(&throttle, &anna, from);
        }
        assert_eq!(throttle.memory().pairs.len(), REMEMBERED);
        assert!(throttle.memory().networks.len() <= REMEMBERED);
    }
}
