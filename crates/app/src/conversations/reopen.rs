//! Opening a resolved conversation again.

use super::{claim::ROUNDS, load, pass};
use crate::{
    App, Caller,
    error::{AppError, Result},
    unit::{Place, Unit},
};
use baton_core::{actor::Actor, event::Event, id::ConversationId};
use baton_store::conversations::{self, Conversation};

impl App {
    /// Opens it again, with the assistant. One that is open stays as it is.
    pub async fn reopen(&self, caller: &Caller, id: ConversationId) -> Result<Conversation> {
        let caller = caller.clone();
        self.transact(caller.workspace, async move |unit| {
            load(unit, &caller, id).await?;
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
    for _ in 0..ROUNDS {
        let conversation = conversations::find(unit.conn, unit.workspace, id)
            .await?
            .ok_or(AppError::NotFound)?;
        let Some(transition) = conversation.state().reopen() else {
            return Ok(conversation);
        };
        if let Some(conversation) = pass(unit, &conversation, &transition).await? {
            let event = Event::ConversationReopened {
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
