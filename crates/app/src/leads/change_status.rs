//! Moving a lead to another stage.

use crate::{
    App, Caller,
    error::{AppError, Result},
    unit::Place,
};
use baton_core::{event::Event, id::LeadId, lead::LeadStatus, role::Permission};
use baton_store::leads::{self, Lead};
use serde_json::json;

impl App {
    /// Sets the stage of a lead; any stage may follow any other, so that a slip can be undone.
    pub async fn change_lead_status(
        &self,
        caller: &Caller,
        id: LeadId,
        status: LeadStatus,
    ) -> Result<Lead> {
        let (asking, act) = (caller, ("lead.update", ("lead", id.uuid())));
        let caller = caller.clone();
        self.privileged(asking, act, async move |unit| {
            let found = leads::find(unit.conn, unit.workspace, id).await?;
            let mut lead = found.ok_or(AppError::NotFound)?;
            caller.require(Permission::LeadWrite)?;
            if lead.status != status {
                lead.status = status;
                lead.updated_at = unit.now;
                leads::update(unit.conn, unit.workspace, &lead).await?;
                let detail = json!({"status": status});
                unit.audit_with(&caller.actor(), act.0, act.1, &detail)?;
                let place = lead
                    .conversation_id
                    .map_or(Place::WORKSPACE, |id| Place::conversation(id, false));
                unit.emit(
                    place,
                    caller.actor(),
                    Event::LeadUpdated { lead: lead.facts() },
                );
            }
            Ok(lead)
        })
        .await
    }
}
