//! Why this answer: what a turn understood, read, decided and sent.

use crate::id::{ChunkId, ConversationId, DocumentId, TurnId};
use crate::time::Timestamp;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

crate::codes! {
    /// How a turn ended.
    pub enum Outcome {
        /// Not yet.
        Running = "running",
        /// With an answer.
        Answered = "answered",
        /// With "I don't know".
        Declined = "declined",
        /// With a person being called.
        Escalated = "escalated",
        /// A person took over; what it had not sent is void.
        Fenced = "fenced",
        /// The provider or the server failed.
        Failed = "failed",
    }
}

crate::codes! {
    /// What makes the answer.
    pub enum AnswererKind {
        /// The best passage, quoted; no model.
        Extractive = "extractive",
        /// A language model.
        Model = "model",
    }
}

/// The record of one turn.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct Trace {
    /// The turn.
    pub turn_id: TurnId,
    /// Its conversation.
    pub conversation_id: ConversationId,
    /// How it ended.
    pub outcome: Outcome,
    /// The question that was searched for.
    pub understood_as: String,
    /// ISO 639-1, where it could be told.
    pub language: Option<String>,
    /// What was read, best first.
    pub passages: Vec<TracePassage>,
    /// 0 to 1.
    pub confidence: f64,
    /// Below it the assistant says that it does not know.
    pub threshold: f64,
    /// What made the answer.
    pub answerer: AnswererKind,
    /// The model's name.
    pub model: Option<String>,
    /// As the provider counted.
    pub prompt_tokens: Option<u32>,
    /// As the provider counted.
    pub completion_tokens: Option<u32>,
    /// Tools that were called.
    pub tools: Vec<TraceTool>,
    /// What teammates had whispered.
    #[serde(default)]
    #[schema(required = true)]
    pub whispers: Vec<TraceWhisper>,
    /// What went wrong, for members.
    pub error: Option<String>,
    /// Time to find passages, milliseconds.
    pub retrieve_ms: i64,
    /// Time to the first word, milliseconds.
    pub first_token_ms: Option<i64>,
    /// Time of the whole turn, milliseconds.
    pub total_ms: i64,
    /// When it began.
    pub started_at: Timestamp,
}

/// A passage that a turn read.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct TracePassage {
    /// The citation's number; null when read but not used.
    pub n: Option<u32>,
    /// The document.
    pub document_id: DocumentId,
    /// The passage.
    pub chunk_id: ChunkId,
    /// The document's title.
    pub title: String,
    /// The headings above it.
    pub heading: String,
    /// Where it can be read.
    pub url: Option<String>,
    /// Its text.
    pub text: String,
    /// How well it matches, 0 to 1.
    pub score: f64,
    /// Whether the answer relies on it.
    pub used: bool,
}

/// What a teammate had whispered.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct TraceWhisper {
    /// Who.
    pub by: String,
    /// What to do, in their words.
    pub body: String,
}

/// One call of a tool.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct TraceTool {
    /// Which.
    pub name: String,
    /// As the model gave them, JSON.
    pub arguments: String,
    /// What it was told.
    pub result: String,
}
