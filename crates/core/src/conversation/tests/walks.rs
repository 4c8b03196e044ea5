//! Any row of decisions, from the beginning.

use super::*;
use proptest::prelude::*;

#[derive(Debug, Clone)]
enum Act {
    Claim(usize, bool),
    Release(usize, bool),
    Escalate,
    Resolve,
    Reopen,
    Wait(WaitMode),
    Transfer(usize, bool),
}

fn act() -> impl Strategy<Value = Act> {
    prop_oneof![
        (0..2usize, any::<bool>()).prop_map(|(u, over)| Act::Claim(u, over)),
        (0..2usize, any::<bool>()).prop_map(|(u, any)| Act::Release(u, any)),
        Just(Act::Escalate),
        Just(Act::Resolve),
        Just(Act::Reopen),
        (0..3usize).prop_map(|n| Act::Wait(WaitMode::ALL[n])),
        (0..2usize, any::<bool>()).prop_map(|(u, any)| Act::Transfer(u, any)),
    ]
}

proptest! {
    /// Whatever happens, a decision moves the epoch by exactly one, and always to another holder or person, or another way to wait.
    #[test]
    fn every_transition_changes_the_holder(acts in prop::collection::vec(act(), 1..40)) {
        let users = users();
        let mut state = BatonState::new();
        for act in acts {
            let step = match act {
                Act::Claim(u, over) => match state.claim(users[u], over, NOW) {
                    Ok(Claim::Passed(t)) => Some(t),
                    Ok(Claim::AlreadyYours) => { prop_assert_eq!(state.held_by(), Some(users[u])); None }
                    Err(ClaimRefused::HeldBy(holder)) => { prop_assert_ne!(holder, users[u]); None }
                    Err(ClaimRefused::Resolved) => { prop_assert_eq!(state.holder(), HolderKind::None); None }
                },
                Act::Release(u, any) => state.release(users[u], any).ok(),
                Act::Escalate => state.escalate(Reason::new(ReasonCode::Other, None), WaitMode::Live, NOW),
                Act::Resolve => state.resolve(NOW),
                Act::Reopen => state.reopen(),
                Act::Wait(waits) => state.wait(waits),
                Act::Transfer(u, any) => state.transfer((users[u], any), users[1 - u], NOW).ok().flatten(),
            };
            if let Some(t) = step {
                prop_assert_eq!(t.from_epoch, state.epoch);
                prop_assert_eq!(t.to.epoch, state.epoch + 1);
                prop_assert_eq!(t.from, state.holder());
                prop_assert!((t.to.holder(), t.to.held_by(), t.to.waits) != (state.holder(), state.held_by(), state.waits));
                state = t.to;
            }
            prop_assert!(state.claimed.is_none() || state.status == Status::Open);
            prop_assert_eq!(state.waits.is_some(), state.holder() == HolderKind::Nobody);
        }
    }
}
