//! Taking the baton: from the assistant, from nobody, or, when asked for, from a teammate.

use super::{BatonState, HolderKind, Transition};
use crate::id::UserId;
use crate::time::Timestamp;

/// A claim that may stand.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Claim {
    /// The claimant holds it already: nothing to do.
    AlreadyYours,
    /// The baton passes.
    Passed(Transition),
}

/// Why a claim was refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum ClaimRefused {
    /// A teammate holds it.
    #[error("a teammate holds it")]
    HeldBy(UserId),
    /// It is closed: reopen it first.
    #[error("the conversation is resolved")]
    Resolved,
}

impl BatonState {
    /// `user` asks for the baton. `take_over`: also from a teammate, which needs the right to do so.
    pub fn claim(
        &self,
        user: UserId,
        take_over: bool,
        now: Timestamp,
    ) -> Result<Claim, ClaimRefused> {
        match (self.holder(), self.held_by()) {
            (HolderKind::None, _) => Err(ClaimRefused::Resolved),
            (_, Some(holder)) if holder == user => Ok(Claim::AlreadyYours),
            (_, Some(holder)) if !take_over => Err(ClaimRefused::HeldBy(holder)),
            _ => Ok(Claim::Passed(self.passed_to(Self {
                claimed: Some((user, now)),
                waits: None,
                assigned: self.assigned.or(Some(user)),
                ..self.clone()
            }))),
        }
    }
}
