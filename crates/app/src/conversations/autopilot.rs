//! Supervised autopilot: whether the assistant's answers go out by themselves, are held for the team, or are not made.

pub mod decide;
pub(crate) mod due;
pub mod mode;
mod pass;
pub mod whisper;

use crate::{
    App, Caller,
    error::{AppError, Result},
    unit::{Place, Unit},
};
use baton_core::{
    actor::Actor,
    assistant::AutopilotMode,
    conversation::{
        Reason, ReasonCode,
        held::{HeldAnswer, HeldState},
    },
    event::Event,
    id::{ConversationId, TurnId, WorkspaceId},
    trace::Outcome,
};
use baton_store::{
    assistants,
    conversations::{
        self, Conversation,
        held::{self, Held},
        whispers,
    },
    turns,
};

/// What a conversation says of it itself. Who tries a draft is answered at once: nobody would let it pass.
pub(crate) fn own_mode(conversation: &Conversation) -> Option<AutopilotMode> {
    if conversation.id.is_trial() {
        Some(AutopilotMode::Auto)
    } else {
        conversation.autopilot
    }
}

/// What happens to the assistant's answers in a conversation.
pub(crate) async fn mode_of(
    unit: &mut Unit<'_, '_>,
    conversation: &Conversation,
) -> Result<AutopilotMode> {
    if let Some(own) = own_mode(conversation) {
        return Ok(own);
    }
    let assistant = conversation.assistant_id;
    let kept = assistants::autopilot(unit.conn, unit.workspace, assistant).await?;
    Ok(kept.mode)
}

/// Why a conversation waits in which the assistant does not answer.
pub(crate) fn off() -> Reason {
    Reason::new(ReasonCode::Other, Some("Autopilot is off"))
}

/// Keeps an answer that was just finished until its time is over, only where the epoch and the turn still stand. `false`:
/// they do not.
pub(crate) async fn hold(
    unit: &mut Unit<'_, '_>,
    conversation: &Conversation,
    held: Held,
) -> Result<bool> {
    let (workspace, answer) = (unit.workspace, &held.answer);
    if !conversations::hold(unit.conn, workspace, conversation.id, held.epoch).await? {
        return Ok(false);
    }
    let ours = turns::hold(unit.conn, workspace, answer.turn_id, unit.now).await?;
    // The row is locked and its epoch stands: the turn can only have been replaced as abandoned.
    if !ours || !held::insert(unit.conn, workspace, &held).await? {
        return Err(AppError::Contended);
    }
    due::enqueue(unit, answer)?;
    let answer = held.answer;
    unit.emit(
        place(conversation),
        by_assistant(conversation),
        Event::AnswerHeld { answer },
    );
    Ok(true)
}

/// Makes the answer void that waits in a conversation, where one does: it goes on without it. Answers whose it was.
pub(crate) async fn void(
    unit: &mut Unit<'_, '_>,
    conversation: &Conversation,
) -> Result<Option<TurnId>> {
    let found = held::waiting(unit.conn, unit.workspace, conversation.id).await?;
    let Some(held) = found else { return Ok(None) };
    let turn = held.answer.turn_id;
    stop(unit, conversation, held, (HeldState::Void, None)).await?;
    Ok(Some(turn))
}

/// Ends an answer that waits without saying it. `false`: somebody was faster.
async fn stop(
    unit: &mut Unit<'_, '_>,
    conversation: &Conversation,
    held: Held,
    (state, by): (HeldState, Option<&Caller>),
) -> Result<bool> {
    let outcome = match state {
        HeldState::Escalated => Outcome::Escalated,
        _ => Outcome::Fenced,
    };
    if !decided(unit, &held, (state, by)).await? {
        return Ok(false);
    }
    let turn = held.answer.turn_id;
    turns::end_held(unit.conn, unit.workspace, turn, outcome).await?;
    // What it carried out is carried out by the next answer.
    whispers::wait_again(unit.conn, unit.workspace, conversation.id, turn).await?;
    tell(unit, conversation, held.answer, (state, by));
    Ok(true)
}

/// The compare-and-set behind every decision: of two at once, on whatever nodes, exactly one finds it waiting.
async fn decided(
    unit: &mut Unit<'_, '_>,
    held: &Held,
    (state, by): (HeldState, Option<&Caller>),
) -> Result<bool> {
    let (id, now) = (held.answer.id, unit.now);
    let what = (state, by.map(|caller| caller.person.id));
    Ok(held::decide(unit.conn, unit.workspace, id, what, now).await?)
}

/// Tells what became of an answer.
fn tell(
    unit: &mut Unit<'_, '_>,
    conversation: &Conversation,
    answer: HeldAnswer,
    (state, by): (HeldState, Option<&Caller>),
) {
    let actor = by.map_or_else(|| by_assistant(conversation), Caller::actor);
    let answer = HeldAnswer {
        state,
        decided_at: Some(unit.now),
        decided_by: by.map(|caller| caller.person.clone()),
        ..answer
    };
    unit.emit(place(conversation), actor, Event::AnswerDecided { answer });
}

const fn place(conversation: &Conversation) -> Place {
    Place::conversation(conversation.id, conversation.show_human_names)
}

fn by_assistant(conversation: &Conversation) -> Actor {
    Actor::assistant(conversation.assistant_id, &conversation.assistant_name)
}

impl App {
    /// What waits in a conversation is void: its visitor wrote again, and is answered anew.
    pub(crate) async fn supersede_held(
        &self,
        workspace: WorkspaceId,
        id: ConversationId,
    ) -> Result<()> {
        let found = self
            .db
            .read(async move |conn| Ok::<_, AppError>(held::waiting(conn, workspace, id).await?))
            .await?;
        let Some(held) = found else { return Ok(()) };
        self.carry_out(workspace, async move |unit| {
            // Whoever moved the epoch has made it void.
            if conversations::hold(unit.conn, workspace, id, held.epoch).await?
                && let Some(conversation) = conversations::find(unit.conn, workspace, id).await?
            {
                void(unit, &conversation).await?;
            }
            Ok(())
        })
        .await
    }
}
