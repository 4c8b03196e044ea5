//! An endpoint gets another secret.

use super::{create::Issued, secret};
use crate::{
    App, Caller,
    error::{AppError, Result},
};
use baton_core::{id::EndpointId, role::Permission};
use baton_store::webhooks;

/// How long both secrets may sign, in seconds: a week.
pub const LONGEST_OVERLAP_S: u32 = 7 * 24 * 3_600;
/// How long they do where nothing is said: a day.
pub const OVERLAP_S: u32 = 24 * 3_600;

impl App {
    /// Draws a new secret, shown this once. For `overlap_s` the one before signs as well, so that a receiver can change over
    /// without missing anything; 0 ends it at once.
    pub async fn rotate_endpoint_secret(
        &self,
        caller: &Caller,
        id: EndpointId,
        overlap_s: u32,
    ) -> Result<Issued> {
        let (permission, target) = (Permission::WebhookManage, (super::TARGET, id.uuid()));
        self.require(caller, permission, "webhook.rotate_secret", Some(target))
            .await?;
        if overlap_s > LONGEST_OVERLAP_S {
            let reason = "Keep the overlap within a week.";
            return Err(AppError::invalid("overlap_s", reason));
        }
        let (caller, drawn) = (caller.clone(), secret::draw(&self.ids));
        let workspace = caller.workspace;
        let endpoint = self
            .transact(workspace, async move |unit| {
                let until = unit.now.plus_ms(i64::from(overlap_s) * 1_000);
                let change: (&[u8], _) = (&drawn, until);
                if !webhooks::rotate(unit.conn, unit.workspace, id, change).await? {
                    return Err(AppError::NotFound);
                }
                unit.audit(&caller.actor(), "webhook.rotate_secret", target)
                    .await?;
                let after = webhooks::find(unit.conn, unit.workspace, id).await?;
                after.ok_or(AppError::NotFound)
            })
            .await?;
        Ok(Issued {
            endpoint,
            secret: secret::shown(&drawn),
        })
    }
}
