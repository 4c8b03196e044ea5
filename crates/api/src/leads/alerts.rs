//! Alerts: what is new, who has seen it, and what alerts whom.

pub(crate) mod acknowledge;
pub(crate) mod list;
pub(crate) mod plan;
pub(crate) mod seen;
pub(crate) mod settings;
mod view;
