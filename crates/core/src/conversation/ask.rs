//! Asking a teammate for the baton that they hold.

use super::{BatonState, HolderKind};
use crate::id::UserId;

/// Why there is nobody to ask.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum AskRefused {
    /// No teammate holds it: it can be claimed.
    #[error("no person holds it")]
    NotHeld,
    /// Who asks holds it.
    #[error("who asks holds it")]
    Yours,
    /// It has moved since whoever asks looked.
    #[error("the baton has moved")]
    Moved,
    /// It is closed.
    #[error("the conversation is resolved")]
    Resolved,
}

impl BatonState {
    /// `user` asks for the baton as they saw it, at `epoch`. Answers who is asked; nothing moves by that.
    pub fn ask(&self, user: UserId, epoch: i64) -> Result<UserId, AskRefused> {
        match (self.holder(), self.held_by()) {
            (HolderKind::None, _) => Err(AskRefused::Resolved),
            (_, Some(holder)) if holder == user => Err(AskRefused::Yours),
            _ if self.epoch != epoch => Err(AskRefused::Moved),
            (_, Some(holder)) => Ok(holder),
            (_, None) => Err(AskRefused::NotHeld),
        }
    }
}
