//! A turn of the assistant: find, decide, answer, store; void from the moment in which somebody else takes the baton.

use super::{
    context::Context,
    phrases,
    record::{Record, citations},
    retrieve::Retrieved,
    stream::{Ended, Outlet},
    tools::TurnTools,
};
use crate::{
    App,
    conversations::escalate::escalate,
    error::{AppError, Result},
    unit::{Place, Unit},
};
use baton_ai::{
    answer::{Answer, AnswerKind, Failure, Turn},
    query::{Asked, Said},
};
use baton_core::{
    actor::Actor,
    conversation::{Reason, ReasonCode},
    event::Event,
    id::{ConversationId, TurnId, WorkspaceId},
    message::{Citation, Message, MessageKind, MessageRole, MessageState},
    signal::{Signal, TurnStage},
    trace::{AnswererKind, Outcome},
};
use baton_store::{
    analytics, conversations,
    messages::{self, Fence},
    turns,
};
use tokio::sync::mpsc;

/// A running turn older than this was left behind by a process that died: it may be replaced.
pub const ABANDONED_MS: i64 = 75_000;
/// How an attempt to answer a conversation ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Rest {
    /// There is nothing left to answer.
    Done,
    /// Another worker answers it, or died doing so: look again later.
    AnotherRuns,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Begun {
    Ours,
    Another,
    Moved,
}

/// How many steps of an answer may wait to be sent.
const STEPS: usize = 64;

impl App {
    /// Answers a conversation until there is nothing left to answer, or until somebody else holds the baton.
    pub async fn answer_conversation(
        &self,
        workspace: WorkspaceId,
        id: ConversationId,
    ) -> Result<Rest> {
        while let Some(context) = self.turn_context(workspace, id).await? {
            let turn: TurnId = self.ids.next();
            match self.begin_turn(workspace, turn, &context).await? {
                // Decided on a state that is gone: look again.
                Begun::Moved => continue,
                Begun::Another => return Ok(Rest::AnotherRuns),
                Begun::Ours => {}
            }
            if let Err(error) = self.take_turn(workspace, turn, context).await {
                let now = self.clock.now();
                self.db
                    .write(async move |conn| turns::give_up(conn, workspace, turn, now).await)
                    .await?;
                return Err(error);
            }
        }
        Ok(Rest::Done)
    }

    async fn begin_turn(
        &self,
        workspace: WorkspaceId,
        turn: TurnId,
        context: &Context,
    ) -> Result<Begun> {
        let (id, now) = (context.conversation.id, self.clock.now());
        let fence = (context.conversation.epoch(), context.question.seq);
        let begun = self
            .db
            .write(async move |conn| {
                if !conversations::hold(conn, workspace, id, fence.0).await? {
                    return Ok(Begun::Moved);
                }
                turns::end_abandoned(conn, workspace, id, now.plus_ms(-ABANDONED_MS), now).await?;
                let ours = turns::begin(conn, workspace, (turn, id), fence, now).await?;
                Ok::<_, AppError>(if ours { Begun::Ours } else { Begun::Another })
            })
            .await?;
        if begun == Begun::Ours {
            let (epoch, stage) = (fence.0, TurnStage::Searching);
            let signal = Signal::TurnStarted {
                conversation_id: id,
                turn_id: turn,
                epoch,
                stage,
            };
            self.publish_signal(workspace, Some(id), &signal);
        }
        Ok(begun)
    }

    async fn take_turn(
        &self,
        workspace: WorkspaceId,
        turn: TurnId,
        context: Context,
    ) -> Result<()> {
        let (id, epoch) = (context.conversation.id, context.conversation.epoch());
        let retrieved = self.look_up(workspace, &context).await?;
        let (answerer, answered_by) = self.assistants.answerer();
        let assistant = (
            context.conversation.assistant_id,
            context.conversation.assistant_name.clone(),
        );
        let tools = TurnTools::new(self, workspace, (id, epoch), assistant);
        let mut outlet = Outlet::new(self, workspace, (turn, id), epoch);
        outlet.sources = retrieved.passages.len();
        let input = self.input(&context, &retrieved);
        let (steps, mut waiting) = mpsc::channel(STEPS);
        // Both run together; dropping the receiver on a fence stops the answerer at its next word.
        let answering = async {
            let answer = answerer.answer(&input, &tools, &steps).await;
            drop(steps);
            answer
        };
        let pouring = async {
            let ended = outlet.pour(&mut waiting).await;
            drop(waiting);
            ended
        };
        let (answer, ended) = tokio::join!(answering, pouring);
        let answer = if ended? == Ended::Fenced {
            Err(Failure::Abandoned)
        } else {
            answer
        };
        let finished = Finished {
            turn,
            answered_by,
            wants_person: tools.wants_person(),
            first_word_ms: outlet.first_word_ms(),
            answer,
        };
        self.finish_turn(workspace, context, retrieved, finished)
            .await
    }

    async fn look_up(&self, workspace: WorkspaceId, context: &Context) -> Result<Retrieved> {
        let before: Vec<Said<'_>> = context
            .before
            .iter()
            .map(|m| Said {
                by_visitor: m.role == MessageRole::User,
                text: &m.body,
            })
            .collect();
        let asked = Asked {
            question: &context.question.body,
            before: &before,
            page_title: context.conversation.page_title.as_deref(),
            page_url: context.conversation.page_url.as_deref(),
            language: None,
        };
        let assistant = (
            context.conversation.assistant_id,
            context.assistant.knowledge_version,
        );
        self.retrieve(workspace, assistant, &asked).await
    }

    fn input(&self, context: &Context, retrieved: &Retrieved) -> Turn {
        Turn {
            assistant: context.persona.clone(),
            language: retrieved.language,
            history: context.lines(),
            human_notes: context.human_notes.clone(),
            question: context.question.body.clone(),
            passages: retrieved.passages.clone(),
            confidence: retrieved.confidence,
            threshold: narrow(context.assistant.assistant.threshold),
            contact: context.contact.clone(),
            now: self.clock.now().to_string(),
        }
    }

    async fn finish_turn(
        &self,
        workspace: WorkspaceId,
        context: Context,
        retrieved: Retrieved,
        finished: Finished,
    ) -> Result<()> {
        let (id, epoch, turn) = (
            context.conversation.id,
            context.conversation.epoch(),
            finished.turn,
        );
        let ending = Ending::of(&finished, &retrieved);
        let trace = Record {
            turn: (turn, id),
            outcome: ending.outcome,
            retrieved: &retrieved,
            threshold: context.assistant.assistant.threshold,
            answerer: finished.answered_by,
            answer: finished.answer.as_ref().ok(),
            failure: finished.answer.as_ref().err(),
            begun_at: context.begun_at,
            first_word_ms: finished.first_word_ms,
            now: self.clock.now(),
        }
        .trace();
        let outcome = self
            .transact(workspace, async move |unit| {
                let outcome = end(unit, &context, turn, ending).await?;
                turns::set_trace(unit.conn, workspace, &trace).await?;
                Ok(outcome)
            })
            .await?;
        let signal = Signal::TurnEnded {
            conversation_id: id,
            turn_id: turn,
            epoch,
            outcome,
        };
        self.publish_signal(workspace, Some(id), &signal);
        Ok(())
    }
}

/// What came of asking the answerer.
#[derive(Debug)]
struct Finished {
    turn: TurnId,
    answered_by: AnswererKind,
    wants_person: Option<Reason>,
    first_word_ms: Option<i64>,
    answer: Result<Answer, Failure>,
}

/// How a turn shall end.
#[derive(Debug)]
struct Ending {
    outcome: Outcome,
    /// The last word, where there is one.
    says: Option<(MessageKind, String, Vec<Citation>)>,
    /// A person is to be called.
    calls: Option<Reason>,
}

impl Ending {
    fn of(finished: &Finished, retrieved: &Retrieved) -> Self {
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
async fn end(
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
        unit.emit(place, actor.clone(), Event::MessageCreated { message })
            .await?;
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

/// A threshold of 0 to 1 as the gate compares it.
#[expect(
    clippy::as_conversions,
    clippy::cast_possible_truncation,
    reason = "0 to 1 loses nothing that matters"
)]
pub(crate) fn narrow(threshold: f64) -> f32 {
    threshold.clamp(0.0, 1.0) as f32
}
