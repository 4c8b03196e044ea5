//! Handing over: what is read by whoever takes over, what is left by whoever hands back,
//! and asking a teammate for what they hold.

pub(crate) mod ask;
pub(crate) mod autopilot;
pub(crate) mod brief;
pub(crate) mod hand_over;
pub(crate) mod keep;
pub(crate) mod list_orders;
pub(crate) mod release;
pub(crate) mod remove_order;
