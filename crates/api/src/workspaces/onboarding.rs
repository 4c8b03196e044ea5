//! The first run.

pub(crate) mod dismiss;
pub(crate) mod show;
