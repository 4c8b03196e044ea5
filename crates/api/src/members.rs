//! The people of a workspace.

pub(crate) mod availability;
pub(crate) mod canned_replies;
pub(crate) mod change_role;
pub(crate) mod digest;
pub(crate) mod grace;
pub(crate) mod hours;
pub(crate) mod invitations;
pub(crate) mod list;
pub(crate) mod reactivate;
pub(crate) mod remove;
pub(crate) mod shift;
pub(crate) mod suspend;
pub(crate) mod teammates;

use baton_core::{id::UserId, role::Role, time::Timestamp};
use baton_store::members;
use serde::Serialize;
use utoipa::ToSchema;

/// Somebody of a workspace.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Member {
    /// Who.
    id: UserId,
    /// As teammates read it.
    name: String,
    /// Their address.
    email: String,
    /// What they may do.
    role: Role,
    /// Since when; null while the invitation is open.
    accepted_at: Option<Timestamp>,
    /// Since when they are locked out; null where they are not.
    suspended_at: Option<Timestamp>,
}

impl From<members::Member> for Member {
    fn from(member: members::Member) -> Self {
        Self {
            id: member.id,
            name: member.name,
            email: member.email,
            role: member.role,
            accepted_at: member.accepted_at,
            suspended_at: member.suspended_at,
        }
    }
}
