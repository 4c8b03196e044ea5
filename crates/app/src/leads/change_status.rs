//! Moving a lead to another stage.

use crate::{
    App, Caller,
    error::{AppError, Result},
    unit::Place,
};
use baton_core::{event::Event, id::LeadId, lead::LeadStatus, role::Permission};
use baton_store::leads::{self, Lead};

impl App {
    /// Sets the stage of a lead; any stage may follow any other, so that a slip can be undone.
    pub async fn change_lead_status(
        &self,
        caller: &Caller,
        id: LeadId,
        status: LeadStatus,
    ) -> Result<Lead> {
        let caller = caller.clone();
        self.transact(caller.workspace, async move |unit| {
            let found = leads::find(unit.conn, unit.workspace, id).await?;
            let mut lead = found.ok_or(AppError::NotFound)?;
            caller.require(Permission::LeadWrite)?;
            if lead.status != status {
                lead.status = status;
                lead.updated_at = unit.now;
                leads::update(unit.conn, unit.workspace, &lead).await?;
                let place = Place::conversation(lead.conversation_id, false);
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
