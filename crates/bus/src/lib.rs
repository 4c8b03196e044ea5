//! Fan-out between the tasks of a node and the nodes of an installation: local, or over NATS.
//!
//! A bell, never the truth: what travels here may be lost, and says so. Everything that matters is in the store before it is
//! rung, and who hears [`Notice::Lost`] asks the store.

mod doubt;
mod local;
mod nats;
mod notice;
mod wire;

pub use local::Subscription;
pub use nats::BusError;
pub use notice::{Control, Notice, Published, Sender, Stored};

use baton_core::id::WorkspaceId;
use local::Local;
use nats::Nats;
use std::sync::Arc;
use tokio::sync::watch;

/// The way to ring and to listen. Cheap to clone; all clones are one bus.
#[derive(Clone, Debug)]
pub enum Bus {
    /// One process.
    Local(Local),
    /// Many processes, through a NATS server.
    Nats(Box<Nats>),
}

impl Bus {
    /// A bus within this process.
    pub fn local() -> Self {
        Self::Local(Local::new())
    }

    /// A bus between all processes that share the server at `url` (`nats://host:port`) and the name `cluster`.
    ///
    /// Comes back at once even when the server is down: it is connected to as soon as it answers, and until then this
    /// process hears itself.
    ///
    /// # Errors
    /// When `url` is not one, or `cluster` is empty or has other characters than `a-z A-Z 0-9 _ -`.
    pub async fn nats(url: &str, cluster: &str) -> Result<Self, BusError> {
        let nats = Nats::connect(url, cluster).await?;
        Ok(Self::Nats(Box::new(nats)))
    }

    /// Tells every subscriber here, and of every node that follows the workspace, about an event on a channel, in the order
    /// of the calls. Never waits.
    pub fn publish(&self, published: Published) {
        self.ring(Notice::Published(published));
    }

    /// [`Bus::publish`] of a stored event, on all its channels.
    pub fn tell(&self, stored: Stored) {
        self.ring(Notice::Stored(stored));
    }

    /// From soon on, what other nodes publish for this workspace is heard here. Until then something may be missed.
    pub fn follow(&self, workspace: WorkspaceId) {
        if let Self::Nats(nats) = self {
            nats.follow(workspace);
        }
    }

    /// What other nodes publish for this workspace is heard here no more.
    pub fn unfollow(&self, workspace: WorkspaceId) {
        if let Self::Nats(nats) = self {
            nats.unfollow(workspace);
        }
    }

    /// Whether something of other nodes may be missed now, or was a moment ago; none where there are none.
    pub fn doubts(&self) -> Option<watch::Receiver<bool>> {
        match self {
            Self::Local(_) => None,
            Self::Nats(nats) => Some(nats.doubts()),
        }
    }

    /// Tells every subscriber of every node something about the system itself. Never waits.
    pub fn control(&self, control: Control) {
        self.ring(Notice::Control(control));
    }

    /// Hears all that is rung from now on, here and elsewhere.
    pub fn subscribe(&self) -> Subscription {
        match self {
            Self::Local(local) => local.subscribe(),
            Self::Nats(nats) => nats.subscribe(),
        }
    }

    /// Whether there may be other nodes.
    pub const fn is_shared(&self) -> bool {
        matches!(self, Self::Nats(_))
    }

    /// Whether other nodes can be heard now. A local bus always can.
    pub fn is_connected(&self) -> bool {
        match self {
            Self::Local(_) => true,
            Self::Nats(nats) => nats.is_connected(),
        }
    }

    /// Notices that the slowest listener here has not heard yet, and those on their way to other nodes.
    pub fn waiting(&self) -> (usize, usize) {
        match self {
            Self::Local(local) => (local.waiting(), 0),
            Self::Nats(nats) => nats.waiting(),
        }
    }

    /// Sends what is due, then lets go of the server.
    pub async fn close(&self) {
        if let Self::Nats(nats) = self {
            nats.close().await;
        }
    }

    fn ring(&self, notice: Notice) {
        match self {
            Self::Local(local) => local.ring(Arc::new(notice)),
            Self::Nats(nats) => nats.ring(notice),
        }
    }
}
