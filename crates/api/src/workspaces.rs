//! Workspaces.

pub(crate) mod create;
