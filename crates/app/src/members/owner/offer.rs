//! The owner offers the workspace to a member.

use crate::{
    App, Caller,
    error::{AppError, Result},
};
use baton_core::{id::UserId, role::Permission, team::member::OFFER_MS};
use baton_store::{
    members::owner_offers::{self, Offer},
    people,
};

const ACTION: &str = "workspace.offer";

impl App {
    /// Offers the workspace to a member who takes part; an earlier offer is void. Nothing changes until they accept.
    pub async fn offer_workspace(&self, caller: &Caller, to: UserId) -> Result<Offer> {
        let target = ("user", to.uuid());
        self.require(caller, Permission::WorkspaceTransfer, ACTION, Some(target))
            .await?;
        let asking = caller.clone();
        let outcome = self
            .transact(caller.workspace, async move |unit| {
                let found = people::standing(unit.conn, unit.workspace, to).await?;
                let member = found.ok_or(AppError::NotFound)?;
                if to == asking.person.id {
                    return Err(AppError::Conflict("You own this workspace already."));
                }
                let offer = Offer {
                    from: asking.person.id,
                    from_name: asking.person.name.clone(),
                    to,
                    to_name: member.name,
                    expires_at: unit.now.plus_ms(OFFER_MS),
                };
                let times = (unit.now, offer.expires_at);
                owner_offers::put(unit.conn, unit.workspace, (offer.from, to), times).await?;
                unit.audit(&asking.actor(), ACTION, target).await?;
                Ok(offer)
            })
            .await;
        self.guarded(caller, ACTION, target, outcome).await
    }
}
