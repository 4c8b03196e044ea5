//! Writing for the team: drafts as teammates read them, rewritten, translated and summed up. Only a model can do the latter;
//! what it writes goes to a teammate, never to a visitor by itself.

use crate::answer::{Cited, Failure, Line, Passage, Spoken, Steps, Usage};
use futures_util::future::BoxFuture;
use std::fmt;
use std::time::Duration;

mod numbers;

pub use numbers::{Numbered, numbered, without_numbers};

/// An answer that a person of the team reads first, and sends under their own name if they like it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Drafted {
    /// The name of the person.
    pub by: String,
    /// What the team has said since the question, oldest first.
    pub since: Vec<String>,
    /// An earlier draft, where another one is wanted.
    pub instead_of: Option<String>,
}

/// What is to be written.
#[derive(Clone, Debug, PartialEq)]
pub enum Task {
    /// The same text in another way, from the same passages.
    Revise {
        /// The text, with `[n]` for the passages.
        text: String,
        /// How else.
        how: Revision,
        /// What it rests on; `[1]` is the first.
        passages: Vec<Passage>,
    },
    /// What a conversation was about and where it stands, for a teammate.
    Summarise {
        /// What was said, oldest first.
        lines: Vec<Line>,
        /// What to write in.
        language: Spoken,
    },
    /// What whoever takes a conversation over should know: one statement a line, each with the messages that say so.
    Brief {
        /// What was said, oldest first, each with its number.
        lines: Vec<(i64, Line)>,
        /// What to write in.
        language: Spoken,
        /// What the visitor writes in; none: whatever it is.
        visitor: Option<Spoken>,
    },
}

/// How a text is rewritten.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Revision {
    /// In fewer words.
    Shorter,
    /// More warmly.
    Friendlier,
    /// More formally.
    Formal,
    /// In another language.
    Into(Spoken),
}

/// What was written.
#[derive(Clone, Debug, PartialEq)]
pub struct Written {
    /// The text.
    pub text: String,
    /// The passages that it still names, each once.
    pub citations: Vec<Cited>,
    /// Tokens used, where the model told.
    pub usage: Option<Usage>,
    /// The model that wrote it.
    pub model: String,
    /// Time to the first visible token.
    pub first_token: Option<Duration>,
}

/// A model that writes for the team.
pub trait Writer: Send + Sync + fmt::Debug {
    /// Does `task`; sends its text to `steps` while it is written.
    fn write<'a>(
        &'a self,
        task: &'a Task,
        steps: &'a Steps,
    ) -> BoxFuture<'a, Result<Written, Failure>>;
}
