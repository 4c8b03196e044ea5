//! Contacts, as members see and correct them.

pub(crate) mod conversations;
pub(crate) mod show;
pub(crate) mod update;
