//! Every decision from every state, and any row of them.

mod walks;

use super::*;
use crate::id::Ids;
use crate::time::Clock;

const BEFORE: Timestamp = Timestamp::from_ms(1);
const NOW: Timestamp = Timestamp::from_ms(9);

/// Two teammates.
fn users() -> [UserId; 2] {
    let ids = Ids::seeded(Clock::fixed(NOW), 3);
    [ids.next(), ids.next()]
}

fn reason() -> Reason {
    Reason::new(ReasonCode::VisitorAsked, None)
}

/// Held by the assistant.
fn held() -> BatonState {
    BatonState {
        epoch: 4,
        ..BatonState::new()
    }
}

/// A person was asked for, and nobody has come.
fn waiting() -> BatonState {
    BatonState {
        escalated: Some((BEFORE, reason())),
        waits: Some(WaitMode::Live),
        ..held()
    }
}

/// The same, with the assistant's help.
fn assisted() -> BatonState {
    BatonState {
        waits: Some(WaitMode::Assisted),
        ..waiting()
    }
}

/// Claimed by the first teammate, after it waited.
fn claimed() -> BatonState {
    let [first, _] = users();
    BatonState {
        claimed: Some((first, BEFORE)),
        assigned: Some(first),
        waits: None,
        ..waiting()
    }
}

fn resolved() -> BatonState {
    BatonState {
        status: Status::Resolved,
        resolved_at: Some(BEFORE),
        ..held()
    }
}

/// The only thing that may happen to `from` besides its next epoch.
fn passed(from: &BatonState, to: BatonState) -> Transition {
    Transition {
        from_epoch: 4,
        from: from.holder(),
        to: BatonState { epoch: 5, ..to },
    }
}

#[test]
fn what_lapses_waits_at_the_place_that_it_had() {
    let [first, second] = users();
    let gone = || Reason::new(ReasonCode::HolderGone, None);
    let lapsed = claimed().lapse(first, (NOW, gone()), WaitMode::Live);
    let to = lapsed.unwrap().to;
    assert_eq!((to.holder(), to.epoch), (HolderKind::Nobody, 5));
    assert_eq!(to.escalated, Some((BEFORE, gone())));
    assert_eq!((to.waits, to.assigned), (Some(WaitMode::Live), Some(first)));
    let taken = BatonState {
        escalated: None,
        ..claimed()
    };
    let lapsed = taken
        .lapse(first, (NOW, gone()), WaitMode::Assisted)
        .unwrap();
    assert_eq!(lapsed.to.escalated, Some((NOW, gone())));
    assert_eq!(lapsed.to.waits, Some(WaitMode::Assisted));
    assert_eq!(claimed().lapse(second, (NOW, gone()), WaitMode::Live), None);
    assert_eq!(waiting().lapse(first, (NOW, gone()), WaitMode::Live), None);
}

#[test]
fn only_what_a_teammate_holds_can_be_asked_for_as_it_stands_now() {
    let [first, second] = users();
    assert_eq!(claimed().ask(second, 4), Ok(first));
    assert_eq!(claimed().ask(second, 3), Err(AskRefused::Moved));
    assert_eq!(claimed().ask(first, 4), Err(AskRefused::Yours));
    assert_eq!(held().ask(second, 4), Err(AskRefused::NotHeld));
    assert_eq!(waiting().ask(second, 4), Err(AskRefused::NotHeld));
    let closed = resolved();
    assert_eq!(closed.ask(second, closed.epoch), Err(AskRefused::Resolved));
}

#[test]
fn what_somebody_held_falls_to_whoever_comes_next() {
    let [first, second] = users();
    let waits_again = claimed().vacate(first).unwrap();
    assert_eq!(waits_again, passed(&claimed(), waiting()));
    let taken = BatonState {
        escalated: None,
        assigned: Some(second),
        ..claimed()
    };
    let handed_back = taken.vacate(first).unwrap();
    assert_eq!(handed_back.to.holder(), HolderKind::Assistant);
    assert_eq!(handed_back.to.assigned, Some(second), "somebody else's");
    assert_eq!(claimed().vacate(second), None);
    assert_eq!(
        [held(), waiting(), resolved()].map(|s| s.vacate(first)),
        [None, None, None]
    );
}

#[test]
fn the_holder_is_derived() {
    let [first, _] = users();
    let seen = [held(), waiting(), claimed(), resolved()].map(|s| (s.holder(), s.held_by()));
    let expected = [
        (HolderKind::Assistant, None),
        (HolderKind::Nobody, None),
        (HolderKind::Person, Some(first)),
        (HolderKind::None, None),
    ];
    assert_eq!(seen, expected);
    // Whatever else the row says: who is closed is held by nobody.
    let closed = BatonState {
        status: Status::Resolved,
        ..claimed()
    };
    assert_eq!(
        (closed.holder(), closed.held_by()),
        (HolderKind::None, None)
    );
}

#[test]
fn a_claim_takes_from_the_assistant_and_from_the_queue() {
    let [first, second] = users();
    for from in [held(), waiting()] {
        let to = BatonState {
            claimed: Some((second, NOW)),
            assigned: Some(second),
            waits: None,
            ..from.clone()
        };
        let claim = from.claim(second, false, NOW);
        assert_eq!(claim, Ok(Claim::Passed(passed(&from, to))));
    }
    // Who is responsible already stays so.
    let assigned = BatonState {
        assigned: Some(first),
        ..held()
    };
    let to = BatonState {
        claimed: Some((second, NOW)),
        ..assigned.clone()
    };
    let claim = assigned.claim(second, false, NOW);
    assert_eq!(claim, Ok(Claim::Passed(passed(&assigned, to))));
}

#[test]
fn what_a_teammate_holds_is_taken_only_on_purpose() {
    let [first, second] = users();
    let from = claimed();
    assert_eq!(from.claim(first, false, NOW), Ok(Claim::AlreadyYours));
    assert_eq!(from.claim(first, true, NOW), Ok(Claim::AlreadyYours));
    let refused = Err(ClaimRefused::HeldBy(first));
    assert_eq!(from.claim(second, false, NOW), refused);
    let to = BatonState {
        claimed: Some((second, NOW)),
        ..from.clone()
    };
    let taken = from.claim(second, true, NOW);
    assert_eq!(taken, Ok(Claim::Passed(passed(&from, to))));
    for over in [false, true] {
        let closed = resolved().claim(first, over, NOW);
        assert_eq!(closed, Err(ClaimRefused::Resolved));
    }
}

#[test]
fn a_transfer_passes_what_is_held_to_one_other() {
    let [first, second] = users();
    let from = claimed();
    let to = BatonState {
        claimed: Some((second, NOW)),
        assigned: Some(second),
        ..from.clone()
    };
    let mine = from.transfer((first, false), second, NOW);
    assert_eq!(mine, Ok(Some(passed(&from, to.clone()))));
    // Of what a teammate holds only those dispose who may release any.
    let theirs = from.transfer((second, false), second, NOW);
    assert_eq!(theirs, Err(TransferRefused::HeldBy(first)));
    let above = from.transfer((second, true), second, NOW);
    assert_eq!(above, Ok(Some(passed(&from, to))));
    assert_eq!(from.transfer((first, false), first, NOW), Ok(None));
    for unheld in [held(), waiting()] {
        let refused = unheld.transfer((first, true), second, NOW);
        assert_eq!(refused, Err(TransferRefused::NotHeld));
    }
    let closed = resolved().transfer((first, true), second, NOW);
    assert_eq!(closed, Err(TransferRefused::Resolved));
}

#[test]
fn a_release_hands_back_to_the_assistant() {
    let [first, second] = users();
    let to = BatonState {
        claimed: None,
        escalated: None,
        ..claimed()
    };
    let by_holder = claimed().release(first, false);
    assert_eq!(by_holder, Ok(passed(&claimed(), to.clone())));
    let refused = claimed().release(second, false);
    assert_eq!(refused, Err(ReleaseRefused::HeldBy(first)));
    let by_admin = claimed().release(second, true);
    assert_eq!(by_admin, Ok(passed(&claimed(), to)));
    for any in [false, true] {
        let taken_out = waiting().release(second, any);
        assert_eq!(taken_out, Ok(passed(&waiting(), held())));
        let not_held = Err(ReleaseRefused::NotHeld);
        assert_eq!(held().release(first, any), not_held);
        assert_eq!(resolved().release(first, any), not_held);
    }
}

#[test]
fn only_the_assistant_asks_for_a_person() {
    let to = BatonState {
        escalated: Some((NOW, reason())),
        waits: Some(WaitMode::Live),
        ..held()
    };
    let asked = held().escalate(reason(), WaitMode::Live, NOW);
    assert_eq!(asked, Some(passed(&held(), to)));
    for other in [waiting(), assisted(), claimed(), resolved()] {
        assert_eq!(other.escalate(reason(), WaitMode::Live, NOW), None);
    }
}

#[test]
fn who_waits_may_wait_otherwise_and_keeps_their_place() {
    for waits in [WaitMode::Assisted, WaitMode::Mail] {
        let to = BatonState {
            waits: Some(waits),
            ..waiting()
        };
        assert_eq!(waiting().wait(waits), Some(passed(&waiting(), to.clone())));
        assert_eq!(to.wait(waits), None);
        let again = BatonState {
            escalated: waiting().escalated,
            ..waiting()
        };
        assert_eq!(to.wait(WaitMode::Live), Some(passed(&to, again)));
    }
    for other in [held(), claimed(), resolved()] {
        assert_eq!(other.wait(WaitMode::Assisted), None);
    }
}

#[test]
fn the_assistant_answers_where_it_holds_the_baton_or_helps_who_waits() {
    let by_mail = BatonState {
        waits: Some(WaitMode::Mail),
        ..waiting()
    };
    let answers = [
        held(),
        waiting(),
        assisted(),
        by_mail,
        claimed(),
        resolved(),
    ];
    let answers = answers.map(|state| state.assistant_answers());
    assert_eq!(answers, [true, false, true, true, false, false]);
    // Whatever the row says of how they waited: a claim ends it.
    let odd = BatonState {
        waits: Some(WaitMode::Assisted),
        ..claimed()
    };
    assert!(!odd.assistant_answers());
}

#[test]
fn closing_ends_every_claim_and_opening_starts_with_the_assistant() {
    for from in [held(), waiting(), claimed()] {
        let to = BatonState {
            status: Status::Resolved,
            claimed: None,
            escalated: None,
            waits: None,
            resolved_at: Some(NOW),
            ..from.clone()
        };
        assert_eq!(from.resolve(NOW), Some(passed(&from, to)));
        assert_eq!(from.reopen(), None);
    }
    assert_eq!(resolved().resolve(NOW), None);
    assert_eq!(resolved().reopen(), Some(passed(&resolved(), held())));
}

#[test]
fn members_read_who_holds_it_and_why() {
    let [first, second] = users();
    let person = |id| Person {
        id,
        name: "Ada".to_owned(),
    };
    let read = Baton::of(&claimed(), Some(person(first)));
    let expected = Baton {
        status: Status::Open,
        holder: HolderKind::Person,
        person: Some(person(first)),
        epoch: 4,
        claimed_at: Some(BEFORE),
        escalated_at: Some(BEFORE),
        reason: Some(reason()),
        waits: None,
        resolved_at: None,
    };
    assert_eq!(read, expected);
    let of_another = Baton::of(&claimed(), Some(person(second)));
    assert_eq!(of_another.person, None, "only who holds it is named");
    let closed = Baton::of(&resolved(), None);
    assert_eq!(
        (closed.holder, closed.resolved_at),
        (HolderKind::None, Some(BEFORE))
    );
}

#[test]
fn every_reason_has_words_of_its_own() {
    let labels: std::collections::HashSet<_> =
        ReasonCode::ALL.iter().map(|code| code.label()).collect();
    assert_eq!(labels.len(), ReasonCode::ALL.len());
    assert!(labels.iter().all(|label| label.contains(' ')), "{labels:?}");
    let own = Reason::new(ReasonCode::Other, Some("  wants a refund "));
    assert_eq!(own.text, "wants a refund");
    assert_eq!(
        Reason::new(ReasonCode::Other, Some(" ")).text,
        "Needs a human"
    );
}
