//! Knowledge, as members add, read and try it.

pub(crate) mod add;
pub(crate) mod ask;
pub(crate) mod delete;
pub(crate) mod list;
pub(crate) mod show;
pub(crate) mod upload;
