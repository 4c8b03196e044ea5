//! The handover brief: what a teammate reads who takes a conversation over, so that nobody asks the visitor to repeat.
//!
//! Everything in it was said or stored before. What was said in a message names it by its `seq`.

use super::Reason;
use crate::time::Timestamp;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

crate::codes! {
    /// Who put a brief into words.
    #[derive(Default)]
    pub enum BriefWriter {
        /// Nobody: it quotes what was said and stored.
        #[default]
        Trace = "trace",
        /// A language model, from what was said; each statement was held against the message that it names.
        Model = "model",
    }
}

/// A handover brief.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, ToSchema)]
pub struct Brief {
    /// Who put it into words.
    pub written_by: BriefWriter,
    /// A model is at it: what it writes will be here within a minute, or this stays.
    pub is_being_written: bool,
    /// Who let go.
    pub assistant: String,
    /// Since when and why a person is needed; null where somebody took over unasked.
    pub escalated_at: Option<Timestamp>,
    /// Why a person is needed.
    pub reason: Option<Reason>,
    /// What it is about, in words of the visitor.
    pub topic: Option<String>,
    /// What the visitor wants: their own last words that say something.
    pub wants: Vec<Quote>,
    /// What the model told whoever takes over, where a model let go.
    pub summary: Option<Quote>,
    /// What is known about the visitor.
    pub known: Vec<Fact>,
    /// What the assistant answered.
    pub tried: Vec<Tried>,
    /// What did not work.
    pub failed: Vec<Failed>,
    /// What the visitor left in a form, or the assistant took down.
    pub collected: Vec<Fact>,
    /// How one may begin.
    pub first_line: FirstLine,
}

/// Words of a message, on one line; cut ones end in an ellipsis.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[schema(as = BriefQuote)]
pub struct Quote {
    /// The message.
    pub seq: i64,
    /// What it says.
    pub text: String,
}

/// Something stored about the visitor.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[schema(as = BriefFact)]
pub struct Fact {
    /// `name`, `email`, `phone`, `page`, `language`, `device`, `wants`, or a key of the lead form.
    pub label: String,
    /// As stored.
    pub value: String,
    /// The message of the visitor in which it stands, where it stands in one.
    pub seq: Option<i64>,
}

/// An answer of the assistant.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
#[schema(as = BriefTried)]
pub struct Tried {
    /// The message.
    pub seq: i64,
    /// What it says.
    pub text: String,
    /// Where it comes from.
    pub sources: Vec<Source>,
}

/// A source that an answer cites.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
#[schema(as = BriefSource)]
pub struct Source {
    /// Its title.
    pub title: String,
    /// Where it can be read.
    pub url: Option<String>,
}

crate::codes! {
    /// How something failed.
    pub enum FailedHow {
        /// The knowledge had no answer to the question.
        Declined = "declined",
        /// The visitor said that the answer did not help.
        RatedDown = "rated_down",
        /// The assistant could not be reached.
        Unreachable = "unreachable",
        /// It was said that it did not work.
        Said = "said",
    }
}

/// Something that did not work.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
#[schema(as = BriefFailed)]
pub struct Failed {
    /// How.
    pub how: FailedHow,
    /// The question, or of what was rated down the answer.
    pub seq: i64,
    /// What it says.
    pub text: String,
    /// The visitor's comment, or what went wrong.
    pub detail: Option<String>,
}

/// How one may begin, a suggestion: a template in the visitor's language, where there is one in it; or what a model suggests.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, ToSchema)]
#[schema(as = BriefFirstLine)]
pub struct FirstLine {
    /// What to write.
    pub text: String,
    /// Its language.
    pub language: String,
}

/// What a model wrote for a brief and what holds: each statement names the message that says so.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct WrittenBrief {
    /// What the visitor wants.
    pub wants: Vec<Quote>,
    /// What the visitor told of themselves, in their own words.
    pub known: Vec<Fact>,
    /// What the assistant answered.
    pub tried: Vec<Quote>,
    /// What did not work.
    pub failed: Vec<Quote>,
    /// How one may begin.
    pub first_line: Option<FirstLine>,
}

impl WrittenBrief {
    /// Whether nothing of it tells of the conversation.
    pub fn is_empty(&self) -> bool {
        let Self {
            wants,
            known,
            tried,
            failed,
            first_line: _,
        } = self;
        wants.is_empty() && known.is_empty() && tried.is_empty() && failed.is_empty()
    }
}
