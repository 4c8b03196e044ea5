//! The relay of a conversation: who held it, one after the other, and how long.

use super::HolderKind;
use crate::time::Timestamp;
use serde::Serialize;
use utoipa::ToSchema;

/// A stretch with one holder.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, ToSchema)]
pub struct Leg {
    /// Who held it; never `none`.
    pub holder: HolderKind,
    /// Since when.
    pub from: Timestamp,
    /// Until when, or until now.
    pub until: Timestamp,
}

/// The legs of a conversation that began with the assistant and passed as `passes` say, ascending. Those who rest are counted
/// until `last_activity`, those who wait or hold it in person until `now`.
pub fn legs(
    began: Timestamp,
    passes: &[(Timestamp, HolderKind)],
    (last_activity, now): (Timestamp, Timestamp),
) -> Vec<Leg> {
    let mut legs: Vec<Leg> = Vec::new();
    let (mut holder, mut from) = (HolderKind::Assistant, began);
    let mut close = |holder, from, until: Timestamp| {
        if holder == HolderKind::None || until <= from {
            return;
        }
        match legs.last_mut() {
            Some(last) if last.holder == holder && last.until == from => last.until = until,
            _ => legs.push(Leg {
                holder,
                from,
                until,
            }),
        }
    };
    for (at, next) in passes {
        close(holder, from, *at);
        (holder, from) = (*next, (*at).max(from));
    }
    let end = match holder {
        HolderKind::Assistant | HolderKind::None => last_activity,
        HolderKind::Person | HolderKind::Nobody => now,
    };
    close(holder, from, end.max(from.plus_ms(1)));
    legs
}

#[cfg(test)]
mod tests {
    use super::*;
    use HolderKind::{Assistant, Nobody, None, Person};

    const fn at(ms: i64) -> Timestamp {
        Timestamp::from_ms(ms)
    }

    fn told(passes: &[(i64, HolderKind)], ends: (i64, i64)) -> Vec<(HolderKind, i64, i64)> {
        let passes: Vec<_> = passes.iter().map(|(ms, to)| (at(*ms), *to)).collect();
        let legs = legs(at(0), &passes, (at(ends.0), at(ends.1)));
        legs.iter()
            .map(|leg| (leg.holder, leg.from.ms(), leg.until.ms()))
            .collect()
    }

    #[test]
    fn each_pass_ends_a_leg_and_begins_the_next() {
        let passes = [(10, Nobody), (14, Person), (30, Assistant), (40, None)];
        assert_eq!(
            told(&passes, (40, 99)),
            [
                (Assistant, 0, 10),
                (Nobody, 10, 14),
                (Person, 14, 30),
                (Assistant, 30, 40)
            ]
        );
    }

    #[test]
    fn who_waits_is_counted_until_now_and_who_rests_until_the_last_word() {
        assert_eq!(told(&[], (5, 99)), [(Assistant, 0, 5)]);
        assert_eq!(
            told(&[(5, Nobody)], (5, 99)),
            [(Assistant, 0, 5), (Nobody, 5, 99)]
        );
        assert_eq!(told(&[(5, Person)], (6, 99)).last(), Some(&(Person, 5, 99)));
    }

    #[test]
    fn a_teammate_after_a_teammate_is_one_leg_and_being_closed_is_none() {
        assert_eq!(
            told(&[(2, Person), (8, Person), (20, None)], (20, 99)),
            [(Assistant, 0, 2), (Person, 2, 20)]
        );
        // Closed for a while, then opened again.
        assert_eq!(
            told(&[(5, None), (50, Assistant)], (60, 99)),
            [(Assistant, 0, 5), (Assistant, 50, 60)]
        );
        assert_eq!(told(&[], (0, 99)), [(Assistant, 0, 1)], "never nothing");
    }
}
