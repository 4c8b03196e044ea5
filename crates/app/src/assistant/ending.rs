//! How a turn ends: with a last word, with a person being called, or void.

use super::{context::Context, phrases, record::citations, retrieve::Retrieved};
use crate::{
    conversations::escalate::escalate,
    error::{AppError, Result},
    unit::{Place, Unit},
};
use baton_ai::answer::{Answer, AnswerKind, Failure};
use baton_core::{
    actor::Actor,
    conversation::{Reason, ReasonCode},
    event::Event,
    id::TurnId,
    message::{Citation, Message, MessageKind, MessageRole, MessageState},
    trace::{AnswererKind, Outcome},
};
use baton_store::{
    analytics,
    messages::{self, Fence},
    turns,
};

/// What came of asking the answerer.
#[derive(Debug)]
pub(super) struct Finished {
    pub(super) turn: TurnId,
    pub(super) answered_by: AnswererKind,
    pub(super) wants_person: Option<Reason>,
    pub(super) first_word_ms: Option<i64>,
    pub(super) answer: Result<Answer, Failure>,
}

/// How a turn shall end.
#[derive(Debug)]
pub(super) struct Ending {
    pub(super) outcome: Outcome,
    /// The last word, where there is one.
    says: Option<(MessageKind, String, Vec<Citation>)>,
    /// A person is to be called.
    calls: Option<Reason>,
}

impl Ending {
    pub(super) fn of(finished: &Finished, retrieved: &Retrieved) -> Self {
        let language = retrieved.language;
        match (&finished.answer, &finished.wants_person) {
            (Err(Failure::Abandoned), _) => Self {
                outcome: Outcome::Fenced,
                says: None,
                calls: None,
            },
            (Ok(answer), Some(reason)) => {
                let text = Some(answer.text.trim()).filter(|text| !text.is_empty());
                let text = text
                    .unwrap_or_else(|| phrases::handover(language))
                    .to_owned();
                let says = Some((MessageKind::Handover, text, citations(answer, retrieved)));
                Self {
                    outcome: Outcome::Escalated,
                    says,
                    calls: Some(reason.clone()),
                }
            }
            (Ok(answer), None) => {
                let (kind, outcome) = match answer.kind {
                    // Facts that no passage carries: whoever reads them is offered a person.
                    AnswerKind::Answer if answer.is_unsupported => {
                        (MessageKind::Decline, Outcome::Declined)
                    }
                    AnswerKind::Answer => (MessageKind::Answer, Outcome::Answered),
                    AnswerKind::Decline => (MessageKind::Decline, Outcome::Declined),
                    AnswerKind::Chat => (MessageKind::Chat, Outcome::Answered),
                    AnswerKind::Handover => (MessageKind::Handover, Outcome::Escalated),
                };
                Self {
                    outcome,
                    says: Some((kind, answer.text.clone(), citations(answer, retrieved))),
                    calls: None,
                }
            }
            (Err(failure), _) => {
                tracing::warn!(%failure, "the assistant could not answer");
                let says = Some((
                    MessageKind::Handover,
                    phrases::trouble(language).to_owned(),
                    Vec::new(),
                ));
                let reason = Reason::new(ReasonCode::TechnicalFailure, None);
                Self {
                    outcome: Outcome::Failed,
                    says,
                    calls: Some(reason),
                }
            }
        }
    }
}

/// Stores the last word and ends the turn, only where the epoch and the turn still stand. What was sent before a failure
/// stays, marked as cut short.
pub(super) async fn end(
    unit: &mut Unit<'_, '_>,
    context: &Context,
    turn: TurnId,
    ending: Ending,
) -> Result<Outcome> {
    let (workspace, conversation) = (unit.workspace, &context.conversation);
    let fence = Fence::Epoch(conversation.epoch());
    let actor = Actor::assistant(conversation.assistant_id, &conversation.assistant_name);
    if ending.outcome == Outcome::Fenced {
        return Ok(Outcome::Fenced);
    }
    let mut said = Vec::new();
    let sent = turns::running(unit.conn, workspace, conversation.id).await?;
    let sent = sent.filter(|running| running.id == turn && ending.outcome == Outcome::Failed);
    if let Some(sent) = sent.filter(|running| !running.sent_text.trim().is_empty()) {
        let cut = (MessageKind::Answer, sent.sent_text, Vec::new());
        said.push(message(unit, context, turn, (MessageState::Cut, cut)));
    }
    if let Some(says) = ending.says {
        said.push(message(unit, context, turn, (MessageState::Complete, says)));
    }
    let mut stored = Vec::new();
    for message in said {
        let Some(message) = messages::append(unit.conn, workspace, message, fence).await? else {
            return Ok(Outcome::Fenced);
        };
        stored.push(message);
    }
    // The conversation's row is locked now and its epoch stands: the turn can only have been replaced as abandoned.
    if !turns::finish(unit.conn, workspace, turn, ending.outcome, unit.now).await? {
        return Err(AppError::Contended);
    }
    let place = Place::conversation(conversation.id, conversation.show_human_names);
    for message in stored {
        unit.emit(place, actor.clone(), Event::MessageCreated { message });
    }
    let kind = ending.outcome.as_str();
    analytics::record(
        unit.conn,
        workspace,
        (unit.ids.next(), kind),
        Some(conversation.id),
        unit.now,
    )
    .await?;
    if let Some(reason) = ending.calls {
        escalate(unit, conversation.id, actor, reason).await?;
    }
    Ok(ending.outcome)
}

fn message(
    unit: &Unit<'_, '_>,
    context: &Context,
    turn: TurnId,
    (state, (kind, body, citations)): (MessageState, (MessageKind, String, Vec<Citation>)),
) -> Message {
    Message {
        id: unit.ids.next(),
        conversation_id: context.conversation.id,
        seq: 0,
        role: MessageRole::Assistant,
        author: None,
        body,
        client_id: None,
        state,
        kind: Some(kind),
        citations,
        turn_id: Some(turn),
        created_at: unit.now,
    }
}
