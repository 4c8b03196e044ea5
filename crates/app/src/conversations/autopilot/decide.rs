//! A teammate decides on a held answer: lets it pass, changes it, stops it, or has it wait while they write.

use super::{pass::pass, place, stop};
use crate::{
    App, Caller,
    conversations::{
        calling::{Call, call_person},
        load,
    },
    error::{AppError, InField as _, Result},
    unit::Unit,
};
use baton_ai::language::Language;
use baton_core::{
    conversation::{
        Reason, ReasonCode,
        held::{EDITING_MS, HeldAnswer, HeldState},
    },
    event::Event,
    id::{ConversationId, HeldAnswerId},
    text::Body,
    trace::Outcome,
};
use baton_store::{
    conversations::{
        self, Conversation,
        held::{self, Held},
    },
    messages,
};

const DECIDED: AppError =
    AppError::Conflict("This answer is held no more: it was sent, stopped, or somebody took over.");
const WROTE_AGAIN: AppError =
    AppError::Conflict("The visitor wrote again: the assistant answers that instead.");

/// What a teammate decides.
#[derive(Debug, Clone)]
pub enum Verdict {
    /// It goes out as it is.
    Pass,
    /// It goes out in these words.
    Edit(String),
    /// Nothing of it goes out; the conversation waits for a person.
    Veto,
}

impl Verdict {
    const fn act(&self) -> &'static str {
        match self {
            Self::Pass => "held_answer.pass",
            Self::Edit(_) => "held_answer.edit",
            Self::Veto => "held_answer.veto",
        }
    }
}

impl App {
    /// Decides on a held answer: of several who do at once, or of somebody and time, exactly one is heard.
    pub async fn decide_held(
        &self,
        caller: &Caller,
        (id, answer): (ConversationId, HeldAnswerId),
        verdict: Verdict,
    ) -> Result<Conversation> {
        let asking = caller.clone();
        let act = (verdict.act(), ("conversation", id.uuid()));
        let online = self.presence.teammates(caller.workspace);
        let is_said = !matches!(verdict, Verdict::Veto);
        let decided = self
            .privileged(caller, act, async move |unit| {
                let (conversation, held) = open(unit, &asking, (id, answer)).await?;
                let (turn, outcome) = (held.answer.turn_id, held.outcome);
                let is_ours = match verdict {
                    Verdict::Pass => {
                        let how = (HeldState::Passed, Some(&asking), None);
                        pass(unit, &conversation, held, how).await?
                    }
                    Verdict::Edit(words) => {
                        let words = Body::parse(&words).in_field("body")?.into_string();
                        let how = (HeldState::Edited, Some(&asking), Some(words));
                        pass(unit, &conversation, held, how).await?
                    }
                    Verdict::Veto => {
                        let how = (HeldState::Vetoed, Some(&asking));
                        let is_ours = stop(unit, &conversation, held, how).await?;
                        let words = format!("Answer stopped by {}", asking.person.name);
                        let call = Call {
                            actor: asking.actor(),
                            reason: Reason::new(ReasonCode::Teammate, Some(&words)),
                            language: Language::Unknown,
                            online,
                            is_said: true,
                        };
                        call_person(unit, id, call).await?;
                        is_ours
                    }
                };
                if !is_ours {
                    return Err(DECIDED);
                }
                unit.audit(&asking.actor(), act.0, act.1).await?;
                let now = conversations::find(unit.conn, unit.workspace, id).await?;
                let outcome = if is_said { outcome } else { Outcome::Fenced };
                Ok((now.ok_or(AppError::NotFound)?, (turn, outcome)))
            })
            .await?;
        let (conversation, over) = decided;
        self.told_over(caller.workspace, &conversation, over);
        Ok(conversation)
    }

    /// Has a held answer wait while a teammate changes it.
    pub async fn keep_held(
        &self,
        caller: &Caller,
        (id, answer): (ConversationId, HeldAnswerId),
    ) -> Result<HeldAnswer> {
        let asking = caller.clone();
        let act = ("held_answer.keep", ("conversation", id.uuid()));
        self.privileged(caller, act, async move |unit| {
            let (conversation, held) = open(unit, &asking, (id, answer)).await?;
            let due_at = unit.now.plus_ms(EDITING_MS);
            if !held::keep(unit.conn, unit.workspace, answer, due_at).await? {
                return Ok(held.answer);
            }
            let answer = HeldAnswer {
                due_at,
                ..held.answer
            };
            let event = Event::AnswerHeld {
                answer: answer.clone(),
            };
            unit.emit(place(&conversation), asking.actor(), event);
            Ok(answer)
        })
        .await
    }
}

/// An answer that waits, with its conversation, whose row is locked from here on.
async fn open(
    unit: &mut Unit<'_, '_>,
    caller: &Caller,
    (id, answer): (ConversationId, HeldAnswerId),
) -> Result<(Conversation, Held)> {
    let conversation = load(unit, caller, id).await?;
    let (workspace, place) = (unit.workspace, (id, answer));
    let found = held::find(unit.conn, workspace, place).await?;
    let held = found.ok_or(AppError::NotFound)?;
    let stands = conversations::hold(unit.conn, workspace, id, held.epoch).await?;
    // Read again below the lock: what was found may have been decided meanwhile.
    let found = held::find(unit.conn, workspace, place).await?;
    let held = found.ok_or(AppError::NotFound)?;
    let is_cleared = held.trigger_seq <= conversation.cleared_seq;
    if !stands || is_cleared || held.answer.state != HeldState::Held {
        return Err(DECIDED);
    }
    if messages::last_visitor_seq(unit.conn, workspace, id).await? > held.trigger_seq {
        return Err(WROTE_AGAIN);
    }
    Ok((conversation, held))
}
