//! An invitation is taken back.

use crate::{
    App, Caller,
    error::{AppError, Result},
};
use baton_core::{id::InvitationId, role::Permission};
use baton_store::members::invitations;
use serde_json::json;

impl App {
    /// Takes an invitation back: its link leads nowhere from now on.
    pub async fn withdraw_invitation(&self, caller: &Caller, id: InvitationId) -> Result<()> {
        self.require(
            caller,
            Permission::MemberManage,
            "invitation.withdraw",
            Some(("invitation", id.uuid())),
        )
        .await?;
        let caller = caller.clone();
        self.transact(caller.workspace, async move |unit| {
            let found = invitations::find(unit.conn, unit.workspace, id).await?;
            let found = found.ok_or(AppError::NotFound)?;
            invitations::delete(unit.conn, unit.workspace, id).await?;
            let target = ("invitation", id.uuid());
            let detail = json!({ "email": found.email });
            unit.audit_with(&caller.actor(), "invitation.withdraw", target, &detail)
        })
        .await
    }
}
