//! The first run.

pub(crate) mod dismiss;
pub(crate) mod practise;
pub(crate) mod show;
