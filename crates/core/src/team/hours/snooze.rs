//! For how long a conversation is put away, by the team's own clock.

use super::{BusinessHours, ClockTime};
use crate::text::Invalid;
use crate::time::Timestamp;
use jiff::ToSpan as _;

const HOUR_MS: i64 = 60 * 60 * 1_000;
/// A year.
const LONGEST_MS: i64 = 366 * 24 * HOUR_MS;
/// When a day's work begins.
const MORNING: ClockTime = ClockTime(9 * 60);

crate::codes! {
    /// How long a conversation is put away.
    pub enum Snooze {
        /// An hour.
        Hour = "1h",
        /// Three hours.
        ThreeHours = "3h",
        /// Until 9:00 of the next day.
        Tomorrow = "tomorrow",
        /// Until 9:00 of the next Monday.
        Monday = "monday",
    }
}

impl BusinessHours {
    /// Until when that is, from `now` on.
    pub fn snoozed_until(&self, snooze: Snooze, now: Timestamp) -> Timestamp {
        let days = match snooze {
            Snooze::Hour => return now.plus_ms(HOUR_MS),
            Snooze::ThreeHours => return now.plus_ms(3 * HOUR_MS),
            Snooze::Tomorrow => 1,
            Snooze::Monday => 7 - self.local(now).weekday().to_monday_zero_offset(),
        };
        let date = self.local(now).date().checked_add(i64::from(days).days());
        let morning = date.ok().and_then(|date| self.moment(date, MORNING));
        morning.unwrap_or_else(|| now.plus_ms(i64::from(days) * 24 * HOUR_MS))
    }
}

/// Checks a time that somebody chose.
pub const fn chosen(until: Timestamp, now: Timestamp) -> Result<Timestamp, Invalid> {
    let ahead = until.since_ms(now);
    if ahead > 0 && ahead <= LONGEST_MS {
        Ok(until)
    } else {
        Err(Invalid(
            "Choose a time that is still to come, within a year.",
        ))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(text: &str) -> Timestamp {
        text.parse().unwrap()
    }

    #[test]
    fn mornings_are_those_of_the_teams_clock() {
        let hours = BusinessHours {
            time_zone: "Europe/Oslo".to_owned(),
            ..BusinessHours::default()
        };
        for (snooze, now, until) in [
            (Snooze::Hour, "2026-11-20T10:00:00Z", "2026-11-20T11:00:00Z"),
            (
                Snooze::ThreeHours,
                "2026-11-20T10:00:00Z",
                "2026-11-20T13:00:00Z",
            ),
            (
                Snooze::Tomorrow,
                "2026-11-20T10:00:00Z",
                "2026-11-21T08:00:00Z",
            ),
            // Half past midnight in Oslo.
            (
                Snooze::Tomorrow,
                "2026-11-20T23:30:00Z",
                "2026-11-22T08:00:00Z",
            ),
            // A Friday, a Sunday, and a Monday before nine.
            (
                Snooze::Monday,
                "2026-11-20T10:00:00Z",
                "2026-11-23T08:00:00Z",
            ),
            (
                Snooze::Monday,
                "2026-11-22T22:30:00Z",
                "2026-11-23T08:00:00Z",
            ),
            (
                Snooze::Monday,
                "2026-11-23T06:00:00Z",
                "2026-11-30T08:00:00Z",
            ),
            // The clocks of Oslo are set back in the night to 25 October 2026.
            (
                Snooze::Tomorrow,
                "2026-10-24T10:00:00Z",
                "2026-10-25T08:00:00Z",
            ),
        ] {
            assert_eq!(
                hours.snoozed_until(snooze, at(now)),
                at(until),
                "{snooze} from {now}"
            );
        }
    }

    #[test]
    fn what_is_past_or_beyond_a_year_is_refused() {
        let now = at("2026-11-20T10:00:00Z");
        for (until, is_fine) in [
            ("2026-11-20T10:00:00Z", false),
            ("2026-11-20T10:00:01Z", true),
            ("2027-11-20T10:00:00Z", true),
            ("2027-11-22T10:00:00Z", false),
        ] {
            assert_eq!(chosen(at(until), now).is_ok(), is_fine, "{until}");
        }
    }
}
