//! Who was invited, and how they come in.

pub(crate) mod accept;
pub(crate) mod create;
pub(crate) mod join;
pub(crate) mod list;
pub(crate) mod look;
pub(crate) mod resend;
pub(crate) mod withdraw;

use baton_app::members::invitations::Sent;
use baton_core::{id::InvitationId, role::Role, time::Timestamp};
use baton_store::members::invitations;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// An open invitation.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Invitation {
    /// The invitation.
    id: InvitationId,
    /// Who was invited.
    email: String,
    /// What they will be.
    role: Role,
    /// The name of whoever invited them, while they are known.
    invited_by: Option<String>,
    /// When its link was made.
    created_at: Timestamp,
    /// Until when the link is good.
    expires_at: Timestamp,
}

/// An invitation with its link.
#[derive(Serialize, ToSchema)]
pub(crate) struct SentInvitation {
    /// The invitation.
    #[serde(flatten)]
    invitation: Invitation,
    /// What whoever was invited opens. Shown this once: only its fingerprint is kept.
    link: String,
    /// Whether it is mailed to them too: a mail server is configured.
    mailed: bool,
}

/// The secret of a link.
#[derive(Deserialize, ToSchema)]
pub(crate) struct InvitationToken {
    /// What stands at the end of the link.
    token: String,
}

impl From<invitations::Invitation> for Invitation {
    fn from(invitation: invitations::Invitation) -> Self {
        Self {
            id: invitation.id,
            email: invitation.email,
            role: invitation.role,
            invited_by: invitation.invited_by,
            created_at: invitation.created_at,
            expires_at: invitation.expires_at,
        }
    }
}

impl From<Sent> for SentInvitation {
    fn from(sent: Sent) -> Self {
        Self {
            invitation: sent.invitation.into(),
            link: sent.link,
            mailed: sent.is_mailed,
        }
    }
}
