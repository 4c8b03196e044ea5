//! An invitation is made anew.

use super::{Sent, is_no_member, mail};
use crate::{
    App, Caller,
    error::{AppError, InField as _, Result},
    members::secret,
};
use baton_core::{id::InvitationId, role::Permission, team::member::OFFER_MS, text::Email};
use baton_store::members::invitations::{self, Invitation, NewInvitation};
use serde_json::json;

impl App {
    /// Gives an invitation a new link and another seven days; the link before it is void.
    pub async fn resend_invitation(&self, caller: &Caller, id: InvitationId) -> Result<Sent> {
        self.require(
            caller,
            Permission::MemberManage,
            "invitation.resend",
            Some(("invitation", id.uuid())),
        )
        .await?;
        let token = secret::draw(&self.ids);
        let (hash, caller) = (secret::hash(&token), caller.clone());
        let link = self.invitation_link(&token);
        let mailed = link.clone();
        let invitation = self
            .transact(caller.workspace, async move |unit| {
                let found = invitations::find(unit.conn, unit.workspace, id).await?;
                let found = found.ok_or(AppError::NotFound)?;
                let email = Email::parse(&found.email).in_field("email")?;
                is_no_member(unit, &email).await?;
                let renewed = Invitation {
                    invited_by: Some(caller.person.name.clone()),
                    created_at: unit.now,
                    expires_at: unit.now.plus_ms(OFFER_MS),
                    ..found
                };
                let new = NewInvitation {
                    id,
                    email: &email,
                    role: renewed.role,
                    token_hash: &hash,
                    invited_by: caller.person.id,
                    expires_at: renewed.expires_at,
                };
                invitations::put(unit.conn, unit.workspace, new, unit.now).await?;
                mail(unit, &renewed, mailed).await?;
                let detail = json!({ "email": renewed.email, "role": renewed.role });
                let target = ("invitation", id.uuid());
                unit.audit_with(&caller.actor(), "invitation.resend", target, &detail)?;
                Ok(renewed)
            })
            .await?;
        Ok(self.sent(invitation, link))
    }
}
