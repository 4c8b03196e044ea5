//! Passing the baton: the one way in which a conversation changes its holder.

use crate::{
    error::{AppError, Result},
    unit::{Place, Unit},
};
use baton_core::{
    actor::Actor,
    conversation::Transition,
    event::Event,
    message::{Message, MessageKind, MessageRole, MessageState},
    trace::Outcome,
};
use baton_store::{
    conversations::{self, Conversation},
    messages::{self, Fence},
    turns,
};

/// Stores a transition and ends whatever turn of the assistant runs, in this transaction. What had been sent of its answer
/// becomes a message marked as cut short, before the event of the pass. `None`: somebody was faster, decide anew.
pub async fn pass(
    unit: &mut Unit<'_, '_>,
    conversation: &Conversation,
    transition: &Transition,
) -> Result<Option<Conversation>> {
    let (workspace, now) = (unit.workspace, unit.now);
    if !conversations::apply(unit.conn, workspace, conversation.id, transition, now).await? {
        return Ok(None);
    }
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
        unit.emit(place, actor, Event::MessageCreated { message })
            .await?;
    }
    conversations::find(unit.conn, workspace, conversation.id)
        .await
        .map_err(AppError::from)
}
