//! When it is tried again, and when it is given up.

use crate::time::Timestamp;
use crate::webhook::DisabledReason;

const SECOND: i64 = 1_000;
const MINUTE: i64 = 60 * SECOND;
const HOUR: i64 = 60 * MINUTE;
const DAY: i64 = 24 * HOUR;

/// From the event to the first attempt, and from each attempt to the next.
pub const STEPS_MS: [i64; 8] = [
    0,
    5 * SECOND,
    5 * MINUTE,
    30 * MINUTE,
    2 * HOUR,
    5 * HOUR,
    10 * HOUR,
    10 * HOUR,
];
/// How long a receiver may ask to be left alone.
const LONGEST_WISH: i64 = DAY;
/// An endpoint that fails for so long is turned off,
const GIVE_UP_MS: i64 = 5 * DAY;
/// where so many attempts failed: two in five days may be chance.
const GIVE_UP_ATTEMPTS: i64 = 20;
/// After so many failures in a row only one request at a time finds out whether it is back.
const DOUBTFUL: i64 = 5;
/// The pause between such requests at most.
const LONGEST_PROBE_MS: i64 = MINUTE;

/// The pause before the next attempt of a delivery that failed `step + 1` times, with up to a fifth more by chance; at
/// least what the receiver wished. `None`: that was the last.
pub fn again_in_ms(step: i64, chance: u8, wished: Option<i64>) -> Option<i64> {
    let next = usize::try_from(step).ok()?.checked_add(1)?;
    let pause = *STEPS_MS.get(next)?;
    let pause = pause + pause / 5 * i64::from(chance) / 255;
    Some(pause.max(wished.unwrap_or(0).clamp(0, LONGEST_WISH)))
}

/// The milliseconds that `Retry-After` asks for: seconds, or a date.
pub fn parse_retry_after(text: &str, now: Timestamp) -> Option<i64> {
    let text = text.trim();
    if let Ok(seconds) = text.parse::<u32>() {
        return Some(i64::from(seconds) * SECOND);
    }
    let date = jiff::fmt::rfc2822::parse(text).ok()?;
    let at = Timestamp::from_ms(date.timestamp().as_millisecond());
    Some(at.since_ms(now).max(0))
}

/// How an endpoint does.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Health {
    /// Failures since the last success.
    pub failures: i64,
    /// When the first of them was.
    pub failing_since: Option<Timestamp>,
    /// Until when nothing is sent.
    pub paused_until: Option<Timestamp>,
}

/// What an attempt means for its endpoint.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Verdict {
    /// It goes on.
    GoOn,
    /// It is turned off.
    TurnOff(DisabledReason),
}

impl Health {
    /// Whether it failed so often that one request at a time will do.
    pub const fn is_doubtful(&self) -> bool {
        self.failures >= DOUBTFUL
    }

    /// It took something.
    pub fn succeeded(&mut self) {
        *self = Self::default();
    }

    /// It did not: `status` where it answered at all, `wished` where it asked to be left alone for so long.
    pub fn failed(&mut self, status: Option<u16>, wished: Option<i64>, now: Timestamp) -> Verdict {
        self.failures = self.failures.saturating_add(1);
        let since = *self.failing_since.get_or_insert(now);
        let wished = wished.map_or(0, |wished| wished.clamp(0, HOUR));
        let pause = self.probe_pause_ms().max(wished);
        if pause > 0 {
            self.paused_until = Some(now.plus_ms(pause));
        }
        if status == Some(410) {
            Verdict::TurnOff(DisabledReason::Gone)
        } else if now.since_ms(since) >= GIVE_UP_MS && self.failures >= GIVE_UP_ATTEMPTS {
            Verdict::TurnOff(DisabledReason::Failing)
        } else {
            Verdict::GoOn
        }
    }

    fn probe_pause_ms(&self) -> i64 {
        if !self.is_doubtful() {
            return 0;
        }
        let doublings = (self.failures - DOUBTFUL).clamp(0, 10);
        (SECOND << doublings).min(LONGEST_PROBE_MS)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_schedule_ends_after_eight_attempts_and_spreads() {
        let pauses: Vec<_> = (0..9).map(|step| again_in_ms(step, 0, None)).collect();
        let wanted = STEPS_MS.iter().skip(1).map(|pause| Some(*pause));
        let wanted: Vec<_> = wanted.chain([None, None]).collect();
        assert_eq!(pauses, wanted);
        assert_eq!(again_in_ms(0, 255, None), Some(6_000));
        assert_eq!(again_in_ms(1, 128, None), Some(330_117));
    }

    #[test]
    fn a_receiver_may_ask_for_up_to_a_day() {
        assert_eq!(again_in_ms(0, 0, Some(120_000)), Some(120_000));
        assert_eq!(again_in_ms(3, 0, Some(120_000)), Some(2 * HOUR));
        assert_eq!(again_in_ms(0, 0, Some(9 * DAY)), Some(DAY));
        let now = Timestamp::from_ms(1_795_168_800_000);
        assert_eq!(parse_retry_after(" 120 ", now), Some(120_000));
        let date = "Fri, 20 Nov 2026 10:02:00 GMT";
        assert_eq!(parse_retry_after(date, now), Some(120_000));
        let past = "Fri, 20 Nov 2026 09:00:00 GMT";
        assert_eq!(parse_retry_after(past, now), Some(0));
        assert_eq!(parse_retry_after("-5", now), None);
        assert_eq!(parse_retry_after("soon", now), None);
    }

    #[test]
    fn five_days_of_failure_turn_it_off_and_a_success_forgives_all() {
        let (mut health, start) = (Health::default(), Timestamp::from_ms(0));
        for n in 0..30 {
            let now = start.plus_ms(n * 4 * HOUR);
            assert_eq!(health.failed(Some(500), None, now), Verdict::GoOn, "{n}");
        }
        let late = start.plus_ms(GIVE_UP_MS);
        let mut forgiven = health;
        forgiven.succeeded();
        assert_eq!(forgiven.failed(Some(500), None, late), Verdict::GoOn);
        assert_eq!(forgiven.failing_since, Some(late));
        let off = Verdict::TurnOff(DisabledReason::Failing);
        assert_eq!(health.failed(None, None, late), off);
        let mut rare = Health {
            failures: 8,
            failing_since: Some(start),
            paused_until: None,
        };
        assert_eq!(rare.failed(None, None, late), Verdict::GoOn);
    }

    #[test]
    fn gone_is_gone_at_once() {
        let off = Verdict::TurnOff(DisabledReason::Gone);
        let now = Timestamp::from_ms(0);
        assert_eq!(Health::default().failed(Some(410), None, now), off);
    }

    #[test]
    fn pauses_grow_to_a_minute_once_it_is_doubtful() {
        let (mut health, now) = (Health::default(), Timestamp::from_ms(0));
        let mut pauses = Vec::new();
        for _ in 0..13 {
            health.failed(None, None, now);
            pauses.push(health.paused_until.map_or(0, Timestamp::ms) / SECOND);
        }
        assert_eq!(pauses, [0, 0, 0, 0, 1, 2, 4, 8, 16, 32, 60, 60, 60]);
        let mut asked = Health::default();
        asked.failed(Some(429), Some(9 * HOUR), now);
        assert_eq!(asked.paused_until, Some(Timestamp::from_ms(HOUR)));
        assert!(!asked.is_doubtful());
    }
}
