//! Leads, as members see and move them.

pub(crate) mod alerts;
pub(crate) mod create;
pub(crate) mod export;
pub(crate) mod feed;
pub(crate) mod list;
pub(crate) mod push;
pub(crate) mod show;
pub(crate) mod update;
pub mod view;
