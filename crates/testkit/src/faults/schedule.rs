use super::{
    random::Random,
    weather::{Strike, Weather},
};
use std::{fmt, time::Duration};

/// One thing that goes wrong.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fault {
    /// Every open connection is hit.
    Strike(Strike),
    /// No connection is taken.
    Refuse,
    /// No WebSocket is taken; those that are open, end.
    Block,
    /// Each piece waits so many milliseconds.
    Delay(u64),
    /// So many bytes a second pass.
    Throttle(u32),
    /// Nothing is read from the server.
    Stall,
    /// Events come twice.
    Double,
    /// Events overtake each other.
    Shuffle,
    /// Events get lost.
    Lose,
}

/// A fault, when, and for how long.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Step {
    /// Since the schedule began.
    pub at: Duration,
    /// Until it is over. A strike is over at once.
    pub lasts: Duration,
    /// What happens.
    pub fault: Fault,
}

/// What goes wrong on one network, in the order of time.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Schedule {
    /// The steps.
    pub steps: Vec<Step>,
}

impl Schedule {
    /// Two to six faults within `length`.
    pub fn random(random: &mut Random, length: Duration) -> Self {
        let whole = u64::try_from(length.as_millis()).unwrap_or(u64::MAX);
        let mut steps: Vec<Step> = (0..random.between(2, 6))
            .map(|_| {
                let at = random.below(whole);
                let longest = whole.saturating_sub(at).clamp(20, 600);
                Step {
                    at: Duration::from_millis(at),
                    lasts: Duration::from_millis(random.between(20, longest)),
                    fault: Fault::random(random),
                }
            })
            .collect();
        steps.sort_by_key(|step| step.at);
        Self { steps }
    }

    /// The moments at which something changes.
    pub(super) fn moments(&self) -> Vec<Duration> {
        let ends = self
            .steps
            .iter()
            .map(|step| step.at.saturating_add(step.lasts));
        let mut all: Vec<_> = self.steps.iter().map(|step| step.at).chain(ends).collect();
        all.sort_unstable();
        all.dedup();
        all
    }

    /// How the network is at a moment.
    pub(super) fn weather(&self, now: Duration) -> Weather {
        let is_on = |step: &&Step| step.at <= now && now < step.at.saturating_add(step.lasts);
        let mut weather = Weather::default();
        for step in self.steps.iter().filter(is_on) {
            match step.fault {
                Fault::Strike(_) => {}
                Fault::Refuse => weather.refuses = true,
                Fault::Block => weather.no_websockets = true,
                Fault::Delay(ms) => weather.delay = Duration::from_millis(ms),
                Fault::Throttle(rate) => weather.bytes_a_second = rate,
                Fault::Stall => weather.stalled = true,
                Fault::Double => weather.doubles = true,
                Fault::Shuffle => weather.shuffles = true,
                Fault::Lose => weather.loses = true,
            }
        }
        weather
    }

    /// What hits the open connections at a moment.
    pub(super) fn strikes(&self, now: Duration) -> impl Iterator<Item = Strike> {
        let begin = self.steps.iter().filter(move |step| step.at == now);
        begin.filter_map(|step| match step.fault {
            Fault::Strike(strike) => Some(strike),
            Fault::Block => Some(Strike::Reset),
            _ => None,
        })
    }
}

impl Fault {
    fn random(random: &mut Random) -> Self {
        match random.below(14) {
            0 | 1 => Self::Strike(Strike::Close),
            2 | 3 => Self::Strike(Strike::Reset),
            4 | 5 => Self::Strike(Strike::Silence),
            6 => Self::Refuse,
            7 => Self::Block,
            8 => Self::Delay(random.between(1, 120)),
            9 => Self::Throttle(u32::try_from(random.between(500, 20_000)).unwrap_or(500)),
            10 => Self::Stall,
            11 => Self::Double,
            12 => Self::Shuffle,
            _ => Self::Lose,
        }
    }
}

impl fmt::Display for Schedule {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for Step { at, lasts, fault } in &self.steps {
            write!(f, "{}+{} {fault:?}; ", at.as_millis(), lasts.as_millis())?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_fault_is_there_from_its_beginning_to_its_end() {
        let ms = Duration::from_millis;
        let step = |at, fault| Step {
            at: ms(at),
            lasts: ms(10),
            fault,
        };
        let schedule = Schedule {
            steps: vec![
                step(5, Fault::Stall),
                step(10, Fault::Delay(3)),
                step(10, Fault::Strike(Strike::Reset)),
            ],
        };
        assert_eq!(schedule.moments(), [ms(5), ms(10), ms(15), ms(20)]);
        assert_eq!(schedule.weather(ms(4)), Weather::default());
        assert!(schedule.weather(ms(5)).stalled);
        assert!(schedule.weather(ms(14)).stalled);
        assert!(!schedule.weather(ms(15)).stalled);
        assert_eq!(schedule.weather(ms(15)).delay, ms(3));
        assert_eq!(schedule.weather(ms(20)), Weather::default());
        assert_eq!(
            schedule.strikes(ms(10)).collect::<Vec<_>>(),
            [Strike::Reset]
        );
        assert_eq!(schedule.strikes(ms(11)).count(), 0);
    }

    #[test]
    fn every_kind_of_fault_comes_up() {
        let mut random = Random::new(1);
        let mut seen = std::collections::HashSet::new();
        for _ in 0..200 {
            for step in Schedule::random(&mut random, Duration::from_secs(2)).steps {
                seen.insert(std::mem::discriminant(&step.fault));
            }
        }
        assert_eq!(seen.len(), 9);
    }
}
