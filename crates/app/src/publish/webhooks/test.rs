//! A trial: one request, now, whose answer is shown.

use crate::{
    App, Caller,
    error::{AppError, Result},
};
use baton_core::{
    id::{EndpointId, EventId},
    role::Permission,
    webhook::{Cause, DeliveryStatus, ping},
};
use baton_db::{Conn, DbError};
use baton_store::webhooks::{
    lane::{self, Item},
    log::{self, Attempt},
};

impl App {
    /// Sends a trial to an endpoint, also to one that is turned off, and answers how it went. It is in the log, and is not
    /// tried again.
    pub async fn test_endpoint(
        &self,
        caller: &Caller,
        id: EndpointId,
    ) -> Result<(EventId, Attempt)> {
        let (permission, target) = (Permission::WebhookManage, (super::TARGET, id.uuid()));
        self.require(caller, permission, "webhook.test", Some(target))
            .await?;
        let (workspace, now) = (caller.workspace, self.clock.now());
        let read = async move |conn: &mut Conn<'_>| lane::find(conn, workspace, id, now).await;
        let lane = self.db.read(read).await?.ok_or(AppError::NotFound)?;
        let event: EventId = self.ids.next();
        let item = Item {
            event,
            seq: None,
            kind: "ping".to_owned(),
            body: Some(ping(now)),
            step: 0,
            cause: Cause::Test,
        };
        let tried = self.try_to_send(&lane, item).await;
        let mut outcome = tried.outcome(&self.ids, now);
        if outcome.status == DeliveryStatus::Pending {
            (outcome.status, outcome.next) = (DeliveryStatus::Failed, None);
        }
        let actor = caller.actor();
        self.transact(workspace, async move |unit| {
            // It may have been removed while it was tried.
            let found = lane::find(unit.conn, unit.workspace, id, unit.now).await?;
            found.ok_or(AppError::NotFound)?;
            let what = (&outcome, unit.now);
            log::record_test(unit.conn, unit.workspace, id, what).await?;
            unit.audit(&actor, "webhook.test", target).await?;
            let attempts = log::attempts(unit.conn, unit.workspace, (id, event)).await?;
            let attempt = attempts.into_iter().next().ok_or(DbError::NotFound)?;
            Ok((event, attempt))
        })
        .await
    }
}
