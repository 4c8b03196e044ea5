//! A visitor who waits changes how they do; the place in the queue stays theirs.

use super::pass::{Passed, decide};
use crate::{
    App, Visitor,
    error::Result,
    unit::{Place, Unit},
};
use baton_core::{actor::Actor, conversation::WaitMode, event::Event, id::ConversationId};
use baton_store::{
    analytics,
    conversations::{Conversation, queue},
};

impl App {
    /// A visitor who waits would rather have the assistant's help meanwhile. Elsewhere nothing changes.
    pub async fn stay_with_assistant(&self, visitor: Visitor) -> Result<Conversation> {
        self.transact(visitor.workspace, async move |unit| {
            let actor = Actor::visitor(visitor.contact, None);
            let passed = decide(unit, visitor.conversation, |conversation| {
                let live = conversation.state().waits == Some(WaitMode::Live);
                let stays = conversation.state().wait(WaitMode::Assisted);
                Ok(stays.filter(|_| live))
            })
            .await?;
            let stays = matches!(passed, Passed::From(..));
            let conversation = told(unit, passed, actor);
            if stays {
                let stayed = (unit.ids.next(), "stayed");
                let id = Some(conversation.id);
                analytics::record(unit.conn, unit.workspace, stayed, id, unit.now).await?;
            }
            Ok(conversation)
        })
        .await
    }
}

/// A visitor who waits leaves an address: the answer goes there, and they leave the live queue. Where nobody is awaited only
/// the address is kept.
pub(crate) async fn by_mail(
    unit: &mut Unit<'_, '_>,
    id: ConversationId,
    (actor, address): (Actor, &str),
) -> Result<()> {
    queue::set_mail_to(unit.conn, unit.workspace, id, address).await?;
    let passed = decide(unit, id, |conversation| {
        Ok(conversation.state().wait(WaitMode::Mail))
    })
    .await?;
    told(unit, passed, actor);
    Ok(())
}

/// Says that a visitor waits in another way, where they do.
pub(super) fn told(unit: &mut Unit<'_, '_>, passed: Passed, actor: Actor) -> Conversation {
    let conversation = match passed {
        Passed::Unchanged(conversation) => return conversation,
        Passed::From(_, conversation) => conversation,
    };
    let event = Event::ConversationWaitChanged {
        baton: conversation.baton(),
    };
    let place = Place::conversation(conversation.id, conversation.show_human_names);
    unit.emit(place, actor, event);
    conversation
}
