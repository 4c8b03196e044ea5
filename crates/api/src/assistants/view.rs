//! Assistants as the interface shows them.

use baton_core::{
    assistant::{Assistant, Change, changes},
    time::Timestamp,
};
use baton_store::assistants::{Kept, versions::Version};
use serde::Serialize;
use utoipa::ToSchema;

/// An assistant as it is published.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct AssistantView {
    #[serde(flatten)]
    assistant: Assistant,
    /// The number of the published version.
    version: i64,
    /// How many things of the draft are not published.
    unpublished: usize,
    /// Since when it is put aside: no page shows it.
    archived_at: Option<Timestamp>,
}

impl From<Kept> for AssistantView {
    fn from(kept: Kept) -> Self {
        Self {
            unpublished: changes(&kept.assistant, kept.edited()).len(),
            version: kept.version,
            archived_at: kept.archived_at,
            assistant: kept.assistant,
        }
    }
}

/// What would be published next.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct DraftView {
    /// The assistant as it would be.
    assistant: Assistant,
    /// The number of the version that is published.
    version: i64,
    /// What is different from it, in words.
    changes: Vec<Change>,
    /// When something was changed last; null: nothing is.
    changed_at: Option<Timestamp>,
    /// By whom.
    changed_by: Option<String>,
}

impl From<Kept> for DraftView {
    fn from(kept: Kept) -> Self {
        let found = changes(&kept.assistant, kept.edited());
        let (changed_at, changed_by, assistant) = match kept.draft {
            Some(draft) => (Some(draft.at), draft.by, draft.assistant),
            None => (None, None, kept.assistant),
        };
        Self {
            assistant,
            version: kept.version,
            changes: found,
            changed_at,
            changed_by,
        }
    }
}

/// A published version.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct VersionView {
    /// From 1.
    number: i64,
    /// What its publisher wrote about it.
    note: String,
    /// Who published it.
    published_by: Option<String>,
    /// When.
    published_at: Timestamp,
    /// What was different from the one before, in words.
    changes: Vec<Change>,
}

impl VersionView {
    /// A version beside the one before it.
    pub(crate) fn of(version: &Version, before: Option<&Version>) -> Self {
        Self {
            number: version.number,
            note: version.note.clone(),
            published_by: version.by.clone(),
            published_at: version.at,
            changes: before
                .map(|before| changes(&before.assistant, &version.assistant))
                .unwrap_or_default(),
        }
    }
}
