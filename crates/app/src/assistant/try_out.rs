//! Trying a question out, as the console offers it. Nothing is stored.

use super::record::{Record, citations};
use crate::{
    App, Caller,
    error::{AppError, Result},
};
use baton_ai::{
    answer::{Answer, Answerer, Failure, NoTools, Persona, Turn},
    query::Asked,
};
use baton_core::{
    id::AssistantId,
    message::Citation,
    role::Permission,
    text::Body,
    trace::{Outcome, Trace},
};
use baton_store::assistants::{self, Kept};
use tokio::sync::mpsc;

/// What the assistant would say, and why.
#[derive(Debug, Clone)]
pub struct TriedOut {
    /// What was understood, read and decided.
    pub trace: Trace,
    /// What would be said; none where the answerer failed.
    pub answer: Option<String>,
    /// Where it comes from.
    pub citations: Vec<Citation>,
}

impl App {
    /// Answers a question as a visitor would read it.
    pub async fn try_out(
        &self,
        caller: &Caller,
        assistant: AssistantId,
        question: &str,
    ) -> Result<TriedOut> {
        let (workspace, begun_at) = (caller.workspace, self.clock.now());
        let kept = self.taught_by(caller, assistant, "knowledge.ask").await?;
        self.note_question(workspace);
        let question =
            Body::parse(question).map_err(|invalid| AppError::invalid("question", invalid.0))?;
        let asked = Asked {
            question: question.as_str(),
            ..Asked::default()
        };
        let retrieved = self
            .retrieve(workspace, (assistant, kept.knowledge_version), &asked)
            .await?;
        let (answerer, kind) = self.assistants.answerer();
        let turn = Turn {
            assistant: Persona {
                name: kept.assistant.name.clone(),
                tone: super::context::tone(kept.assistant.tone),
                languages: super::context::spoken(&kept.assistant),
                avoid: kept.assistant.guardrails.avoid.clone(),
                max_words: super::context::longest(&kept.assistant),
                ..Persona::default()
            },
            language: retrieved.language,
            question: question.as_str().to_owned(),
            passages: retrieved.passages.clone(),
            confidence: retrieved.confidence,
            threshold: super::turn::narrow(kept.assistant.threshold),
            now: begun_at.in_words(),
            ..Turn::default()
        };
        let answer = unheard(&*answerer, &turn).await;
        let trace = Record {
            turn: (self.ids.next(), self.ids.next()),
            outcome: if answer.is_ok() {
                Outcome::Answered
            } else {
                Outcome::Failed
            },
            retrieved: &retrieved,
            threshold: kept.assistant.threshold,
            answerer: kind,
            answer: answer.as_ref().ok(),
            failure: answer.as_ref().err(),
            whispers: &[],
            begun_at,
            first_word_ms: None,
            now: self.clock.now(),
        }
        .trace();
        let citations = answer
            .as_ref()
            .map(|a| citations(a, &retrieved))
            .unwrap_or_default();
        Ok(TriedOut {
            trace,
            answer: answer.ok().map(|a| a.text),
            citations,
        })
    }

    /// An assistant whose knowledge a caller may change.
    pub(super) async fn taught_by(
        &self,
        caller: &Caller,
        assistant: AssistantId,
        action: &'static str,
    ) -> Result<Kept> {
        let workspace = caller.workspace;
        let found = self
            .db
            .read(async move |conn| assistants::find(conn, workspace, assistant).await)
            .await?;
        let kept = found.ok_or(AppError::NotFound)?;
        let target = Some(("assistant", assistant.uuid()));
        self.require(caller, Permission::KnowledgeWrite, action, target)
            .await?;
        Ok(kept)
    }
}

/// An answer whose steps nobody reads.
pub(super) async fn unheard(answerer: &dyn Answerer, turn: &Turn) -> Result<Answer, Failure> {
    let (steps, mut waiting) = mpsc::channel(64);
    let drain = async { while waiting.recv().await.is_some() {} };
    let answering = async {
        let answer = answerer.answer(turn, &NoTools, &steps).await;
        drop(steps);
        answer
    };
    tokio::join!(answering, drain).0
}
