//! The session of a browser.

pub(crate) mod account;
pub(crate) mod create;
pub(crate) mod delete;
pub(crate) mod me;
pub(crate) mod password_resets;
pub(crate) mod show;
pub(crate) mod switch;
