//! Webhooks: other programs are told of events. Whoever causes an event does nothing for it: an endpoint has its place in the
//! stream of events, and workers go on from there. See docs/adr/0014.

pub mod create;
pub mod delete;
mod dispatch;
mod lane;
pub mod list;
mod recorder;
pub mod redeliver;
pub mod replay;
pub mod rotate;
mod secret;
mod send;
pub(crate) mod sign;
mod sweep;
pub mod test;
mod turn_off;
pub mod update;

pub use sign::message_id;

use crate::error::{AppError, Result};
use baton_core::id::WorkspaceId;
use baton_outbound::{Policy, Poster};
use std::{
    collections::BTreeSet,
    sync::{OnceLock, PoisonError, RwLock},
    time::Duration,
};
use tokio::sync::Notify;

/// The kind of thing in the audit log.
const TARGET: &str = "webhook_endpoint";

/// How other programs are told of events.
#[derive(Debug, Clone)]
pub struct Outgoing {
    /// Where to.
    pub policy: Policy,
    /// How long a receiver may take.
    pub patience: Duration,
    /// How long the log of deliveries is kept, in milliseconds.
    pub keep_ms: i64,
}

impl Default for Outgoing {
    fn default() -> Self {
        Self {
            policy: Policy::public(),
            patience: Duration::from_secs(15),
            keep_ms: 30 * 24 * 3_600_000,
        }
    }
}

/// What this process knows of endpoints: enough not to look for what is not there.
#[derive(Debug, Default)]
pub(crate) struct Desk {
    /// Workspaces with an endpoint that is turned on, as it was a moment ago.
    watched: RwLock<BTreeSet<WorkspaceId>>,
    bell: Notify,
    poster: OnceLock<Poster>,
}

impl Desk {
    /// Something happened in a workspace.
    pub(crate) fn rung(&self, workspace: WorkspaceId) {
        let watched = self.watched.read().unwrap_or_else(PoisonError::into_inner);
        if watched.contains(&workspace) {
            self.bell.notify_one();
        }
    }

    /// An endpoint of a workspace was made, or turned on, or wants something of the past.
    fn watch(&self, workspace: WorkspaceId) {
        self.watched
            .write()
            .unwrap_or_else(PoisonError::into_inner)
            .insert(workspace);
        self.bell.notify_one();
    }

    /// These workspaces have one, and no others.
    fn watch_all(&self, workspaces: BTreeSet<WorkspaceId>) {
        *self.watched.write().unwrap_or_else(PoisonError::into_inner) = workspaces;
    }

    fn is_idle(&self) -> bool {
        let watched = self.watched.read().unwrap_or_else(PoisonError::into_inner);
        watched.is_empty()
    }

    fn poster(&self, policy: &Policy) -> Result<&Poster> {
        if let Some(poster) = self.poster.get() {
            return Ok(poster);
        }
        let made = Poster::new(policy.clone());
        let made = made.map_err(|error| AppError::Internal(error.to_string()))?;
        Ok(self.poster.get_or_init(|| made))
    }
}
