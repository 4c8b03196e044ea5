//! The record of a turn, kept for "Why this answer".

use super::retrieve::Retrieved;
use baton_ai::answer::{Answer, Failure, ToolUse};
use baton_core::{
    id::{ConversationId, TurnId},
    message::Citation,
    team::whisper::Whisper,
    text::plain,
    time::Timestamp,
    trace::{AnswererKind, Outcome, Trace, TracePassage, TraceTool, TraceWhisper},
};

/// What a record is made of.
#[derive(Debug)]
pub(crate) struct Record<'a> {
    pub(crate) turn: (TurnId, ConversationId),
    pub(crate) outcome: Outcome,
    pub(crate) retrieved: &'a Retrieved,
    pub(crate) threshold: f64,
    pub(crate) answerer: AnswererKind,
    pub(crate) answer: Option<&'a Answer>,
    pub(crate) failure: Option<&'a Failure>,
    pub(crate) whispers: &'a [Whisper],
    pub(crate) begun_at: Timestamp,
    pub(crate) first_word_ms: Option<i64>,
    pub(crate) now: Timestamp,
}

impl Record<'_> {
    /// The trace.
    pub(crate) fn trace(&self) -> Trace {
        let answer = self.answer;
        let usage = answer.and_then(|a| a.usage);
        Trace {
            turn_id: self.turn.0,
            conversation_id: self.turn.1,
            outcome: self.outcome,
            understood_as: self.retrieved.understood_as.clone(),
            language: Some(self.retrieved.language.code().to_owned())
                .filter(|code| !code.is_empty()),
            passages: self.passages(),
            confidence: f64::from(self.retrieved.confidence),
            threshold: self.threshold,
            answerer: self.answerer,
            model: answer.and_then(|a| a.model.clone()),
            prompt_tokens: usage.and_then(|u| u32::try_from(u.prompt).ok()),
            completion_tokens: usage.and_then(|u| u32::try_from(u.completion).ok()),
            tools: answer
                .map(|a| a.tools.iter().map(tool).collect())
                .unwrap_or_default(),
            whispers: self.whispers.iter().map(whisper).collect(),
            error: self.failure.map(ToString::to_string),
            retrieve_ms: self.retrieved.took_ms,
            first_token_ms: self.first_word_ms.map(|at| at - self.begun_at.ms()),
            total_ms: self.now.since_ms(self.begun_at),
            started_at: self.begun_at,
        }
    }

    fn passages(&self) -> Vec<TracePassage> {
        let cited = |index: usize| {
            self.answer
                .and_then(|a| a.citations.iter().find(|c| c.passage == index))
                .map(|c| c.n)
        };
        let passages = self.retrieved.passages.iter().enumerate();
        passages
            .map(|(index, passage)| TracePassage {
                n: cited(index),
                document_id: passage.document_id.into(),
                chunk_id: passage.chunk_id.into(),
                title: passage.title.clone(),
                heading: passage.heading.clone(),
                url: passage.url.clone(),
                // Quotes are plain text, and are found again in it.
                text: plain(&passage.text),
                score: f64::from(passage.score),
                used: cited(index).is_some(),
            })
            .collect()
    }
}

fn whisper(left: &Whisper) -> TraceWhisper {
    TraceWhisper {
        by: left.author.name.clone(),
        body: left.body.clone(),
    }
}

fn tool(used: &ToolUse) -> TraceTool {
    TraceTool {
        name: used.name.clone(),
        arguments: used.arguments.clone(),
        result: used.result.clone(),
    }
}

/// The sources of an answer, as its message carries them.
pub(crate) fn citations(answer: &Answer, retrieved: &Retrieved) -> Vec<Citation> {
    let cited = answer.citations.iter();
    cited
        .filter_map(|c| {
            let passage = retrieved.passages.get(c.passage)?;
            Some(Citation {
                n: c.n,
                document_id: passage.document_id.into(),
                title: passage.title.clone(),
                url: passage.url.clone(),
                quote: c.quote.clone(),
            })
        })
        .collect()
}
