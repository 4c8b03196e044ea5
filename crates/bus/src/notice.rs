use bytes::Bytes;
use std::sync::Arc;

/// What a subscriber hears.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Notice {
    /// An event on a channel.
    Published(Published),
    /// Something about the system itself.
    Control(Control),
    /// Some notices did not arrive: this subscriber was too slow, or the way between the nodes was cut.
    Lost,
}

/// An event on a channel, serialised once for everyone.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Published {
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
