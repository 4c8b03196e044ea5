//! What is written for a teammate on request: a draft with its sources, or a summary. It is stored nowhere and no visitor reads it.

use crate::{
    id::{ChunkId, DocumentId},
    trace::AnswererKind,
};
use serde::Serialize;
use utoipa::ToSchema;

/// A piece of what is written, in the order in which it comes. The last one is none of the deltas.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
#[serde(tag = "type", rename_all = "snake_case")]
pub enum Piece {
    /// More text.
    Delta {
        /// To be put behind what came before.
        text: String,
    },
    /// It is written, and this is all of it; it stands for what the deltas said.
    Done(Written),
    /// There is no source for a reply, so that there is none to offer. What the deltas said is void.
    Nothing,
    /// Whoever writes could not. What the deltas said is void.
    Failed {
        /// Why, and what to do.
        detail: String,
    },
}

/// What was written.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct Written {
    /// The text, with `[n]` for its sources.
    pub text: String,
    /// What a draft rests on; `[1]` is the first.
    pub sources: Vec<DraftSource>,
    /// Who wrote it.
    pub answerer: AnswererKind,
    /// The model's name.
    pub model: Option<String>,
}

/// A passage that a draft relies on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct DraftSource {
    /// The number used in the text as `[n]`, from 1.
    pub n: u32,
    /// The passage.
    pub chunk_id: ChunkId,
    /// Its document.
    pub document_id: DocumentId,
    /// The title of the document.
    pub title: String,
    /// Where it can be read.
    pub url: Option<String>,
    /// The part relied on.
    pub quote: String,
}

crate::codes! {
    /// How a draft can be rewritten.
    pub enum RevisionKind {
        /// In fewer words.
        Shorter = "shorter",
        /// More warmly.
        Friendlier = "friendlier",
        /// More formally.
        Formal = "formal",
        /// In another language.
        Translated = "translated",
    }
}

crate::codes! {
    /// What became of a request to write.
    pub enum Ended {
        /// It was written.
        Written = "written",
        /// There was no source.
        Nothing = "nothing",
        /// Whoever writes could not.
        Failed = "failed",
        /// Nobody read any more.
        Stopped = "stopped",
    }
}
