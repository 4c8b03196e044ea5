//! An endpoint that is gone, or failed for days, is turned off, and the team is told.

use crate::{
    App,
    error::Result,
    mail::{Content, Letter, Recipient},
    unit::{Place, Unit},
};
use baton_core::{
    actor::Actor,
    event::Event,
    id::{EndpointId, WorkspaceId},
    webhook::DisabledReason,
};
use baton_store::webhooks;

impl App {
    /// Turns an endpoint off by itself.
    pub(super) async fn turn_off_endpoint(
        &self,
        workspace: WorkspaceId,
        id: EndpointId,
        reason: DisabledReason,
    ) -> Result<()> {
        let link = format!("{}/app/settings/webhooks#{id}", self.public_origin);
        self.carry_out(workspace, async move |unit| {
            let Some(endpoint) = webhooks::find(unit.conn, unit.workspace, id).await? else {
                return Ok(());
            };
            let change = (reason, unit.now);
            if !webhooks::disable(unit.conn, unit.workspace, id, change).await? {
                return Ok(());
            }
            let system = Actor::system();
            let target = (super::TARGET, id.uuid());
            unit.audit(&system, "webhook.disable", target).await?;
            unit.emit(Place::WORKSPACE, system, disabled(&endpoint, reason));
            mail(unit, &endpoint, (reason, link)).await?;
            tracing::warn!(%workspace, endpoint = %id, %reason, "a webhook was turned off");
            Ok(())
        })
        .await
    }
}

/// Has owners and admins told by mail: nobody may be at a screen.
async fn mail(
    unit: &mut Unit<'_, '_>,
    endpoint: &webhooks::Endpoint,
    (reason, link): (DisabledReason, String),
) -> Result<()> {
    for (email, name) in webhooks::managers(unit.conn, unit.workspace).await? {
        let letter = Letter {
            to: Recipient {
                email,
                name: Some(name),
            },
            content: Content::WebhookDisabled {
                host: host(&endpoint.url),
                is_gone: reason == DisabledReason::Gone,
                link: link.clone(),
            },
        };
        unit.mail(None, &letter)?;
    }
    Ok(())
}

fn host(url: &str) -> String {
    let url = url::Url::parse(url).ok();
    let host = url.as_ref().and_then(url::Url::host_str);
    host.unwrap_or_default().to_owned()
}

/// What is told about it. Only the host of the address: the rest may be a secret.
pub(super) fn disabled(endpoint: &webhooks::Endpoint, reason: DisabledReason) -> Event {
    Event::WebhookDisabled {
        endpoint_id: endpoint.id,
        host: host(&endpoint.url),
        reason,
    }
}
