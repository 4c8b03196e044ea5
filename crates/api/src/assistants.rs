//! Assistants, as members see and change them.

pub(crate) mod list;
pub(crate) mod show;
pub(crate) mod update;
