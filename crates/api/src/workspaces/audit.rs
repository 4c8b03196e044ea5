//! The audit log, for those who may read it.

pub(crate) mod chain;
pub(crate) mod export;
pub(crate) mod list;
