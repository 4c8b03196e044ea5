//! Assistants: their settings, drafts and versions, where they are, and what came of their rules.

pub(crate) mod archive;
pub(crate) mod avatar;
pub(crate) mod corrections;
pub(crate) mod create;
pub(crate) mod draft;
pub(crate) mod list;
pub(crate) mod preview;
pub(crate) mod publish;
pub(crate) mod rules;
pub(crate) mod show;
pub(crate) mod sites;
pub(crate) mod update;
pub(crate) mod versions;
mod view;
