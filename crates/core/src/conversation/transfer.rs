//! Passing the baton from one teammate to another.

use super::{BatonState, HolderKind, Transition};
use crate::id::UserId;
use crate::time::Timestamp;

/// Why a transfer was refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum TransferRefused {
    /// Another teammate holds it, and the caller may not pass it on for them.
    #[error("a teammate holds it")]
    HeldBy(UserId),
    /// No person holds it: it is claimed or assigned instead.
    #[error("no person holds it")]
    NotHeld,
    /// It is closed.
    #[error("the conversation is resolved")]
    Resolved,
}

impl BatonState {
    /// `by` passes to `to` what they hold. `any`: also what a teammate holds. Whoever gets it is responsible from then on.
    /// `Ok(None)`: they hold it already.
    pub fn transfer(
        &self,
        (by, any): (UserId, bool),
        to: UserId,
        now: Timestamp,
    ) -> Result<Option<Transition>, TransferRefused> {
        match (self.holder(), self.held_by()) {
            (HolderKind::None, _) => Err(TransferRefused::Resolved),
            (HolderKind::Person, Some(holder)) if holder != by && !any => {
                Err(TransferRefused::HeldBy(holder))
            }
            (HolderKind::Person, Some(holder)) if holder == to => Ok(None),
            (HolderKind::Person, Some(_)) => Ok(Some(self.passed_to(Self {
                claimed: Some((to, now)),
                assigned: Some(to),
                ..self.clone()
            }))),
            _ => Err(TransferRefused::NotHeld),
        }
    }
}
