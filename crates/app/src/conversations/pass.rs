//! Passing the baton: the one way in which a conversation changes its holder.

use super::{autopilot, practice};
use crate::{
    error::{AppError, Result},
    members::staffing::hours_of,
    unit::{Place, Unit},
};
use baton_core::{
    actor::Actor,
    conversation::{HolderKind, Transition, WaitMode},
    event::Event,
    id::ConversationId,
    message::{Message, MessageKind, MessageRole, MessageState},
    team::wait::Wait,
    trace::Outcome,
};
use baton_store::{
    conversations::{self, Conversation, queue},
    messages::{self, Fence},
    turns,
};

/// How often a decision is made anew when somebody was faster. Each round somebody else won, so that few are needed.
const ROUNDS: usize = 4;

/// What came of a decision.
#[derive(Debug)]
pub(crate) enum Passed {
    /// There was nothing to change.
    Unchanged(Conversation),
    /// The baton passed.
    From(HolderKind, Conversation),
}

/// Decides on the conversation as it is, and stores what was decided. Where somebody was faster, decides anew on what they
/// made of it. What is not in this workspace does not exist.
pub(crate) async fn decide(
    unit: &mut Unit<'_, '_>,
    id: ConversationId,
    decision: impl Fn(&Conversation) -> Result<Option<Transition>> + Sync,
) -> Result<Passed> {
    for _ in 0..ROUNDS {
        let found = conversations::find(unit.conn, unit.workspace, id).await?;
        let conversation = found.ok_or(AppError::NotFound)?;
        let Some(transition) = decision(&conversation)? else {
            return Ok(Passed::Unchanged(conversation));
        };
        if let Some(now) = pass(unit, &conversation, &transition).await? {
            return Ok(Passed::From(transition.from, now));
        }
    }
    Err(AppError::Conflict(
        "Somebody else is changing this conversation. Try again.",
    ))
}

/// A person came: how long the visitor waited is what others who wait are told. Who left an address did not wait, and neither
/// did who came while the team was not there, or who is played for practice.
async fn remember_wait(unit: &mut Unit<'_, '_>, before: &Conversation) -> Result<()> {
    let state = before.state();
    let Some((began_at, _)) = state
        .escalated
        .as_ref()
        .filter(|_| state.holder() == HolderKind::Nobody && before.id.is_real())
    else {
        return Ok(());
    };
    let counts = match state.waits {
        Some(WaitMode::Live) => true,
        Some(WaitMode::Assisted) => {
            let whose = (before.assistant_id, before.id.is_trial());
            let hours = hours_of(unit.conn, unit.workspace, whose).await?;
            hours.at(*began_at).is_open()
        }
        Some(WaitMode::Mail) | None => false,
    };
    if counts {
        let wait = Wait {
            began_at: *began_at,
            ms: unit.now.since_ms(*began_at),
        };
        queue::waited(unit.conn, unit.workspace, unit.ids.next(), wait).await?;
    }
    Ok(())
}

/// Stores a transition and ends whatever turn of the assistant runs, in this transaction. What had been sent of its answer
/// becomes a message marked as cut short, before the event of the pass. `None`: somebody was faster, decide anew.
async fn pass(
    unit: &mut Unit<'_, '_>,
    conversation: &Conversation,
    transition: &Transition,
) -> Result<Option<Conversation>> {
    let (workspace, now) = (unit.workspace, unit.now);
    if !conversations::apply(unit.conn, workspace, conversation.id, transition, now).await? {
        return Ok(None);
    }
    if HolderKind::Nobody == transition.from || HolderKind::Nobody == transition.to.holder() {
        unit.queue_moved();
    }
    if transition.to.holder() == HolderKind::Person {
        remember_wait(unit, conversation).await?;
    } else if transition.from == HolderKind::Person {
        practice::let_go(unit, conversation.id).await?;
    }
    autopilot::void(unit, conversation).await?;
    let ended =
        turns::end_running(unit.conn, workspace, conversation.id, Outcome::Fenced, now).await?;
    if let Some(turn) = ended.filter(|turn| !turn.sent_text.trim().is_empty()) {
        let said = Message {
            id: unit.ids.next(),
            conversation_id: conversation.id,
            seq: 0,
            role: MessageRole::Assistant,
            author: None,
            body: turn.sent_text,
            client_id: None,
            state: MessageState::Cut,
            kind: Some(MessageKind::Answer),
            citations: Vec::new(),
            turn_id: Some(turn.id),
            created_at: now,
            edited_at: None,
            attachments: Vec::new(),
        };
        let stored = messages::append(
            unit.conn,
            workspace,
            said,
            Fence::Epoch(transition.to.epoch),
        )
        .await?;
        let message = stored
            .ok_or_else(|| AppError::Internal("the epoch moved within a transaction".to_owned()))?;
        let place = Place::conversation(conversation.id, conversation.show_human_names);
        let actor = Actor::assistant(conversation.assistant_id, &conversation.assistant_name);
        unit.emit(place, actor, Event::MessageCreated { message });
    }
    conversations::find(unit.conn, workspace, conversation.id)
        .await
        .map_err(AppError::from)
}
