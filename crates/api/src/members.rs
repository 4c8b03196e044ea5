//! The people of a workspace.

pub(crate) mod list;
