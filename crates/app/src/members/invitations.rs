//! Inviting people, and how they come in.

pub mod accept;
pub mod create;
pub mod join;
pub mod list;
pub mod look;
pub mod resend;
pub mod withdraw;

use crate::{
    App,
    error::{AppError, Result},
    mail::{Content, Letter, Recipient},
    members::secret,
    unit::Unit,
};
use baton_core::{id::UserId, text::Email};
use baton_outbound::mail::Mode;
use baton_store::{
    members::{
        self,
        invitations::{self, Held, Invitation},
    },
    workspaces,
};

/// How many invitations of one workspace may be open at once.
const MOST: i64 = 200;

/// An invitation with its link, which is shown this once.
#[derive(Clone)]
pub struct Sent {
    /// The invitation.
    pub invitation: Invitation,
    /// What whoever was invited opens.
    pub link: String,
    /// Whether it is mailed to them too: a mail server is configured.
    pub is_mailed: bool,
}

/// Leaves the link out.
impl std::fmt::Debug for Sent {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Sent({})", self.invitation.id)
    }
}

impl App {
    /// The link of an invitation: under the configured address of this installation, whatever the request said.
    fn invitation_link(&self, token: &str) -> String {
        format!("{}/app/invitation/{token}", self.public_origin)
    }

    fn sent(&self, invitation: Invitation, link: String) -> Sent {
        Sent {
            invitation,
            link,
            is_mailed: self.mailer.mode() == Mode::Smtp,
        }
    }

    /// The invitation of a link. [`AppError::NotFound`] where it was used, withdrawn, or replaced by a later one.
    async fn held(&self, token: &str) -> Result<Held> {
        let hash = secret::hash(token);
        let found = self
            .db
            .read(async move |conn| invitations::resolve(conn, &hash).await)
            .await?;
        let held = found.ok_or(AppError::NotFound)?;
        if held.expires_at <= self.clock.now() {
            return Err(AppError::Conflict(
                "This invitation ran out. Ask whoever invited you for a new one.",
            ));
        }
        Ok(held)
    }
}

/// Has an invitation mailed, with this transaction.
async fn mail(unit: &mut Unit<'_, '_>, invitation: &Invitation, link: String) -> Result<()> {
    let workspace = workspaces::find(unit.conn, unit.workspace).await?;
    let workspace = workspace.ok_or(AppError::NotFound)?.name;
    let letter = Letter {
        to: Recipient {
            email: invitation.email.clone(),
            name: None,
        },
        content: Content::Invitation {
            workspace,
            inviter: invitation.invited_by.clone().unwrap_or_default(),
            role: invitation.role,
            link,
        },
    };
    unit.mail(None, &letter)
}

/// Uses an invitation up for a person who can sign in. Of two at once one comes in.
async fn admit(unit: &mut Unit<'_, '_>, held: &Held, user: UserId) -> Result<()> {
    if !invitations::delete(unit.conn, unit.workspace, held.id).await? {
        return Err(AppError::NotFound);
    }
    let times = (held.created_at, unit.now);
    if !members::join(unit.conn, unit.workspace, (user, held.role), times).await? {
        return Err(AppError::Conflict("You are a member already. Sign in."));
    }
    Ok(())
}

/// Somebody who is a member needs no invitation.
async fn is_no_member(unit: &mut Unit<'_, '_>, email: &Email) -> Result<()> {
    match members::by_email(unit.conn, unit.workspace, email).await? {
        None => Ok(()),
        Some(member) if member.suspended_at.is_some() => Err(AppError::Conflict(
            "They are suspended. Reactivate them instead.",
        )),
        Some(_) => Err(AppError::Conflict("They are a member already.")),
    }
}
