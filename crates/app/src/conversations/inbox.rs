//! How a team keeps its inbox in order.

pub mod bulk;
pub mod grace;
pub mod lapse;
pub mod later;
pub mod shift;
pub mod snooze;
pub mod tags;
pub mod target;
pub mod views;
