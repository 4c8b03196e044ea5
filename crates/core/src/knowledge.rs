//! Knowledge: what an assistant may answer from.

use crate::id::{AssistantId, DocumentId, SourceId};
use crate::time::Timestamp;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

crate::codes! {
    /// Where knowledge comes from.
    pub enum SourceKind {
        /// An uploaded file.
        File = "file",
        /// A page on the web.
        Url = "url",
        /// A text written in the console.
        Text = "text",
        /// A question with the answer that the team has written to it.
        Answer = "answer",
    }
}

crate::codes! {
    /// How far an import is.
    pub enum SourceStatus {
        /// Waits for its turn.
        Pending = "pending",
        /// Is being read.
        Importing = "importing",
        /// Can be answered from.
        Ready = "ready",
        /// See its error.
        Failed = "failed",
    }
}

/// A knowledge source, as the list shows it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct KnowledgeSource {
    /// The source.
    pub id: SourceId,
    /// Whose knowledge it is.
    pub assistant_id: AssistantId,
    /// File, page, text or answer.
    pub kind: SourceKind,
    /// As people read it.
    pub title: String,
    /// Where it can be read.
    pub url: Option<String>,
    /// How far the import is.
    pub status: SourceStatus,
    /// Why it failed and what to do.
    pub error: Option<String>,
    /// Documents read.
    pub document_count: i64,
    /// Passages made.
    pub chunk_count: i64,
    /// When it was added.
    pub created_at: Timestamp,
    /// When it was last read.
    pub updated_at: Timestamp,
}

/// One document of a source.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct KnowledgeDocument {
    /// The document.
    pub id: DocumentId,
    /// Its source.
    pub source_id: SourceId,
    /// Its title.
    pub title: String,
    /// Where it can be read.
    pub url: Option<String>,
    /// Passages made of it.
    pub chunk_count: i64,
    /// Its text.
    pub body: String,
}
