//! A held answer is said after all.

use super::{by_assistant, decided, place, tell};
use crate::{
    App, Caller,
    assistant::{say::ask_for_details, struggle::weigh_said},
    conversations::topics::tag_by_words,
    error::{AppError, Result},
    unit::Unit,
};
use baton_core::{
    conversation::held::{HeldState, still_cited},
    event::Event,
    id::{TurnId, WorkspaceId},
    message::{Message, MessageRole, MessageState},
    signal::Signal,
    trace::Outcome,
};
use baton_store::{
    analytics,
    conversations::{Conversation, held::Held},
    messages::{self, Fence},
    turns,
};

/// Says a held answer as the assistant's own, with the words that somebody gave it where they did. `false`: somebody was
/// faster, and nothing is said.
pub(super) async fn pass(
    unit: &mut Unit<'_, '_>,
    conversation: &Conversation,
    held: Held,
    (state, by, words): (HeldState, Option<&Caller>, Option<String>),
) -> Result<bool> {
    if !decided(unit, &held, (state, by)).await? {
        return Ok(false);
    }
    let (workspace, id, answer) = (unit.workspace, conversation.id, &held.answer);
    let citations = words.as_deref().map_or_else(
        || answer.citations.clone(),
        |words| still_cited(&answer.citations, words),
    );
    let said = Message {
        id: unit.ids.next(),
        conversation_id: id,
        seq: 0,
        role: MessageRole::Assistant,
        author: None,
        body: words.unwrap_or_else(|| answer.body.clone()),
        client_id: None,
        state: MessageState::Complete,
        kind: Some(answer.kind),
        citations,
        turn_id: Some(answer.turn_id),
        created_at: unit.now,
        edited_at: None,
        attachments: Vec::new(),
    };
    // In the same statement as the message: nothing of the assistant lands after a pass of the baton.
    let fence = Fence::Epoch(held.epoch);
    let stored = messages::append(unit.conn, workspace, said, fence).await?;
    let message = stored.ok_or(AppError::Contended)?;
    unit.emit(
        place(conversation),
        by_assistant(conversation),
        Event::MessageCreated { message },
    );
    turns::end_held(unit.conn, workspace, answer.turn_id, held.outcome).await?;
    tag_by_words(unit, conversation).await?;
    if let Some(words) = &held.asks {
        ask_for_details(unit, id, words).await?;
    }
    weigh_said(unit, conversation).await?;
    let told = (unit.ids.next(), held.outcome.as_str());
    analytics::record(unit.conn, workspace, told, Some(id), unit.now).await?;
    tell(unit, conversation, held.answer, (state, by));
    Ok(true)
}

impl App {
    /// Who watches learns that there is nothing to wait for any more.
    pub(super) fn told_over(
        &self,
        workspace: WorkspaceId,
        conversation: &Conversation,
        (turn_id, outcome): (TurnId, Outcome),
    ) {
        let signal = Signal::TurnEnded {
            conversation_id: conversation.id,
            turn_id,
            epoch: conversation.epoch(),
            outcome,
        };
        self.publish_signal(workspace, Some(conversation.id), &signal);
    }
}
