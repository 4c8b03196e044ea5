//! What was called and answered, and whether one order of all of it explains every answer.
//!
//! The store says in which order the holder changed: by the epoch. So it needs no search for an order; it has to be seen that
//! this one is legal (in turns, one holder at a time, epochs that only grow), that it agrees with the clock (what ended before
//! another began comes before it), and that each answer fits into it: a call that was done has its change, one that was refused
//! fell into a time in which somebody else held.

use super::super::books::{Books, Event};
use std::{collections::BTreeSet, time::Instant};

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Verb {
    Claim,
    Release,
}

impl Verb {
    pub(super) const fn name(self) -> &'static str {
        match self {
            Self::Claim => "claim",
            Self::Release => "release",
        }
    }

    const fn event(self) -> &'static str {
        match self {
            Self::Claim => "conversation.claimed",
            Self::Release => "conversation.released",
        }
    }
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Outcome {
    /// It was done, with this epoch.
    Done(i64),
    /// Somebody else holds, where the answer says who.
    Refused(Option<String>),
    /// No answer came.
    Unknown,
}

#[derive(Debug, Clone)]
pub(super) struct Call {
    pub(super) who: String,
    pub(super) conversation: String,
    pub(super) verb: Verb,
    pub(super) begun: Instant,
    pub(super) ended: Instant,
    pub(super) outcome: Outcome,
}

#[derive(Debug, Default)]
pub(super) struct History {
    pub(super) calls: Vec<Call>,
}

/// One change of the holder, as it is stored.
#[derive(Debug)]
struct Change {
    verb: Verb,
    epoch: i64,
    /// Who has it after a claim.
    holder: Option<String>,
}

impl Change {
    fn of(event: &Event) -> Option<Self> {
        let verb = [Verb::Claim, Verb::Release]
            .into_iter()
            .find(|verb| verb.event() == event.kind)?;
        let baton = event.says()["baton"].clone();
        Some(Self {
            verb,
            epoch: baton["epoch"].as_i64()?,
            holder: baton["person"]["id"].as_str().map(str::to_owned),
        })
    }
}

impl History {
    /// Panics where no order explains it; answers how many calls changed who holds.
    pub(super) fn check(&self, books: &Books) -> usize {
        let mut changed = 0;
        for conversation in &books.conversations {
            let id = conversation.id.to_string();
            let events = books.events.iter();
            let events = events.filter(|event| event.conversation == Some(conversation.id));
            let changes: Vec<_> = events.filter_map(Change::of).collect();
            let calls: Vec<_> = self
                .calls
                .iter()
                .filter(|call| call.conversation == id)
                .collect();
            are_in_turns(&changes);
            changed += have_their_changes(&calls, &changes);
            agree_with_the_clock(&calls);
            are_refused_for_a_reason(&calls, &changes);
        }
        changed
    }
}

/// Somebody claims, then it is released, with epochs that only grow.
fn are_in_turns(changes: &[Change]) {
    for (n, change) in changes.iter().enumerate() {
        let expected = if n % 2 == 0 {
            Verb::Claim
        } else {
            Verb::Release
        };
        assert_eq!(change.verb, expected, "two hold at a time: {changes:#?}");
        let before = n
            .checked_sub(1)
            .map_or(i64::MIN, |before| changes[before].epoch);
        assert!(change.epoch > before, "an epoch comes again: {changes:#?}");
    }
}

/// Each call that was done has its change, and no two calls have the same; answers how many changes there are. A claim that is
/// made again while its caller holds answers the first one, and whoever releases what the assistant has is answered since when.
fn have_their_changes(calls: &[&Call], changes: &[Change]) -> usize {
    let mut known = BTreeSet::new();
    for call in calls {
        let Outcome::Done(epoch) = call.outcome else {
            continue;
        };
        let change = changes
            .iter()
            .find(|change| change.epoch == epoch && change.verb == call.verb);
        let change = change.unwrap_or_else(|| panic!("{call:?} changed nothing: {changes:#?}"));
        if call.verb == Verb::Claim {
            let holder = change.holder.as_ref();
            assert_eq!(holder, Some(&call.who), "both were done: {call:?}");
        }
        known.insert(epoch);
    }
    // What nobody acknowledged was called by somebody who heard nothing.
    let unknown = calls
        .iter()
        .filter(|call| call.outcome == Outcome::Unknown)
        .count();
    let orphans = changes
        .iter()
        .filter(|change| !known.contains(&change.epoch))
        .count();
    assert!(
        orphans <= unknown,
        "{orphans} changes that nobody asked for, {unknown} calls without an answer"
    );
    changes.len()
}

/// What had ended before another began has a smaller epoch.
fn agree_with_the_clock(calls: &[&Call]) {
    let done = |call: &&&Call| match call.outcome {
        Outcome::Done(epoch) => Some((call.begun, call.ended, epoch)),
        _ => None,
    };
    let mut by_end: Vec<_> = calls.iter().filter_map(|call| done(&call)).collect();
    by_end.sort_by_key(|(_, ended, _)| *ended);
    let mut by_begin = by_end.clone();
    by_begin.sort_by_key(|(begun, _, _)| *begun);
    let (mut ended, mut newest) = (by_end.into_iter().peekable(), i64::MIN);
    for (begun, _, epoch) in by_begin {
        while let Some((_, _, before)) = ended.next_if(|(_, end, _)| *end < begun) {
            newest = newest.max(before);
        }
        assert!(
            epoch >= newest,
            "epoch {epoch} was answered to a call that began after {newest} was known"
        );
    }
}

/// When a change may have happened: from the first call that may have made it until the first that was told of it; `None` where
/// nobody was told. Who heard nothing of their claim, because their node was killed, and claims again is told of the first one.
fn time_of(
    calls: &[&Call],
    change: &Change,
    before: Option<&Change>,
) -> Option<(Instant, Instant)> {
    let told = |epoch: i64| {
        let of_it = calls
            .iter()
            .filter(move |call| call.outcome == Outcome::Done(epoch));
        of_it.map(|call| (call.begun, call.ended)).min()
    };
    let (begun, ended) = told(change.epoch)?;
    let since = before.and_then(|before| told(before.epoch));
    let unheard = calls.iter().filter(|call| {
        call.outcome == Outcome::Unknown
            && call.verb == change.verb
            && (change.verb == Verb::Release || change.holder.as_ref() == Some(&call.who))
            && since.is_none_or(|(since, _)| call.ended >= since)
    });
    let begun = unheard.map(|call| call.begun).chain([begun]).min()?;
    Some((begun, ended))
}

/// Who was refused because somebody holds was refused while they may have held it.
fn are_refused_for_a_reason(calls: &[&Call], changes: &[Change]) {
    let made: Vec<_> = changes
        .iter()
        .enumerate()
        .map(|(n, change)| time_of(calls, change, n.checked_sub(1).map(|n| &changes[n])))
        .collect();
    for call in calls {
        let Outcome::Refused(Some(holder)) = &call.outcome else {
            continue;
        };
        let held = changes.iter().enumerate().any(|(n, change)| {
            let began_in_time = made[n].is_none_or(|(begun, _)| begun <= call.ended);
            let over = made.get(n + 1).copied().flatten();
            let not_over = over.is_none_or(|(_, ended)| ended >= call.begun);
            change.verb == Verb::Claim
                && change.holder.as_ref() == Some(holder)
                && began_in_time
                && not_over
        });
        assert!(held, "{call:?} names somebody who did not hold");
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::time::Duration;

    fn change(verb: Verb, epoch: i64, holder: &str) -> Change {
        let holder = (verb == Verb::Claim).then(|| holder.to_owned());
        Change {
            verb,
            epoch,
            holder,
        }
    }

    /// A call of `who` from one moment to another, in milliseconds since `start`.
    fn call(start: Instant, who: &str, (verb, outcome): (Verb, Outcome), at: (u64, u64)) -> Call {
        Call {
            who: who.into(),
            conversation: "talk".into(),
            verb,
            begun: start + Duration::from_millis(at.0),
            ended: start + Duration::from_millis(at.1),
            outcome,
        }
    }

    #[test]
    #[should_panic(expected = "two hold at a time")]
    fn two_claims_in_a_row_are_seen() {
        are_in_turns(&[change(Verb::Claim, 1, "ann"), change(Verb::Claim, 2, "bob")]);
    }

    /// Two calls that were told they have the first claim.
    fn two_claims(first: &str, second: &str) -> [Call; 2] {
        let (start, claimed) = (Instant::now(), (Verb::Claim, Outcome::Done(1)));
        [
            call(start, first, claimed.clone(), (0, 5)),
            call(start, second, claimed, (6, 7)),
        ]
    }

    #[test]
    fn who_claims_again_is_answered_their_first_claim() {
        let calls = two_claims("ann", "ann");
        let changes = [change(Verb::Claim, 1, "ann")];
        assert_eq!(have_their_changes(&calls.each_ref(), &changes), 1);
    }

    #[test]
    #[should_panic(expected = "both were done")]
    fn one_claim_that_two_were_told_is_theirs_is_seen() {
        let calls = two_claims("ann", "bob");
        have_their_changes(&calls.each_ref(), &[change(Verb::Claim, 1, "ann")]);
    }

    #[test]
    #[should_panic(expected = "changed nothing")]
    fn an_acknowledged_claim_that_is_stored_nowhere_is_seen() {
        let lost = call(
            Instant::now(),
            "ann",
            (Verb::Claim, Outcome::Done(3)),
            (0, 5),
        );
        have_their_changes(&[&lost], &[]);
    }

    #[test]
    #[should_panic(expected = "was answered to a call that began after")]
    fn an_answer_that_was_old_when_it_was_asked_for_is_seen() {
        let start = Instant::now();
        let newer = call(start, "ann", (Verb::Claim, Outcome::Done(7)), (0, 5));
        let older = call(start, "bob", (Verb::Release, Outcome::Done(4)), (6, 9));
        agree_with_the_clock(&[&newer, &older]);
    }

    #[test]
    fn who_heard_nothing_of_their_claim_may_have_held_since_then() {
        let start = Instant::now();
        let calls = [
            call(start, "ann", (Verb::Claim, Outcome::Unknown), (0, 5)),
            call(
                start,
                "bob",
                (Verb::Claim, Outcome::Refused(Some("ann".into()))),
                (6, 8),
            ),
            call(start, "ann", (Verb::Claim, Outcome::Done(1)), (10, 12)),
        ];
        are_refused_for_a_reason(&calls.each_ref(), &[change(Verb::Claim, 1, "ann")]);
    }

    #[test]
    #[should_panic(expected = "names somebody who did not hold")]
    fn a_claim_without_an_answer_excuses_nothing_after_the_next_release() {
        let start = Instant::now();
        let changes = [
            change(Verb::Claim, 1, "ann"),
            change(Verb::Release, 2, "ann"),
            change(Verb::Claim, 3, "ann"),
        ];
        let refused = Outcome::Refused(Some("ann".into()));
        let calls = [
            call(start, "ann", (Verb::Claim, Outcome::Unknown), (0, 2)),
            call(start, "ann", (Verb::Claim, Outcome::Done(1)), (3, 5)),
            call(start, "ann", (Verb::Release, Outcome::Done(2)), (6, 9)),
            call(start, "bob", (Verb::Claim, refused), (10, 12)),
            call(start, "ann", (Verb::Claim, Outcome::Done(3)), (13, 15)),
        ];
        are_refused_for_a_reason(&calls.each_ref(), &changes);
    }

    #[test]
    #[should_panic(expected = "names somebody who did not hold")]
    fn a_refusal_that_names_a_former_holder_is_seen() {
        let start = Instant::now();
        let changes = [
            change(Verb::Claim, 1, "ann"),
            change(Verb::Release, 2, "ann"),
        ];
        let calls = [
            call(start, "ann", (Verb::Claim, Outcome::Done(1)), (0, 5)),
            call(start, "ann", (Verb::Release, Outcome::Done(2)), (6, 9)),
            call(
                start,
                "bob",
                (Verb::Claim, Outcome::Refused(Some("ann".into()))),
                (10, 12),
            ),
        ];
        are_refused_for_a_reason(&calls.each_ref(), &changes);
    }
}
