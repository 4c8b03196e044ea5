//! What comes once a day at a time that the team's own clock shows.

use super::{BusinessHours, ClockTime, DAY};
use crate::time::Timestamp;
use jiff::ToSpan as _;

/// Days that are looked through: the same time is on each of them.
const LOOK_AHEAD_DAYS: i64 = 3;

impl BusinessHours {
    /// The next moment after `now` at which the team's clock shows `time`. Where the clocks are set forward over it, the
    /// moment after the gap.
    pub fn next(&self, time: ClockTime, now: Timestamp) -> Timestamp {
        let today = self.local(now).date();
        let ahead = (0..=LOOK_AHEAD_DAYS).filter_map(|days| today.checked_add(days.days()).ok());
        let mut moments = ahead.filter_map(|date| self.moment(date, time));
        let next = moments.find(|at| *at > now);
        next.unwrap_or_else(|| now.plus_ms(i64::from(DAY) * 60_000))
    }

    /// When the team's day of `now` began. Where the clocks are set forward over midnight, the moment after the gap.
    pub fn day_began(&self, now: Timestamp) -> Timestamp {
        let midnight = self.moment(self.local(now).date(), ClockTime(0));
        midnight.unwrap_or(now)
    }

    /// What the team's clock shows at `now`.
    pub fn clock(&self, now: Timestamp) -> ClockTime {
        let here = self.local(now);
        let minutes = i64::from(here.hour()) * 60 + i64::from(here.minute());
        ClockTime(u16::try_from(minutes).unwrap_or_default())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(text: &str) -> Timestamp {
        text.parse().unwrap()
    }

    fn time(hours: u16, minutes: u16) -> ClockTime {
        ClockTime::from_minutes(hours * 60 + minutes).unwrap()
    }

    fn within(zone: &str) -> BusinessHours {
        BusinessHours {
            time_zone: zone.to_owned(),
            ..BusinessHours::default()
        }
    }

    #[test]
    fn the_hour_is_the_teams_own_over_a_change_of_the_clocks() {
        for (zone, now, time, expected) in [
            (
                "UTC",
                "2026-11-20T10:00:00Z",
                time(11, 0),
                "2026-11-20T11:00:00Z",
            ),
            (
                "UTC",
                "2026-11-20T11:00:00Z",
                time(11, 0),
                "2026-11-21T11:00:00Z",
            ),
            // Summer time ends in Oslo on 25 October 2026, and begins on 28 March 2027.
            (
                "Europe/Oslo",
                "2026-10-24T06:00:00Z",
                time(8, 0),
                "2026-10-25T07:00:00Z",
            ),
            (
                "Europe/Oslo",
                "2027-03-27T07:00:00Z",
                time(8, 0),
                "2027-03-28T06:00:00Z",
            ),
            // 02:30 is left out on that day, and comes twice on the other: once is enough.
            (
                "Europe/Oslo",
                "2027-03-27T12:00:00Z",
                time(2, 30),
                "2027-03-28T01:30:00Z",
            ),
            (
                "Europe/Oslo",
                "2027-03-28T01:30:00Z",
                time(2, 30),
                "2027-03-29T00:30:00Z",
            ),
            (
                "Europe/Oslo",
                "2026-10-25T00:30:00Z",
                time(2, 30),
                "2026-10-26T01:30:00Z",
            ),
            // Samoa had no 30 December 2011.
            (
                "Pacific/Apia",
                "2011-12-29T19:00:00Z",
                time(8, 0),
                "2011-12-30T18:00:00Z",
            ),
        ] {
            let next = within(zone).next(time, at(now));
            assert_eq!(next, at(expected), "{zone} {now} {time}");
        }
    }

    #[test]
    fn a_day_begins_at_the_teams_midnight() {
        for (zone, now, began) in [
            ("UTC", "2026-11-20T10:00:00Z", "2026-11-20T00:00:00Z"),
            (
                "Europe/Oslo",
                "2026-11-20T23:30:00Z",
                "2026-11-20T23:00:00Z",
            ),
            (
                "America/New_York",
                "2026-11-20T03:00:00Z",
                "2026-11-19T05:00:00Z",
            ),
            // The clocks are set back on that day, after its midnight.
            (
                "Europe/Oslo",
                "2026-10-25T20:00:00Z",
                "2026-10-24T22:00:00Z",
            ),
            // Cairo skips from 00:00 to 01:00 on 24 April 2026.
            (
                "Africa/Cairo",
                "2026-04-24T10:00:00Z",
                "2026-04-23T22:00:00Z",
            ),
        ] {
            assert_eq!(within(zone).day_began(at(now)), at(began), "{zone} {now}");
        }
    }

    #[test]
    fn the_clock_shows_what_next_was_asked_for() {
        let oslo = within("Europe/Oslo");
        for now in ["2026-10-25T07:00:00Z", "2026-10-24T06:00:00Z"] {
            assert_eq!(oslo.clock(at(now)), time(8, 0), "{now}");
        }
    }
}
