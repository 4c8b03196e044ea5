//! Whether the workspace is on offer.

use crate::{App, Caller, error::Result};
use baton_core::role::Permission;
use baton_store::members::owner_offers::{self, Offer};

impl App {
    /// The open offer of the caller's workspace, for its owner and for whom it is made to.
    pub async fn workspace_offer(&self, caller: &Caller) -> Result<Option<Offer>> {
        let (workspace, now) = (caller.workspace, self.clock.now());
        let offer = self
            .db
            .read(async move |conn| owner_offers::find(conn, workspace, now).await)
            .await?;
        let is_theirs = |offer: &Offer| {
            offer.to == caller.person.id || caller.can(Permission::WorkspaceTransfer)
        };
        Ok(offer.filter(is_theirs))
    }
}
