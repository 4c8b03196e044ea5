//! Contacts, as members see, correct and erase them.

pub(crate) mod conversations;
pub(crate) mod erase;
pub(crate) mod show;
pub(crate) mod update;
