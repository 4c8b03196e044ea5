//! An endpoint is changed, turned on or turned off.

use super::{
    create::{address, description},
    turn_off::disabled,
};
use crate::{
    App, Caller,
    error::{AppError, InField as _, Result},
    unit::Place,
};
use baton_core::{
    id::EndpointId,
    role::Permission,
    webhook::{DisabledReason, EventTypes},
};
use baton_store::webhooks::{self, Endpoint};

/// What shall be different; `None` leaves a value as it is.
#[derive(Debug, Clone, Default)]
pub struct Change {
    /// Where events are sent.
    pub url: Option<String>,
    /// What it is for.
    pub description: Option<String>,
    /// The events that it wants; none named is all.
    pub event_types: Option<Vec<String>>,
    /// Whether anything is sent.
    pub enabled: Option<bool>,
}

impl App {
    /// Changes an endpoint. One that is turned on is told of what happens from then on.
    pub async fn update_endpoint(
        &self,
        caller: &Caller,
        id: EndpointId,
        change: Change,
    ) -> Result<Endpoint> {
        let target = (super::TARGET, id.uuid());
        self.require(
            caller,
            Permission::WebhookManage,
            "webhook.update",
            Some(target),
        )
        .await?;
        let (caller, policy) = (caller.clone(), self.outgoing.policy.clone());
        let workspace = caller.workspace;
        let endpoint = self
            .transact(workspace, async move |unit| {
                let found = webhooks::find(unit.conn, unit.workspace, id).await?;
                let before = found.ok_or(AppError::NotFound)?;
                let mut endpoint = before.clone();
                if let Some(url) = &change.url {
                    endpoint.url = address(url, &policy)?;
                }
                if let Some(text) = &change.description {
                    endpoint.description = description(text).in_field("description")?;
                }
                if let Some(types) = &change.event_types {
                    endpoint.event_types = EventTypes::parse(types).in_field("event_types")?;
                }
                endpoint.updated_at = unit.now;
                webhooks::update(unit.conn, unit.workspace, &endpoint).await?;
                match change.enabled {
                    Some(true) => webhooks::enable(unit.conn, unit.workspace, id).await?,
                    Some(false) => {
                        let why = (DisabledReason::ByHand, unit.now);
                        if webhooks::disable(unit.conn, unit.workspace, id, why).await? {
                            let event = disabled(&endpoint, DisabledReason::ByHand);
                            unit.emit(Place::WORKSPACE, caller.actor(), event);
                        }
                    }
                    None => {}
                }
                unit.audit(&caller.actor(), "webhook.update", target)
                    .await?;
                let after = webhooks::find(unit.conn, unit.workspace, id).await?;
                after.ok_or(AppError::NotFound)
            })
            .await?;
        if endpoint.enabled {
            self.desk().watch(workspace);
        }
        Ok(endpoint)
    }
}
