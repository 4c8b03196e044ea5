//! Conversations, as members see and handle them.

pub(crate) mod assign;
pub(crate) mod bulk_delete;
pub(crate) mod claim;
/// What is written for teammates on request.
pub(crate) mod copilot {
    pub(crate) mod draft;
    pub(crate) mod offer;
    pub(crate) mod pieces;
    pub(crate) mod revise;
    pub(crate) mod summary;
}
pub(crate) mod counts;
pub(crate) mod delete;
pub(crate) mod empty;
pub(crate) mod escalate;
pub(crate) mod events;
pub(crate) mod handover;
pub(crate) mod list;
pub(crate) mod log;
pub(crate) mod messages;
pub(crate) mod note;
pub(crate) mod pages;
pub(crate) mod read;
pub(crate) mod reopen;
pub(crate) mod reply;
pub(crate) mod resolve;
pub(crate) mod show;
pub(crate) mod tag;
pub(crate) mod transfer;
pub(crate) mod turn;
pub(crate) mod typing;
pub(crate) mod untag;
pub mod view;
