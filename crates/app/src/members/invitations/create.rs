//! Somebody is invited.

use super::{MOST, Sent, is_no_member, mail};
use crate::{
    App, Caller,
    error::{AppError, InField as _, Result},
    members::secret,
};
use baton_core::{
    role::{Permission, Role},
    team::member::OFFER_MS,
    text::Email,
};
use baton_store::members::invitations::{self, Invitation, NewInvitation};
use serde_json::json;

impl App {
    /// Invites an address to the caller's workspace; an earlier invitation of the same address is void. Whether somebody with
    /// this address can sign in already makes no difference to the answer.
    pub async fn invite(&self, caller: &Caller, email: &str, role: Role) -> Result<Sent> {
        self.require(caller, Permission::MemberManage, "member.invite", None)
            .await?;
        let email = Email::parse(email).in_field("email")?;
        if role == Role::Owner {
            return Err(AppError::invalid(
                "role",
                "A workspace has one owner, who can pass it on to a member.",
            ));
        }
        let token = secret::draw(&self.ids);
        let (hash, caller, now) = (secret::hash(&token), caller.clone(), self.clock.now());
        let invitation = Invitation {
            id: self.ids.next(),
            email: email.as_str().to_owned(),
            role,
            invited_by: Some(caller.person.name.clone()),
            created_at: now,
            expires_at: now.plus_ms(OFFER_MS),
        };
        let (kept, link) = (invitation.clone(), self.invitation_link(&token));
        let mailed = link.clone();
        self.transact(caller.workspace, async move |unit| {
            is_no_member(unit, &email).await?;
            if invitations::count(unit.conn, unit.workspace).await? >= MOST {
                return Err(AppError::Conflict(
                    "200 invitations are open. Withdraw some of them first.",
                ));
            }
            let new = NewInvitation {
                id: kept.id,
                email: &email,
                role,
                token_hash: &hash,
                invited_by: caller.person.id,
                expires_at: kept.expires_at,
            };
            invitations::put(unit.conn, unit.workspace, new, unit.now).await?;
            mail(unit, &kept, mailed).await?;
            let detail = json!({ "email": email.as_str(), "role": role });
            let target = ("invitation", kept.id.uuid());
            unit.audit_with(&caller.actor(), "member.invite", target, &detail)
        })
        .await?;
        Ok(self.sent(invitation, link))
    }
}
