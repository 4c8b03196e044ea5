//! The log: every conversation, by when it began.

pub(crate) mod counts;
pub(crate) mod export;
pub(crate) mod list;
pub(crate) mod one;
pub(crate) mod tags;
mod wish;
