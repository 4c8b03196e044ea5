//! Handing the baton back to the assistant.

use super::{BatonState, HolderKind, Transition};
use crate::id::UserId;

/// Why a release was refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum ReleaseRefused {
    /// Another teammate holds it, and the caller may not release for them.
    #[error("a teammate holds it")]
    HeldBy(UserId),
    /// No person holds it and none is awaited.
    #[error("no person holds it")]
    NotHeld,
}

impl BatonState {
    /// `user` hands back to the assistant what they hold, or what waits. `any`: also what a teammate holds.
    pub fn release(&self, user: UserId, any: bool) -> Result<Transition, ReleaseRefused> {
        match (self.holder(), self.held_by()) {
            (HolderKind::Person, Some(holder)) if holder != user && !any => {
                Err(ReleaseRefused::HeldBy(holder))
            }
            (HolderKind::Person | HolderKind::Nobody, _) => Ok(self.passed_to(Self {
                claimed: None,
                escalated: None,
                waits: None,
                ..self.clone()
            })),
            _ => Err(ReleaseRefused::NotHeld),
        }
    }
}
