//! What happened in a stretch of time is sent again.

use super::redeliver::OFF;
use crate::{
    App, Caller,
    error::{AppError, Result},
    unit::Unit,
};
use baton_core::{id::EndpointId, role::Permission, time::Timestamp};
use baton_store::{events, webhooks};

/// What is to be sent again.
#[derive(Debug, Clone, Copy)]
pub struct Stretch {
    /// From then on,
    pub since: Timestamp,
    /// before then; `None`: until now.
    pub until: Option<Timestamp>,
    /// Also what the endpoint took. Else only what it did not: what failed, and what it was never told of because it was
    /// turned off.
    pub all: bool,
}

impl App {
    /// Sends the events of a stretch of time again, in the background; answers how many events there are in it, of any type.
    pub async fn replay_events(
        &self,
        caller: &Caller,
        id: EndpointId,
        stretch: Stretch,
    ) -> Result<i64> {
        let (permission, target) = (Permission::WebhookManage, (super::TARGET, id.uuid()));
        self.require(caller, permission, "webhook.redeliver", Some(target))
            .await?;
        if stretch.until.is_some_and(|until| until <= stretch.since) {
            let reason = "Choose an end after the beginning.";
            return Err(AppError::invalid("until", reason));
        }
        let caller = caller.clone();
        let workspace = caller.workspace;
        let many = self
            .transact(workspace, async move |unit| {
                let endpoint = webhooks::find(unit.conn, unit.workspace, id).await?;
                if !endpoint.ok_or(AppError::NotFound)?.enabled {
                    return Err(OFF);
                }
                let newest = events::latest_seq(unit.conn, unit.workspace).await?;
                let from = before(unit, newest, stretch.since).await?;
                let until = match stretch.until {
                    Some(until) => before(unit, newest, until).await?,
                    None => newest,
                };
                let range = (from, until, stretch.all);
                webhooks::replay(unit.conn, unit.workspace, id, range).await?;
                unit.audit(&caller.actor(), "webhook.redeliver", target)
                    .await?;
                Ok(until.saturating_sub(from))
            })
            .await?;
        self.desk().watch(workspace);
        Ok(many)
    }
}

/// The last event of a workspace before a time: 0 where there is none. Events are in the order of their times, so that a few
/// looks find it among millions.
async fn before(unit: &mut Unit<'_, '_>, newest: i64, time: Timestamp) -> Result<i64> {
    let (mut low, mut high) = (1, newest.saturating_add(1));
    while low < high {
        let middle = low + (high - low) / 2;
        let found = webhooks::event_from(unit.conn, unit.workspace, middle).await?;
        match found {
            Some((seq, at)) if at < time.ms() => low = seq.saturating_add(1),
            Some(_) | None => high = middle,
        }
    }
    Ok(low - 1)
}
