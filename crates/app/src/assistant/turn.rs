//! A turn of the assistant: find, decide, answer, store; void from the moment in which somebody else takes the baton.

use super::{
    context::Context,
    ending::{Ending, Finished, end},
    record::Record,
    retrieve::Retrieved,
    stream::{Ended, Outlet},
    struggle,
    tools::TurnTools,
};
use crate::{
    App,
    error::{AppError, Result},
};
use baton_ai::{
    answer::{Failure, Turn},
    query::{Asked, Said},
};
use baton_core::{
    assistant::AutopilotMode,
    id::{ConversationId, TurnId, WorkspaceId},
    message::MessageRole,
    signal::{Signal, TurnStage},
    trace::Outcome,
};
use baton_store::{conversations, turns};
use std::time::Duration;
use tokio::sync::mpsc;
use tracing::{Instrument as _, field::Empty};

/// A turn whose process has not said for so long that it lives was left behind: it may be replaced.
pub const LEASE_MS: i64 = 15_000;
/// How often the process of a turn says that it lives.
const RENEW: Duration = Duration::from_secs(5);
/// Turns of older programs, which say nothing, count as left behind after this.
const PATIENCE_MS: i64 = 75_000;

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
            if context.autopilot.mode == AutopilotMode::Off {
                self.leave_to_team(workspace, id).await?;
                return Ok(Rest::Done);
            }
            self.supersede_held(workspace, id).await?;
            let turn: TurnId = self.ids.next();
            match self.begin_turn(workspace, turn, &context).await? {
                // Decided on a state that is gone: look again.
                Begun::Moved => continue,
                Begun::Another => return Ok(Rest::AnotherRuns),
                Begun::Ours => {}
            }
            let span = tracing::trace_span!(target: "baton::span", "turn", workspace.id = %workspace,
                conversation.id = %id, turn.id = %turn, turn.outcome = Empty, turn.answerer = Empty,
                turn.first_word_ms = Empty, error = Empty);
            // Boxed: what a turn is made from is large.
            let taken = Box::pin(self.take_turn(workspace, turn, context));
            if let Err(error) = taken.instrument(span.clone()).await {
                span.record("error", true);
                let now = self.clock.now();
                self.db
                    .write(async move |conn| turns::give_up(conn, workspace, turn, now).await)
                    .await?;
                self.turn_ended(Outcome::Failed);
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
                turns::end_abandoned(conn, workspace, id, PATIENCE_MS, now).await?;
                let times = (now, now.plus_ms(LEASE_MS));
                let ours = turns::begin(conn, workspace, (turn, id), fence, times).await?;
                Ok::<_, AppError>(if ours { Begun::Ours } else { Begun::Another })
            })
            .await?;
        if begun == Begun::Ours {
            self.meters().turns_started.count();
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
        outlet.is_quiet = context.autopilot.mode == AutopilotMode::Held;
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
        let (answer, ended) = tokio::select! {
            both = async { tokio::join!(answering, pouring) } => both,
            // Ended by somebody else before there was a word to send.
            () = self.keep_turn(workspace, turn) => (Err(Failure::Abandoned), Ok(Ended::Fenced)),
        };
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

    /// Says again and again that the turn is being made; comes back only when somebody ended it.
    async fn keep_turn(&self, workspace: WorkspaceId, turn: TurnId) {
        loop {
            tokio::time::sleep(RENEW).await;
            let until = self.clock.now().plus_ms(LEASE_MS);
            let kept = self
                .db
                .write(async move |conn| turns::keep(conn, workspace, turn, until).await)
                .await;
            match kept {
                Ok(true) => {}
                Ok(false) => return,
                Err(error) => tracing::warn!(%error, "a turn could not say that it lives"),
            }
        }
    }

    /// Searches for the question of a conversation, with what was said before it.
    pub(super) async fn look_up(
        &self,
        workspace: WorkspaceId,
        context: &Context,
    ) -> Result<Retrieved> {
        let before = said_before(context);
        let assistant = (
            context.conversation.assistant_id,
            context.assistant.knowledge_version,
        );
        self.retrieve(workspace, assistant, &asked(context, &before))
            .await
    }

    /// What an answer is made from.
    pub(super) fn input(&self, context: &Context, retrieved: &Retrieved) -> Turn {
        Turn {
            assistant: context.persona.clone(),
            language: retrieved.language,
            history: context.lines(),
            human_notes: context.human_notes.clone(),
            orders: context.orders.clone(),
            whispers: context
                .whispers
                .iter()
                .map(|each| each.body.clone())
                .collect(),
            is_unprompted: context.is_unprompted,
            question: context.question.body.clone(),
            passages: retrieved.passages.clone(),
            confidence: retrieved.confidence,
            threshold: narrow(context.assistant.assistant.threshold),
            contact: context.contact.clone(),
            now: self.clock.now().in_words(),
            draft: None,
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
        let online = if finished.calls_person() || context.persona.passes {
            self.presence.teammates(workspace)
        } else {
            Vec::new()
        };
        let ending = Ending::of(&finished, &retrieved, &context, online);
        let trace = Record {
            turn: (turn, id),
            outcome: ending.outcome,
            retrieved: &retrieved,
            threshold: context.assistant.assistant.threshold,
            answerer: finished.answered_by,
            answer: finished.answer.as_ref().ok(),
            failure: finished.answer.as_ref().err(),
            whispers: &context.whispers,
            begun_at: context.begun_at,
            first_word_ms: finished.first_word_ms,
            now: self.clock.now(),
        }
        .trace();
        if let Some(ms) = trace.first_token_ms {
            self.meters().first_word(trace.answerer).took_ms(ms);
        }
        let (answerer, first_word_ms) = (trace.answerer, trace.first_token_ms);
        let weak = struggle::is_weak(trace.confidence, trace.threshold);
        let (outcome, is_held) = self
            .carry_out(workspace, async move |unit| {
                let ended = end(unit, &context, turn, ending).await?;
                struggle::weigh(unit, &context.conversation, weak).await?;
                turns::set_trace(unit.conn, workspace, &trace).await?;
                Ok(ended)
            })
            .await?;
        self.turn_ended(outcome);
        let span = tracing::Span::current();
        span.record("turn.outcome", outcome.as_str());
        span.record("turn.answerer", answerer.as_str());
        span.record("turn.first_word_ms", first_word_ms);
        if outcome == Outcome::Failed {
            span.record("error", true);
        }
        if is_held {
            // Its visitor still waits for it.
            return Ok(());
        }
        let signal = Signal::TurnEnded {
            conversation_id: id,
            turn_id: turn,
            epoch,
            outcome,
        };
        self.publish_signal(workspace, Some(id), &signal);
        Ok(())
    }

    fn turn_ended(&self, outcome: Outcome) {
        if let Some(count) = self.meters().ended(outcome) {
            count.count();
        }
    }
}

/// What was said before the question, as a search reads it.
pub(super) fn said_before(context: &Context) -> Vec<Said<'_>> {
    let before = context.before.iter().map(|m| Said {
        by_visitor: m.role == MessageRole::User,
        text: &m.body,
    });
    before.collect()
}

/// What is searched for.
pub(super) fn asked<'a>(context: &'a Context, before: &'a [Said<'a>]) -> Asked<'a> {
    Asked {
        question: &context.question.body,
        before,
        page_title: context.conversation.page_title.as_deref(),
        page_url: context.conversation.page_url.as_deref(),
        language: None,
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
