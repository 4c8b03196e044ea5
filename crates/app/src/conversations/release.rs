//! A teammate hands the baton back to the assistant.

use super::{
    RESOLVED,
    order::{self, NewOrder},
    pass::{Passed, decide},
};
use crate::{
    App, Caller,
    error::{AppError, Result},
    unit::{Place, Unit},
};
use baton_core::{
    conversation::{HolderKind, ReleaseRefused},
    event::Event,
    id::ConversationId,
    role::Permission,
};
use baton_store::{analytics, conversations::Conversation};

impl App {
    /// Gives the baton back to the assistant: by its holder, or by those who may release any. The next visitor message is
    /// answered by the assistant, which learns what happened meanwhile.
    pub async fn release(&self, caller: &Caller, id: ConversationId) -> Result<Conversation> {
        self.release_with(caller, id, None).await
    }

    /// [`App::release`] with an order that the assistant keeps to from its next answer on. Where it has the baton already
    /// the order is left all the same.
    pub async fn release_with(
        &self,
        caller: &Caller,
        id: ConversationId,
        new: Option<NewOrder>,
    ) -> Result<Conversation> {
        let asking = caller.clone();
        let act = ("conversation.release", ("conversation", id.uuid()));
        self.privileged(caller, act, async move |unit| {
            let conversation = release(unit, &asking, id).await?;
            if let Some(new) = new {
                order::leave(unit, &asking, &conversation, new).await?;
            }
            Ok(conversation)
        })
        .await
    }
}

pub(super) async fn release(
    unit: &mut Unit<'_, '_>,
    caller: &Caller,
    id: ConversationId,
) -> Result<Conversation> {
    Ok(match hand_back(unit, caller, (id, true)).await? {
        Passed::Unchanged(conversation) | Passed::From(_, conversation) => conversation,
    })
}

/// Hands back what the caller may release; what waits for a person only where `also_waiting`.
pub(super) async fn hand_back(
    unit: &mut Unit<'_, '_>,
    caller: &Caller,
    (id, also_waiting): (ConversationId, bool),
) -> Result<Passed> {
    let any = caller.can(Permission::ConversationReleaseAny);
    super::no_trial(id)?;
    let passed = decide(unit, id, |conversation| {
        caller.require(Permission::ConversationReply)?;
        if !also_waiting && conversation.holder() == HolderKind::Nobody {
            return Err(AppError::MustClaimFirst(None));
        }
        match conversation.state().release(caller.person.id, any) {
            Ok(transition) => Ok(Some(transition)),
            Err(ReleaseRefused::HeldBy(_)) => {
                Err(AppError::MustClaimFirst(conversation.claimant()))
            }
            Err(ReleaseRefused::NotHeld) if conversation.holder() == HolderKind::Assistant => {
                Ok(None)
            }
            Err(ReleaseRefused::NotHeld) => Err(RESOLVED),
        }
    })
    .await?;
    let (from, conversation) = match passed {
        Passed::From(from, conversation) => (from, conversation),
        unchanged @ Passed::Unchanged(_) => return Ok(unchanged),
    };
    unit.audit(
        &caller.actor(),
        "conversation.release",
        ("conversation", id.uuid()),
    )
    .await?;
    analytics::record(
        unit.conn,
        unit.workspace,
        (unit.ids.next(), "released"),
        Some(id),
        unit.now,
    )
    .await?;
    let event = Event::ConversationReleased {
        baton: conversation.baton(),
        from,
    };
    unit.emit(
        Place::conversation(id, conversation.show_human_names),
        caller.actor(),
        event,
    );
    Ok(Passed::From(from, conversation))
}
