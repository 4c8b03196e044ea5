//! How a turn ends: with a last word, with a person being called, or void.

use super::{
    context::Context, phrases, record::citations, retrieve::Retrieved, say::ask_for_details,
};
use crate::{
    conversations::{
        autopilot,
        calling::{Call, call_person},
        topics::tag_by_words,
    },
    error::{AppError, Result},
    unit::{Place, Unit},
};
use baton_ai::{
    answer::{Answer, AnswerKind, Failure, Persona},
    interest,
    language::Language,
};
use baton_core::{
    actor::Actor,
    assistant::AutopilotMode,
    conversation::{
        Reason, ReasonCode,
        held::{HeldAnswer, HeldState},
    },
    event::Event,
    id::{TurnId, UserId},
    message::{Citation, Message, MessageKind, MessageRole, MessageState},
    trace::{AnswererKind, Outcome},
};
use baton_store::{
    analytics,
    conversations::{held::Held, whispers},
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

impl Finished {
    /// Whether a person may have to be called.
    pub(super) const fn calls_person(&self) -> bool {
        self.wants_person.is_some() || self.answer.is_err()
    }
}

/// How a turn shall end.
#[derive(Debug)]
pub(super) struct Ending {
    pub(super) outcome: Outcome,
    /// The last word, where there is one.
    says: Option<(MessageKind, String, Vec<Citation>)>,
    /// A person is to be called.
    calls: Option<Reason>,
    /// With what contact details are asked for afterwards, where it is the moment.
    asks: Option<&'static str>,
    /// In which language the visitor is told.
    language: Language,
    /// Teammates whose console is open.
    online: Vec<UserId>,
}

impl Ending {
    /// How a turn ends.
    pub(super) fn of(
        finished: &Finished,
        retrieved: &Retrieved,
        context: &Context,
        online: Vec<UserId>,
    ) -> Self {
        let ending = Self::of_answer(finished, retrieved, &context.persona, online);
        let prompt = context.assistant.assistant.lead_prompt;
        let wants_to_buy = interest::wants_to_buy(&context.question.body);
        let is_due = ending.calls.is_none()
            && matches!(ending.outcome, Outcome::Answered | Outcome::Declined)
            && prompt.is_due(context.conversation.visitor_messages, wants_to_buy);
        Self {
            asks: is_due.then(|| phrases::lead_offer(ending.language)),
            ..ending
        }
    }

    fn of_answer(
        finished: &Finished,
        retrieved: &Retrieved,
        persona: &Persona,
        online: Vec<UserId>,
    ) -> Self {
        let (passes, language) = (persona.passes, persona.speaks(retrieved.language));
        let (outcome, says, calls) = match (&finished.answer, &finished.wants_person) {
            (Err(Failure::Abandoned), _) => (Outcome::Fenced, None, None),
            (Ok(answer), Some(reason)) => {
                let text = Some(answer.text.trim()).filter(|text| !text.is_empty());
                let text = text
                    .unwrap_or_else(|| phrases::handover(language))
                    .to_owned();
                let says = Some((MessageKind::Handover, text, citations(answer, retrieved)));
                (Outcome::Escalated, says, Some(reason.clone()))
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
                let goes_on =
                    kind == MessageKind::Decline && answer.kind == AnswerKind::Decline && passes;
                let (kind, outcome) = if goes_on {
                    (MessageKind::Handover, Outcome::Escalated)
                } else {
                    (kind, outcome)
                };
                let says = (kind, answer.text.clone(), citations(answer, retrieved));
                let calls = goes_on.then(|| Reason::new(ReasonCode::NotInKnowledge, None));
                (outcome, Some(says), calls)
            }
            (Err(failure), _) => {
                tracing::warn!(%failure, "the assistant could not answer");
                let says = Some((
                    MessageKind::Handover,
                    phrases::trouble(language).to_owned(),
                    Vec::new(),
                ));
                let reason = Reason::new(ReasonCode::TechnicalFailure, None);
                (Outcome::Failed, says, Some(reason))
            }
        };
        Self {
            outcome,
            says,
            calls,
            asks: None,
            language,
            online,
        }
    }
}

impl Ending {
    /// What is held of a turn that ends like this; else the ending as it is. What calls a person is never held back, nor is
    /// what tells that something went wrong.
    fn held(self, unit: &Unit<'_, '_>, context: &Context, turn: TurnId) -> Result<Held, Self> {
        let is_held = context.autopilot.mode == AutopilotMode::Held
            && self.calls.is_none()
            && matches!(self.outcome, Outcome::Answered | Outcome::Declined);
        let Some((kind, body, citations)) = self.says.clone().filter(|_| is_held) else {
            return Err(self);
        };
        Ok(Held {
            epoch: context.conversation.epoch(),
            trigger_seq: context.question.seq,
            outcome: self.outcome,
            asks: self.asks.map(str::to_owned),
            answer: HeldAnswer {
                id: unit.ids.next(),
                conversation_id: context.conversation.id,
                turn_id: turn,
                kind,
                body,
                citations,
                unseen: context.autopilot.unseen,
                state: HeldState::Held,
                held_at: unit.now,
                due_at: unit.now.plus_ms(context.autopilot.hold_ms()),
                decided_at: None,
                decided_by: None,
            },
        })
    }
}

/// Stores the last word and ends the turn, only where the epoch and the turn still stand. What was sent before a failure
/// stays, marked as cut short. What is held is not said yet: then the second answer is `true`.
pub(super) async fn end(
    unit: &mut Unit<'_, '_>,
    context: &Context,
    turn: TurnId,
    ending: Ending,
) -> Result<(Outcome, bool)> {
    let (workspace, conversation) = (unit.workspace, &context.conversation);
    let fence = Fence::Epoch(conversation.epoch());
    let actor = Actor::assistant(conversation.assistant_id, &conversation.assistant_name);
    if ending.outcome == Outcome::Fenced {
        return Ok((Outcome::Fenced, false));
    }
    let done: Vec<_> = context.whispers.iter().map(|each| each.id).collect();
    whispers::carried_out(unit.conn, workspace, &done, turn).await?;
    let outcome = ending.outcome;
    let ending = match ending.held(unit, context, turn) {
        Ok(held) => {
            let is_held = autopilot::hold(unit, conversation, held).await?;
            return Ok((if is_held { outcome } else { Outcome::Fenced }, is_held));
        }
        Err(ending) => ending,
    };
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
            return Ok((Outcome::Fenced, false));
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
    tag_by_words(unit, conversation).await?;
    if let Some(words) = ending.asks {
        ask_for_details(unit, conversation.id, words).await?;
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
        let call = Call {
            actor,
            reason,
            language: ending.language,
            online: ending.online,
            is_said: true,
        };
        call_person(unit, conversation.id, call).await?;
    }
    Ok((ending.outcome, false))
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
        edited_at: None,
        attachments: Vec::new(),
    }
}
