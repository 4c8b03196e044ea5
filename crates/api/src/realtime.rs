//! The Pusher protocol, version 7, so that any client of it connects unchanged.
//!
//! A [`Hub`] holds the sockets of this node and listens to the bus: whatever is published there on the name of a
//! [`Channel`] reaches the subscribers, serialised once, in order, at most once. It is a hint; who was away or too slow
//! fetches the rest from the store. Rights come from [`ChannelRights`]: asked at `POST /broadcasting/auth`, asked
//! again at the subscription and from time to time, and ended on every node by a word on the bus.

mod auth;
mod channel;
mod cluster;
mod command;
mod counters;
mod deliver;
mod frame;
#[cfg(fuzzing)]
pub mod fuzz;
mod hub;
mod limits;
mod missed;
mod outbox;
mod polled;
mod presence;
mod revoked;
mod rights;
mod room;
mod routes;
mod seats;
mod session;
mod signature;
mod socket;
mod there;

pub use auth::{Answer, Ask};
pub use channel::{Channel, UnknownChannel};
pub use counters::Reading;
pub use hub::{Hub, Settings};
pub use limits::Limits;
pub use rights::{ChannelRights, Denied, Grant, Member};
pub use routes::{Peer, is_upgrade, routes, upgrade};
pub use there::{TeammateChange, ViewerChange, Viewers, VisitorChange};
