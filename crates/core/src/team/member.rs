//! Members of a workspace: what may be done to whom, and by whom.

use crate::{id::UserId, role::Role, time::Timestamp};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// An invitation, and the offer of a workspace, can be accepted for so long.
pub const OFFER_MS: i64 = 7 * 24 * 60 * 60 * 1_000;

crate::codes! {
    /// Whether a member takes part.
    pub enum MemberState {
        /// Signs in, answers, is assigned to.
        Active = "active",
        /// May not come in, and is given nothing; what they said stays.
        Suspended = "suspended",
        /// Is no member any more.
        Removed = "removed",
    }
}

impl MemberState {
    /// The state of somebody who belongs to a workspace.
    pub const fn of(suspended_at: Option<Timestamp>) -> Self {
        match suspended_at {
            None => Self::Active,
            Some(_) => Self::Suspended,
        }
    }
}

/// A member as an event tells of them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct MemberFacts {
    /// Who.
    pub id: UserId,
    /// As teammates read it.
    pub name: String,
    /// What they may do.
    pub role: Role,
    /// Whether they take part.
    pub state: MemberState,
}

/// Why an act on a member is refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum ManageRefused {
    /// A workspace has an owner at all times.
    #[error("They own this workspace. It has to be passed on first.")]
    Owner,
    /// Nobody changes what they are themselves.
    #[error("You cannot do this to yourself. Ask another admin.")]
    Oneself,
}

/// Whether somebody who manages members may change, suspend or remove this one.
pub fn manage(actor: UserId, (target, role): (UserId, Role)) -> Result<(), ManageRefused> {
    if role == Role::Owner {
        Err(ManageRefused::Owner)
    } else if target == actor {
        Err(ManageRefused::Oneself)
    } else {
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_owner_stays_and_nobody_changes_themselves() {
        let [anna, ben] = [1, 2].map(|n| UserId::from(uuid::Uuid::from_u128(n)));
        assert_eq!(manage(anna, (ben, Role::Owner)), Err(ManageRefused::Owner));
        assert_eq!(manage(ben, (ben, Role::Owner)), Err(ManageRefused::Owner));
        for role in [Role::Admin, Role::Editor, Role::Viewer] {
            assert_eq!(manage(anna, (ben, role)), Ok(()));
            assert_eq!(manage(ben, (ben, role)), Err(ManageRefused::Oneself));
        }
    }
}
