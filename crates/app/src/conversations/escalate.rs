//! Letting go of the baton so that a person takes it: by a teammate, by the visitor, by the assistant.

use super::{
    RESOLVED, load,
    pass::{Passed, decide},
};
use crate::{
    App, Caller, Visitor,
    error::Result,
    unit::{Place, Unit},
};
use baton_core::{
    actor::Actor,
    conversation::{HolderKind, Reason},
    event::Event,
    id::ConversationId,
};
use baton_store::{analytics, conversations::Conversation};

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
                return Err(RESOLVED);
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
    let now = unit.now;
    let passed = decide(unit, id, |conversation| {
        Ok(conversation.state().escalate(reason.clone(), now))
    })
    .await?;
    let conversation = match passed {
        Passed::Unchanged(conversation) => return Ok(conversation),
        Passed::From(_, conversation) => conversation,
    };
    analytics::record(
        unit.conn,
        unit.workspace,
        (unit.ids.next(), "escalated"),
        Some(id),
        now,
    )
    .await?;
    let event = Event::ConversationEscalated {
        baton: conversation.baton(),
    };
    unit.emit(
        Place::conversation(id, conversation.show_human_names),
        actor,
        event,
    );
    Ok(conversation)
}

async fn stay(unit: &mut Unit<'_, '_>, visitor: Visitor) -> Result<Conversation> {
    let id = visitor.conversation;
    let passed = decide(unit, id, |conversation| {
        Ok(conversation.state().stay_with_assistant())
    })
    .await?;
    let (from, conversation) = match passed {
        Passed::Unchanged(conversation) => return Ok(conversation),
        Passed::From(from, conversation) => (from, conversation),
    };
    let event = Event::ConversationReleased {
        baton: conversation.baton(),
        from,
    };
    let actor = Actor::visitor(visitor.contact, conversation.contact_name.as_deref());
    unit.emit(
        Place::conversation(id, conversation.show_human_names),
        actor,
        event,
    );
    Ok(conversation)
}
