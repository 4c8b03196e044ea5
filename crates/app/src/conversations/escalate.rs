//! Letting go of the baton so that a person takes it: by a teammate, by the visitor, by the assistant.

use super::{claim::ROUNDS, load, pass};
use crate::{
    App, Caller, Visitor,
    error::{AppError, Result},
    unit::{Place, Unit},
};
use baton_core::{
    actor::Actor,
    conversation::{HolderKind, Reason},
    event::Event,
    id::ConversationId,
};
use baton_store::{
    analytics,
    conversations::{self, Conversation},
};

impl App {
    /// A teammate puts a conversation into the queue.
    pub async fn escalate(
        &self,
        caller: &Caller,
        id: ConversationId,
        reason: Reason,
    ) -> Result<Conversation> {
        let caller = caller.clone();
        self.transact(caller.workspace, async move |unit| {
            load(unit, &caller, id).await?;
            let conversation = escalate(unit, id, caller.actor(), reason).await?;
            if conversation.holder() == HolderKind::None {
                return Err(AppError::Conflict(
                    "This conversation is resolved. Reopen it first.",
                ));
            }
            Ok(conversation)
        })
        .await
    }

    /// A visitor asks for a person. Where one is there or awaited, nothing changes.
    pub async fn request_human(&self, visitor: Visitor, reason: Reason) -> Result<Conversation> {
        self.transact(visitor.workspace, async move |unit| {
            let actor = Actor::visitor(visitor.contact, None);
            escalate(unit, visitor.conversation, actor, reason).await
        })
        .await
    }

    /// A visitor who waits would rather stay with the assistant.
    pub async fn stay_with_assistant(&self, visitor: Visitor) -> Result<Conversation> {
        self.transact(visitor.workspace, async move |unit| {
            stay(unit, visitor).await
        })
        .await
    }
}

/// Escalates where the assistant holds the baton; elsewhere answers the conversation as it is.
pub(crate) async fn escalate(
    unit: &mut Unit<'_, '_>,
    id: ConversationId,
    actor: Actor,
    reason: Reason,
) -> Result<Conversation> {
    for _ in 0..ROUNDS {
        let conversation = conversations::find(unit.conn, unit.workspace, id)
            .await?
            .ok_or(AppError::NotFound)?;
        let Some(transition) = conversation.state().escalate(reason.clone(), unit.now) else {
            return Ok(conversation);
        };
        if let Some(conversation) = pass(unit, &conversation, &transition).await? {
            analytics::record(
                unit.conn,
                unit.workspace,
                (unit.ids.next(), "escalated"),
                Some(id),
                unit.now,
            )
            .await?;
            let event = Event::ConversationEscalated {
                baton: conversation.baton(),
            };
            unit.emit(
                Place::conversation(id, conversation.show_human_names),
                actor,
                event,
            )
            .await?;
            return Ok(conversation);
        }
    }
    Err(AppError::Conflict(
        "Somebody else is changing this conversation. Try again.",
    ))
}

async fn stay(unit: &mut Unit<'_, '_>, visitor: Visitor) -> Result<Conversation> {
    let id = visitor.conversation;
    for _ in 0..ROUNDS {
        let conversation = conversations::find(unit.conn, unit.workspace, id)
            .await?
            .ok_or(AppError::NotFound)?;
        let Some(transition) = conversation.state().stay_with_assistant() else {
            return Ok(conversation);
        };
        if let Some(conversation) = pass(unit, &conversation, &transition).await? {
            let event = Event::ConversationReleased {
                baton: conversation.baton(),
                from: transition.from,
            };
            let actor = Actor::visitor(visitor.contact, conversation.contact_name.as_deref());
            unit.emit(
                Place::conversation(id, conversation.show_human_names),
                actor,
                event,
            )
            .await?;
            return Ok(conversation);
        }
    }
    Err(AppError::Conflict(
        "Somebody else is changing this conversation. Try again.",
    ))
}
