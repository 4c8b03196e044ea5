//! Opening a resolved conversation again.

use super::{
    load,
    pass::{Passed, decide},
};
use crate::{
    App, Caller,
    error::Result,
    unit::{Place, Unit},
};
use baton_core::{actor::Actor, conversation::HolderKind, event::Event, id::ConversationId};
use baton_store::conversations::Conversation;

impl App {
    /// Opens it again, with the assistant. One that is open stays as it is.
    pub async fn reopen(&self, caller: &Caller, id: ConversationId) -> Result<Conversation> {
        let (asking, act) = (caller, ("conversation.reopen", ("conversation", id.uuid())));
        let caller = caller.clone();
        self.privileged(asking, act, async move |unit| {
            let before = load(unit, &caller, id).await?;
            if before.holder() == HolderKind::None {
                unit.audit(&caller.actor(), act.0, act.1).await?;
            }
            reopen(unit, id, caller.actor()).await
        })
        .await
    }
}

/// Opens a conversation where it is resolved; elsewhere answers it as it is.
pub(crate) async fn reopen(
    unit: &mut Unit<'_, '_>,
    id: ConversationId,
    actor: Actor,
) -> Result<Conversation> {
    let passed = decide(unit, id, |conversation| Ok(conversation.state().reopen())).await?;
    let conversation = match passed {
        Passed::Unchanged(conversation) => return Ok(conversation),
        Passed::From(_, conversation) => conversation,
    };
    let event = Event::ConversationReopened {
        baton: conversation.baton(),
    };
    unit.emit(
        Place::conversation(id, conversation.show_human_names),
        actor,
        event,
    );
    Ok(conversation)
}
