//! The one who holds the baton is gone, or puts it down: the visitor waits for the next person.

use super::{BatonState, Reason, Transition, WaitMode};
use crate::id::UserId;
use crate::time::Timestamp;

impl BatonState {
    /// Takes from `user` what they hold: it waits, at the place of the time when a person was asked for first, else of `since`.
    /// They stay responsible. `None`: they do not hold it.
    pub fn lapse(
        &self,
        user: UserId,
        (since, reason): (Timestamp, Reason),
        waits: WaitMode,
    ) -> Option<Transition> {
        if self.held_by() != Some(user) {
            return None;
        }
        let since = self.escalated.as_ref().map_or(since, |(at, _)| *at);
        Some(self.passed_to(Self {
            claimed: None,
            escalated: Some((since, reason)),
            waits: Some(waits),
            ..self.clone()
        }))
    }
}
