//! Somebody leaves the team, or is suspended: what they hold falls to whoever comes next.

use super::{BatonState, Transition, WaitMode};
use crate::id::UserId;

impl BatonState {
    /// Takes from `user` what they hold: it waits again where a person was asked for, else the assistant has it. They are not
    /// responsible for it any more. `None`: they do not hold it.
    pub fn vacate(&self, user: UserId) -> Option<Transition> {
        if self.held_by() != Some(user) {
            return None;
        }
        Some(self.passed_to(Self {
            claimed: None,
            waits: self.escalated.as_ref().map(|_| WaitMode::Live),
            assigned: self.assigned.filter(|assigned| *assigned != user),
            ..self.clone()
        }))
    }
}
