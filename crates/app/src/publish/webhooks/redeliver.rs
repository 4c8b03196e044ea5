//! One delivery is made again.

use crate::{
    App, Caller,
    error::{AppError, Result},
};
use baton_core::{
    id::{EndpointId, EventId},
    role::Permission,
};
use baton_store::webhooks::{self, log};

/// Why nothing is sent.
pub(super) const OFF: AppError = AppError::Conflict("Turn the endpoint on first.");

impl App {
    /// Sends an event to an endpoint again, with the same id, now; if that fails, on the whole schedule.
    pub async fn redeliver(
        &self,
        caller: &Caller,
        (id, event): (EndpointId, EventId),
    ) -> Result<()> {
        let (permission, target) = (Permission::WebhookManage, (super::TARGET, id.uuid()));
        self.require(caller, permission, "webhook.redeliver", Some(target))
            .await?;
        let caller = caller.clone();
        let workspace = caller.workspace;
        self.transact(workspace, async move |unit| {
            let endpoint = webhooks::find(unit.conn, unit.workspace, id).await?;
            let endpoint = endpoint.ok_or(AppError::NotFound)?;
            let delivery = log::find(unit.conn, unit.workspace, (id, event)).await?;
            delivery.ok_or(AppError::NotFound)?;
            if !endpoint.enabled {
                return Err(OFF);
            }
            if !log::redeliver(unit.conn, unit.workspace, (id, event), unit.now).await? {
                return Err(AppError::Conflict("Send another trial instead."));
            }
            unit.audit(&caller.actor(), "webhook.redeliver", target)
                .await
        })
        .await?;
        self.desk().watch(workspace);
        Ok(())
    }
}
