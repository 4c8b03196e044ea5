//! Endpoints that are told of events, and the log of what they were told.

pub(crate) mod create;
pub(crate) mod deliveries;
pub(crate) mod delivery;
pub(crate) mod event_types;
pub(crate) mod list;
pub(crate) mod one;
pub(crate) mod redeliver;
pub(crate) mod replay;
pub(crate) mod rotate;
pub(crate) mod test;
pub(crate) mod update;
pub(crate) mod view;
