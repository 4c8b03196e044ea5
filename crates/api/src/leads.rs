//! Leads, as members see and move them.

pub(crate) mod list;
pub(crate) mod update;
pub mod view;
