//! How long visitors waited for a person here before: what one who waits now may be told.

use super::hours::BusinessHours;
use crate::time::Timestamp;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// How far back waits are looked at: four weeks.
pub const WINDOW_MS: i64 = 28 * 24 * 60 * 60 * 1_000;
/// Waits of about this hour of the day, below which all hours are looked at.
const FEW: usize = 5;
/// Waits of all hours, below which nothing is said.
const TOO_FEW: usize = 8;

crate::codes! {
    /// Who of the team could come at this moment.
    pub enum Staffing {
        /// Somebody is there, and takes conversations.
        Available = "available",
        /// Nobody is, within business hours.
        Unattended = "unattended",
        /// Nobody is, outside of them.
        Closed = "closed",
    }
}

/// A wait that a person ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Wait {
    /// When it began.
    pub began_at: Timestamp,
    /// How long it took, in milliseconds.
    pub ms: i64,
}

/// What waits were like: never a promise.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Estimate {
    /// Half of the visitors waited shorter, in seconds.
    pub median_s: i64,
    /// Three of four waited shorter, in seconds.
    pub p75_s: i64,
}

impl Estimate {
    /// From this team's own past waits: those of about this hour of the day where there are enough, else of all. `None` where
    /// there are too few to say anything.
    pub fn of(past: &[Wait], hours: &BusinessHours, now: Timestamp) -> Option<Self> {
        let hour = hours.hour(now);
        let apart = |wait: &&Wait| {
            let apart = (hours.hour(wait.began_at) - hour).rem_euclid(24);
            apart.min(24 - apart) <= 1
        };
        let near: Vec<i64> = past.iter().filter(apart).map(|wait| wait.ms).collect();
        if near.len() >= FEW {
            return Some(Self::among(near));
        }
        let all: Vec<i64> = past.iter().map(|wait| wait.ms).collect();
        (all.len() >= TOO_FEW).then(|| Self::among(all))
    }

    /// From waits of one day; `None` where nobody waited.
    pub fn of_day(waits: &[Wait]) -> Option<Self> {
        (!waits.is_empty()).then(|| Self::among(waits.iter().map(|wait| wait.ms).collect()))
    }

    fn among(mut ms: Vec<i64>) -> Self {
        ms.sort_unstable();
        let last = ms.len().saturating_sub(1);
        let at = |percent: usize| {
            // The next rank up: an estimate errs to the longer side.
            let rank = (last * percent).div_ceil(100);
            ms.get(rank).copied().unwrap_or_default().max(0) / 1_000
        };
        Self {
            median_s: at(50),
            p75_s: at(75),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const HOUR: i64 = 3_600_000;

    fn waits(hour: i64, seconds: &[i64]) -> Vec<Wait> {
        let wait = |s: &i64| Wait {
            began_at: Timestamp::from_ms(hour * HOUR),
            ms: s * 1_000,
        };
        seconds.iter().map(wait).collect()
    }

    #[test]
    fn the_hour_of_the_day_counts_where_it_has_been_seen() {
        let hours = BusinessHours::default();
        let mut past = waits(9, &[60, 120, 180, 240, 300]);
        past.extend(waits(15, &[5, 5, 5, 5, 5]));
        let told = |hour: i64| Estimate::of(&past, &hours, Timestamp::from_ms(hour * HOUR));
        assert_eq!(
            told(24 + 10),
            Some(Estimate {
                median_s: 180,
                p75_s: 240
            })
        );
        assert_eq!(
            told(14),
            Some(Estimate {
                median_s: 5,
                p75_s: 5
            })
        );
        // Nobody came at midnight yet: all hours together.
        assert_eq!(
            told(0),
            Some(Estimate {
                median_s: 60,
                p75_s: 180
            })
        );
    }

    #[test]
    fn of_a_day_each_wait_says_something() {
        let told = |seconds: &[i64]| Estimate::of_day(&waits(9, seconds));
        let of = |median_s, p75_s| Some(Estimate { median_s, p75_s });
        assert_eq!(told(&[]), None);
        assert_eq!(told(&[160]), of(160, 160));
        assert_eq!(told(&[300, 20, 160]), of(160, 300));
    }

    #[test]
    fn of_too_few_nothing_is_said() {
        let past = waits(9, &[60, 60, 60, 60]);
        assert_eq!(
            Estimate::of(
                &past,
                &BusinessHours::default(),
                Timestamp::from_ms(9 * HOUR)
            ),
            None
        );
        assert_eq!(
            Estimate::of(&[], &BusinessHours::default(), Timestamp::from_ms(0)),
            None
        );
    }
}
