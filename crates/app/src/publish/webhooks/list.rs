//! Which endpoints there are, and what became of what was sent to them.

use crate::{
    App, Caller,
    error::{AppError, Result},
};
use baton_core::{
    id::{EndpointId, EventId, WorkspaceId},
    page::{Cursor, Limit, Page},
    role::Permission,
};
use baton_db::Conn;
use baton_store::webhooks::{
    self, Endpoint,
    log::{self, Attempt, Delivery, Filter},
};

/// Events that wait for an endpoint are counted up to here.
pub const MOST_WAITING: i64 = 1_000;

/// One delivery with all that is known of it.
#[derive(Debug)]
pub struct Detail {
    /// The delivery.
    pub delivery: Delivery,
    /// What was sent; `None` where the event is there no more.
    pub body: Option<String>,
    /// Every attempt, the first first.
    pub attempts: Vec<Attempt>,
}

impl App {
    /// The endpoints of the caller's workspace, oldest first, without their secrets.
    pub async fn endpoints(&self, caller: &Caller) -> Result<Vec<Endpoint>> {
        let workspace = self.webhooks_of(caller, "webhook.list", None).await?;
        let read = async move |conn: &mut Conn<'_>| webhooks::list(conn, workspace).await;
        Ok(self.db.read(read).await?)
    }

    /// One endpoint, and how many events it is still to be told of, counted up to [`MOST_WAITING`].
    pub async fn endpoint(&self, caller: &Caller, id: EndpointId) -> Result<(Endpoint, i64)> {
        let workspace = self.webhooks_of(caller, "webhook.show", Some(id)).await?;
        let read = async move |conn: &mut Conn<'_>| {
            let endpoint = webhooks::find(conn, workspace, id).await?;
            let endpoint = endpoint.ok_or(AppError::NotFound)?;
            let waiting = if endpoint.enabled {
                webhooks::waiting(conn, workspace, &endpoint, MOST_WAITING).await?
            } else {
                0
            };
            Ok((endpoint, waiting))
        };
        self.db.read(read).await
    }

    /// What was sent to an endpoint, newest first.
    pub async fn deliveries(
        &self,
        caller: &Caller,
        (id, filter): (EndpointId, Filter),
        (after, limit): (Option<Cursor>, Limit),
    ) -> Result<Page<Delivery>> {
        let workspace = self.webhooks_of(caller, "webhook.show", Some(id)).await?;
        let read = async move |conn: &mut Conn<'_>| {
            let endpoint = webhooks::find(conn, workspace, id).await?;
            endpoint.ok_or(AppError::NotFound)?;
            Ok(log::list(conn, workspace, (id, &filter), (after, limit)).await?)
        };
        self.db.read(read).await
    }

    /// One delivery with its body and its attempts.
    pub async fn delivery(
        &self,
        caller: &Caller,
        (id, event): (EndpointId, EventId),
    ) -> Result<Detail> {
        let workspace = self.webhooks_of(caller, "webhook.show", Some(id)).await?;
        let read = async move |conn: &mut Conn<'_>| {
            let what = (id, event);
            let delivery = log::find(conn, workspace, what).await?;
            Ok(Detail {
                delivery: delivery.ok_or(AppError::NotFound)?,
                body: log::body(conn, workspace, what).await?,
                attempts: log::attempts(conn, workspace, what).await?,
            })
        };
        self.db.read(read).await
    }

    /// The workspace of somebody who may see its endpoints.
    async fn webhooks_of(
        &self,
        caller: &Caller,
        action: &'static str,
        id: Option<EndpointId>,
    ) -> Result<WorkspaceId> {
        let target = id.map(|id| (super::TARGET, id.uuid()));
        self.require(caller, Permission::WebhookManage, action, target)
            .await?;
        Ok(caller.workspace)
    }
}
