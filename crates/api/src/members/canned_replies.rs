//! Replies written once, for the team or for oneself.

pub(crate) mod create;
pub(crate) mod delete;
pub(crate) mod list;
pub(crate) mod order;
pub(crate) mod update;

use baton_core::{id::CannedReplyId, time::Timestamp};
use baton_store::members::canned_replies;
use serde::Serialize;
use utoipa::ToSchema;

/// A canned reply.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct CannedReply {
    /// The reply.
    id: CannedReplyId,
    /// What is typed after the slash.
    shortcut: String,
    /// Markdown, with variables like `{{contact.name|there}}`.
    body: String,
    /// Whether the whole team has it; else it is the caller's own.
    shared: bool,
    /// When it last changed.
    updated_at: Timestamp,
}

/// The replies that the caller may use.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct CannedReplies {
    /// In their order.
    items: Vec<CannedReply>,
}

impl From<canned_replies::CannedReply> for CannedReply {
    fn from(reply: canned_replies::CannedReply) -> Self {
        Self {
            id: reply.id,
            shortcut: reply.shortcut,
            body: reply.body,
            shared: reply.owner.is_none(),
            updated_at: reply.updated_at,
        }
    }
}

impl From<Vec<canned_replies::CannedReply>> for CannedReplies {
    fn from(replies: Vec<canned_replies::CannedReply>) -> Self {
        let items = replies.into_iter().map(CannedReply::from).collect();
        Self { items }
    }
}
