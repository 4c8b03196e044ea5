//! How a team keeps its inbox in order.

pub mod bulk;
pub mod later;
pub mod snooze;
pub mod target;
