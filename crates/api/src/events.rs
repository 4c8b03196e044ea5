//! The stream of a workspace.

pub(crate) mod list;
pub(crate) mod webhooks;
