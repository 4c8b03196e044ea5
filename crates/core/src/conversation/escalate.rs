//! Letting go of the baton so that a person takes it, and changing one's mind.

use super::{BatonState, HolderKind, Reason, Transition};
use crate::time::Timestamp;

impl BatonState {
    /// A person is needed. Nothing changes where one holds it, where one is awaited, or where it is closed.
    pub fn escalate(&self, reason: Reason, now: Timestamp) -> Option<Transition> {
        (self.holder() == HolderKind::Assistant).then(|| {
            self.passed_to(Self {
                escalated: Some((now, reason)),
                ..self.clone()
            })
        })
    }

    /// The visitor who waits would rather stay with the assistant.
    pub fn stay_with_assistant(&self) -> Option<Transition> {
        (self.holder() == HolderKind::Nobody).then(|| {
            self.passed_to(Self {
                escalated: None,
                ..self.clone()
            })
        })
    }
}
