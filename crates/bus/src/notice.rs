use baton_core::id::WorkspaceId;
use bytes::Bytes;
use std::{slice, sync::Arc};

/// What a subscriber hears.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Notice {
    /// An event on a channel that nobody keeps.
    Published(Published),
    /// A stored event, on all its channels.
    Stored(Stored),
    /// Something about the system itself.
    Control(Control),
    /// Some notices did not arrive: this subscriber was too slow, or the way between the nodes was cut.
    Lost,
}

impl Notice {
    /// What it says on channels.
    pub fn published(&self) -> &[Published] {
        match self {
            Self::Published(published) => slice::from_ref(published),
            Self::Stored(stored) => &stored.told,
            Self::Control(_) | Self::Lost => &[],
        }
    }
}

/// A stored event: whoever missed it finds it in the store by its place there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stored {
    /// Whose it is.
    pub workspace: WorkspaceId,
    /// Its place in the stream of the workspace.
    pub seq: i64,
    /// What is told of it on each of its channels.
    pub told: Vec<Published>,
}

/// An event on a channel, serialised once for everyone.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Published {
    /// Whose channel it is.
    pub workspace: WorkspaceId,
    /// Name of the channel.
    pub channel: Arc<str>,
    /// Name of the event.
    pub event: Arc<str>,
    /// The JSON text of what happened.
    pub payload: Bytes,
    /// Set when a client said it, not the system.
    pub sender: Option<Sender>,
}

/// The client behind an event: it does not hear itself.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sender {
    /// Its connection.
    pub socket_id: Arc<str>,
    /// Who it is, where others may know.
    pub user_id: Option<Arc<str>>,
}

/// A word between the nodes, such as a right that was taken away or a queue that has work.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Control {
    /// What it is about; listeners pick by it.
    pub topic: Arc<str>,
    /// Whatever the topic needs.
    pub payload: Bytes,
}
