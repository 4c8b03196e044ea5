//! What is true of the domain, whatever the storage and the transport. No I/O, no SQL, no clock of its own.

pub mod actor;
pub mod assistant;
pub mod brand;
pub mod channel;
pub mod code;
pub mod contact;
pub mod conversation;
pub mod delivery;
pub mod event;
pub mod id;
pub mod knowledge;
pub mod lead;
pub mod message;
pub mod meter;
pub mod network;
pub mod page;
pub mod patch;
pub mod role;
pub mod rule;
pub mod signal;
pub mod team;
pub mod text;
pub mod time;
pub mod widget;

pub use assistant::trace;
pub use event::{audit, webhook};
pub use lead::alert;
pub use text::csv;
