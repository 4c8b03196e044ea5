//! Correcting an answer: what visitors asked lately, answered with knowledge that is not published yet.

use crate::{
    id::{ConversationId, DocumentId, SourceId},
    message::MessageKind,
    time::Timestamp,
    trace::AnswererKind,
};
use serde::Serialize;
use utoipa::ToSchema;

/// What a correction would change.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct Replay {
    /// Earlier questions that are like the one that is answered: at most 20, those first whose answers change.
    pub items: Vec<Replayed>,
    /// How many questions were looked through for them.
    pub looked_at: usize,
    /// Since when they were asked.
    pub since: Timestamp,
    /// Whether all of the last 20 wordings that are like it were answered again; if not, time was over before.
    pub is_complete: bool,
    /// What answers visitors. A model is not asked: what it would be given is shown instead.
    pub answerer: AnswererKind,
    /// The answer that the team has written to the same question before: this one takes its place.
    pub replaces: Option<SourceId>,
}

/// An earlier question.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct Replayed {
    /// Where it was asked.
    pub conversation_id: ConversationId,
    /// The message that asked it.
    pub seq: i64,
    /// Its words.
    pub question: String,
    /// When.
    pub asked_at: Timestamp,
    /// In how many conversations it was asked in these words.
    pub times: usize,
    /// What the assistant said then.
    pub said: Option<String>,
    /// What it would say now.
    pub before: WouldSay,
    /// What it would say with the correction.
    pub after: WouldSay,
    /// Whether the correction makes a difference: to the words, or, where a model finds them, to what it is given.
    pub changes: bool,
}

/// What an assistant would say.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct WouldSay {
    /// What it is.
    pub kind: MessageKind,
    /// The words, Markdown; null where a model would find them.
    pub text: Option<String>,
    /// What it rests on; of a model, what it would be given.
    pub sources: Vec<ReplaySource>,
}

/// Something that an answer would rest on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct ReplaySource {
    /// The document; null: the correction itself.
    pub document_id: Option<DocumentId>,
    /// Its title.
    pub title: String,
}
