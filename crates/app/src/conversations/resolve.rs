//! Closing a conversation.

use super::pass::{Passed, decide};
use crate::{
    App, Caller,
    error::{AppError, Result},
    unit::{Place, Unit},
};
use baton_core::{event::Event, id::ConversationId, role::Permission};
use baton_store::{analytics, conversations::Conversation};

impl App {
    /// Closes and resolves. What a teammate holds is closed by them, or by those who may release any.
    pub async fn resolve(&self, caller: &Caller, id: ConversationId) -> Result<Conversation> {
        let (asking, act) = (
            caller,
            ("conversation.resolve", ("conversation", id.uuid())),
        );
        let caller = caller.clone();
        self.privileged(asking, act, async move |unit| {
            resolve(unit, &caller, id).await
        })
        .await
    }
}

pub(super) async fn resolve(
    unit: &mut Unit<'_, '_>,
    caller: &Caller,
    id: ConversationId,
) -> Result<Conversation> {
    let now = unit.now;
    super::no_trial(id)?;
    let passed = decide(unit, id, |conversation| {
        caller.require(Permission::ConversationReply)?;
        let held_by_other = conversation
            .state()
            .held_by()
            .is_some_and(|holder| holder != caller.person.id);
        if held_by_other && !caller.can(Permission::ConversationReleaseAny) {
            return Err(AppError::MustClaimFirst(conversation.claimant()));
        }
        Ok(conversation.state().resolve(now))
    })
    .await?;
    let conversation = match passed {
        Passed::Unchanged(conversation) => return Ok(conversation),
        Passed::From(_, conversation) => conversation,
    };
    analytics::record(
        unit.conn,
        unit.workspace,
        (unit.ids.next(), "resolved"),
        Some(id),
        now,
    )
    .await?;
    let target = ("conversation", id.uuid());
    unit.audit(&caller.actor(), "conversation.resolve", target)
        .await?;
    let event = Event::ConversationResolved {
        baton: conversation.baton(),
    };
    unit.emit(
        Place::conversation(id, conversation.show_human_names),
        caller.actor(),
        event,
    );
    Ok(conversation)
}
