//! A teammate hands the baton back to the assistant.

use super::{claim::ROUNDS, load, pass};
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
        let asking = caller.clone();
        let outcome = self
            .transact(caller.workspace, async move |unit| {
                release(unit, &asking, id).await
            })
            .await;
        self.audited(
            caller,
            "conversation.release",
            ("conversation", id.uuid()),
            outcome,
        )
        .await
    }
}

async fn release(
    unit: &mut Unit<'_, '_>,
    caller: &Caller,
    id: ConversationId,
) -> Result<Conversation> {
    let any = caller.can(Permission::ConversationReleaseAny);
    for _ in 0..ROUNDS {
        let conversation = load(unit, caller, id).await?;
        let transition = match conversation.state().release(caller.person.id, any) {
            Ok(transition) => transition,
            Err(ReleaseRefused::HeldBy(_)) => {
                return Err(AppError::MustClaimFirst(conversation.claimant()));
            }
            Err(ReleaseRefused::NotHeld) if conversation.holder() == HolderKind::Assistant => {
                return Ok(conversation);
            }
            Err(ReleaseRefused::NotHeld) => {
                return Err(AppError::Conflict(
                    "This conversation is resolved. Reopen it first.",
                ));
            }
        };
        if let Some(conversation) = pass(unit, &conversation, &transition).await? {
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
                from: transition.from,
            };
            unit.emit(
                Place::conversation(id, conversation.show_human_names),
                caller.actor(),
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
