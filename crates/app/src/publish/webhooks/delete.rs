//! An endpoint is removed, with its log.

use crate::{
    App, Caller,
    error::{AppError, Result},
};
use baton_core::{id::EndpointId, role::Permission};
use baton_store::webhooks;

impl App {
    /// Removes an endpoint; nothing is sent to it any more.
    pub async fn delete_endpoint(&self, caller: &Caller, id: EndpointId) -> Result<()> {
        let (permission, target) = (Permission::WebhookManage, (super::TARGET, id.uuid()));
        self.require(caller, permission, "webhook.delete", Some(target))
            .await?;
        let caller = caller.clone();
        self.transact_slowly(caller.workspace, async move |unit| {
            if !webhooks::delete(unit.conn, unit.workspace, id).await? {
                return Err(AppError::NotFound);
            }
            unit.audit(&caller.actor(), "webhook.delete", target).await
        })
        .await
    }
}
