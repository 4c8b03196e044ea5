//! The stream of a workspace.

pub(crate) mod list;
