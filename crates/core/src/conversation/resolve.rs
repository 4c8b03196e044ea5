//! Closing a conversation and opening it again.

use super::{BatonState, HolderKind, Status, Transition};
use crate::time::Timestamp;

impl BatonState {
    /// Closes and resolves, whoever holds it. `None` where it is closed already.
    pub fn resolve(&self, now: Timestamp) -> Option<Transition> {
        (self.holder() != HolderKind::None).then(|| {
            self.passed_to(Self {
                status: Status::Resolved,
                claimed: None,
                escalated: None,
                waits: None,
                resolved_at: Some(now),
                ..self.clone()
            })
        })
    }

    /// Opens it again with the assistant, on the contact's next message or by a teammate. `None` where it is open.
    pub fn reopen(&self) -> Option<Transition> {
        (self.holder() == HolderKind::None).then(|| {
            self.passed_to(Self {
                status: Status::Open,
                resolved_at: None,
                ..self.clone()
            })
        })
    }
}
