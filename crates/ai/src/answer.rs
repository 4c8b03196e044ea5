//! A turn of the assistant: what it is given, what it gives back, and the two ways of answering behind one trait.

use std::fmt;
use std::time::Duration;

use futures_util::future::BoxFuture;
use serde::{Deserialize, Serialize};
use tokio::sync::mpsc;
use uuid::Uuid;

mod citations;
mod line;
mod phrases;
mod tools;

pub(crate) use citations::{Grounding, markers};
pub use line::{Line, Speaker};
pub(crate) use phrases::{Phrase, courtesy, phrase};
pub(crate) use tools::REQUEST_HUMAN;
pub use tools::{CaptureLead, NoTools, RequestHuman, ToolCall, ToolOutcome, Tools};

use crate::copilot::{Drafted, Writer};
use crate::language::Language;

/// Everything that an answer is made from.
#[derive(Clone, Debug, Default)]
pub struct Turn {
    /// Who answers.
    pub assistant: Persona,
    /// Language to answer in: the visitor's.
    pub language: Language,
    /// Messages before the question, oldest first.
    pub history: Vec<Line>,
    /// One line for each stretch in which a teammate held the conversation, oldest first, such as "A teammate, Maya, took
    /// over and handed back. They said: ...". They reach the model.
    pub human_notes: Vec<String>,
    /// Orders of teammates for this conversation, oldest first. They reach the model, which keeps to them.
    pub orders: Vec<String>,
    /// What teammates whispered, to be carried out in this answer, oldest first. Only a model can.
    pub whispers: Vec<String>,
    /// The visitor has had an answer to `question` and wrote nothing since: only a whisper calls for this turn. Then `history`
    /// goes to the end of what was said.
    pub is_unprompted: bool,
    /// The visitor's latest message.
    pub question: String,
    /// What the search found, best first.
    pub passages: Vec<Passage>,
    /// Confidence of the gate that `passages` answer `question`.
    pub confidence: f32,
    /// Below this the assistant says that it does not know.
    pub threshold: f32,
    /// What is known about the visitor, as label and value.
    pub contact: Vec<(String, String)>,
    /// Date and time where the company is, for people, such as "Friday 20 November 2026, 10:00 (Europe/Vienna)".
    pub now: String,
    /// For whom it is a draft; none: the visitor reads it.
    pub draft: Option<Drafted>,
}

impl Turn {
    /// Whether the knowledge answers, by the gate.
    pub fn is_grounded(&self) -> bool {
        !self.passages.is_empty() && self.confidence >= self.threshold
    }
}

/// Whom the assistant speaks as.
#[derive(Clone, Debug, Default)]
pub struct Persona {
    /// Its name.
    pub name: String,
    /// The company that it speaks for.
    pub company: String,
    /// How it speaks, as a sentence; empty: as it comes.
    pub tone: &'static str,
    /// What it answers in, the usual first; empty: whatever it can.
    pub languages: Vec<Spoken>,
    /// The company's own instructions: what to mention.
    pub instructions: String,
    /// What it does not talk about.
    pub avoid: Vec<String>,
    /// The longest answer, in words; 0: as long as it takes.
    pub max_words: usize,
    /// Whether a question without an answer goes to a person at once, who then need not be offered.
    pub passes: bool,
    /// Facts about the company as label and value: opening hours, address.
    pub facts: Vec<(String, String)>,
}

impl Persona {
    /// What it says its own sentences in to somebody who speaks `language`.
    pub fn speaks(&self, language: Language) -> Language {
        let ours = |spoken: &Spoken| Language::from_tag(spoken.tag);
        match self.languages.first() {
            Some(usual) if !self.languages.iter().any(|one| ours(one) == language) => ours(usual),
            _ => language,
        }
    }
}

/// A language to answer in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Spoken {
    /// Its tag, such as `de`.
    pub tag: &'static str,
    /// Its name in English.
    pub name: String,
}

/// A passage of the knowledge as an answer may cite it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Passage {
    /// The chunk.
    pub chunk_id: Uuid,
    /// Its document.
    pub document_id: Uuid,
    /// Title of the document.
    pub title: String,
    /// Headings above the passage, joined.
    pub heading: String,
    /// The question that it answers.
    pub question: Option<String>,
    /// Where a reader finds it.
    pub url: Option<String>,
    /// Markdown.
    pub text: String,
    /// Score of the search.
    pub score: f32,
    /// Whether the team wrote it as the answer to `question`.
    pub is_curated: bool,
}

/// What happens while an answer is made.
#[derive(Clone, Debug, PartialEq)]
pub enum Step {
    /// What the assistant is doing.
    Stage(Stage),
    /// More text for the visitor. All deltas together are the text of the answer.
    Delta(String),
    /// A tool was called, and what came of it: for the trace.
    Tool(ToolUse),
}

/// See [`Step::Stage`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Stage {
    /// Looking for passages.
    Searching,
    /// Writing the answer.
    Writing,
}

/// A call of a tool by the model, and its result.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ToolUse {
    /// The tool.
    pub name: String,
    /// JSON, as the model wrote it.
    pub arguments: String,
    /// What the model was told.
    pub result: String,
}

/// A finished answer.
#[derive(Clone, Debug, PartialEq)]
pub struct Answer {
    /// What the visitor reads: Markdown with `[n]` for citations.
    pub text: String,
    /// The sources of `text`, each number once.
    pub citations: Vec<Cited>,
    /// What it is.
    pub kind: AnswerKind,
    /// Whether it states facts without a citation although there were passages: treat with care.
    pub is_unsupported: bool,
    /// Tokens used, where a model told.
    pub usage: Option<Usage>,
    /// The model that answered; none for the built-in answerer.
    pub model: Option<String>,
    /// Time to the first visible token.
    pub first_token: Option<Duration>,
    /// Tools that were called, in order.
    pub tools: Vec<ToolUse>,
}

/// A source of an answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cited {
    /// The number in the text, from 1.
    pub n: u32,
    /// Index into [`Turn::passages`].
    pub passage: usize,
    /// What the answer relies on, in plain text.
    pub quote: String,
}

/// What kind of answer it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum AnswerKind {
    /// From the knowledge.
    Answer,
    /// "I don't know", with the offer of a person.
    Decline,
    /// Greeting, thanks, small talk.
    Chat,
    /// Said when the model handed over to a person.
    Handover,
}

/// Tokens of a turn, over all its requests.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Usage {
    /// Read.
    pub prompt: u64,
    /// Written.
    pub completion: u64,
}

/// Why there is no answer. Nothing of it is for visitors.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Failure {
    /// No connection could be made.
    #[error("the model server refuses connections: {0}")]
    Refused(String),
    /// 401 or 403.
    #[error("the model server does not accept the key; set another in the assistant's settings")]
    Unauthorized,
    /// 429, also after waiting as told.
    #[error("the model server is over its limit")]
    RateLimited {
        /// How long it asks to wait.
        retry_after: Option<Duration>,
    },
    /// Another 4xx: the model does not exist, the prompt is too long.
    #[error("the model server rejected the request with status {status}: {message}")]
    Rejected {
        /// HTTP status.
        status: u16,
        /// Its explanation, shortened.
        message: String,
    },
    /// 5xx.
    #[error("the model server failed with status {status}")]
    Server {
        /// HTTP status.
        status: u16,
    },
    /// Too slow.
    #[error("the model server was too slow ({0})")]
    Timeout(Phase),
    /// The stream ended in the middle.
    #[error("the answer was cut off in the middle")]
    CutOff,
    /// Not the protocol.
    #[error("the model server sent something that is not an answer: {0}")]
    Malformed(String),
    /// The provider's content filter.
    #[error("the provider's content filter stopped the answer")]
    Filtered,
    /// Nothing was written.
    #[error("the model wrote nothing")]
    Empty,
    /// Recent requests failed: it is not asked for a while.
    #[error("the model server failed repeatedly and is left alone for a moment")]
    Open,
    /// Whoever asked has stopped listening.
    #[error("the answer is no longer wanted")]
    Abandoned,
}

/// What was too slow.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Phase {
    /// Making the connection.
    Connect,
    /// The first token.
    FirstToken,
    /// The next piece of the stream.
    Idle,
    /// The answer as a whole.
    Total,
}

impl fmt::Display for Phase {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Connect => "connecting",
            Self::FirstToken => "waiting for the first token",
            Self::Idle => "stalled in the middle",
            Self::Total => "the whole answer",
        })
    }
}

/// Where the steps of an answer go. When the receiver is dropped the answer stops with [`Failure::Abandoned`]: that is
/// how a claim cuts a stream.
pub type Steps = mpsc::Sender<Step>;

/// Sends `step`, or says that nobody listens.
pub(crate) async fn emit(steps: &Steps, step: Step) -> Result<(), Failure> {
    steps.send(step).await.map_err(|_closed| Failure::Abandoned)
}

/// Something that answers.
pub trait Answerer: Send + Sync + fmt::Debug {
    /// Answers `turn`; sends its text to `steps` while it is made, and runs the model's tools through `tools`.
    fn answer<'a>(
        &'a self,
        turn: &'a Turn,
        tools: &'a dyn Tools,
        steps: &'a Steps,
    ) -> BoxFuture<'a, Result<Answer, Failure>>;

    /// Where it can write for the team, too: it has a model.
    fn writer(&self) -> Option<&dyn Writer> {
        None
    }
}
