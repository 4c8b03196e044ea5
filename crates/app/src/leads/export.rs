//! Taking leads out of the house: who did so is written down.

use crate::{App, Caller, error::Result};
use baton_core::role::Permission;

impl App {
    /// Allows the caller to export leads, and notes that they did; where the role does not allow it, that they tried.
    pub async fn allow_lead_export(&self, caller: &Caller) -> Result<()> {
        let asking = caller.clone();
        let act = ("lead.export", ("workspace", caller.workspace.uuid()));
        self.privileged(caller, act, async move |unit| {
            asking.require(Permission::LeadWrite)?;
            unit.audit(&asking.actor(), act.0, act.1).await
        })
        .await
    }
}
