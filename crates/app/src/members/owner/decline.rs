//! The offer of a workspace comes to nothing.

use crate::{
    App, Caller,
    error::{AppError, Result},
};
use baton_core::role::Permission;
use baton_store::members::owner_offers;

impl App {
    /// Takes an offer back, as the owner, or turns it down, as the member who got it.
    pub async fn decline_workspace(&self, caller: &Caller) -> Result<()> {
        let caller = caller.clone();
        self.transact(caller.workspace, async move |unit| {
            let offer = owner_offers::find(unit.conn, unit.workspace, unit.now).await?;
            let is_theirs =
                |to| to == caller.person.id || caller.can(Permission::WorkspaceTransfer);
            let offer = offer
                .filter(|offer| is_theirs(offer.to))
                .ok_or(AppError::NotFound)?;
            owner_offers::delete(unit.conn, unit.workspace).await?;
            let action = if offer.to == caller.person.id {
                "workspace.decline"
            } else {
                "workspace.withdraw"
            };
            unit.audit(&caller.actor(), action, ("user", offer.to.uuid()))
                .await
        })
        .await
    }
}
