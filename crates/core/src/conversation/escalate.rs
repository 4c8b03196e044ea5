//! Letting go of the baton so that a person takes it.

use super::{BatonState, HolderKind, Reason, Transition, WaitMode};
use crate::time::Timestamp;

impl BatonState {
    /// A person is needed, and the visitor waits in this way. Nothing changes where one holds it, where one is awaited, or where it is closed.
    pub fn escalate(&self, reason: Reason, waits: WaitMode, now: Timestamp) -> Option<Transition> {
        (self.holder() == HolderKind::Assistant).then(|| {
            self.passed_to(Self {
                escalated: Some((now, reason)),
                waits: Some(waits),
                ..self.clone()
            })
        })
    }
}
