//! Handing over: what is read by whoever takes over, and what is left by whoever hands back.

pub(crate) mod autopilot;
pub(crate) mod brief;
pub(crate) mod list_orders;
pub(crate) mod release;
pub(crate) mod remove_order;
