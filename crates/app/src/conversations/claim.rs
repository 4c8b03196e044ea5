//! A teammate takes the baton.

use super::{
    RESOLVED, ask,
    pass::{Passed, decide},
};
use crate::{
    App, Caller,
    error::{AppError, Result},
    leads::alerts::acknowledge::acknowledge,
    unit::{Place, Unit},
};
use baton_core::{
    alert::AcknowledgedBy,
    conversation::{Claim, ClaimRefused, HolderKind},
    event::Event,
    id::{ConversationId, UserId},
    role::Permission,
};
use baton_store::{
    analytics,
    conversations::Conversation,
    leads::alerts::{About, By},
};

impl App {
    /// Gives the baton to the caller. Of two at once exactly one wins; the other learns who. `take_over`: also from a
    /// teammate, for those who may, and for whoever asked for it and met with silence. A claim cuts an answer of the assistant mid-word.
    pub async fn claim(
        &self,
        caller: &Caller,
        id: ConversationId,
        take_over: bool,
    ) -> Result<Conversation> {
        let asking = caller.clone();
        let online = take_over.then(|| self.presence.teammates(caller.workspace));
        let outcome = self
            .transact(caller.workspace, async move |unit| {
                let conversation = claim(unit, &asking, id, online.as_deref()).await?;
                let about = About::Conversation(id);
                let by = By {
                    user: asking.person.id,
                    how: AcknowledgedBy::Claimed,
                    for_team: true,
                };
                let ended = acknowledge(unit, about, by).await?;
                Ok((conversation, ended))
            })
            .await;
        let outcome = outcome.map(|(conversation, ended)| {
            self.tell_acknowledged(caller, &ended, AcknowledgedBy::Claimed);
            conversation
        });
        self.audited(
            caller,
            "conversation.claim",
            ("conversation", id.uuid()),
            outcome,
        )
        .await
    }
}

async fn claim(
    unit: &mut Unit<'_, '_>,
    caller: &Caller,
    id: ConversationId,
    // Also from a teammate, with who has a console open.
    take_over: Option<&[UserId]>,
) -> Result<Conversation> {
    super::no_trial(id)?;
    let (now, any) = (unit.now, caller.can(Permission::ConversationReleaseAny));
    let silence = match take_over {
        Some(online) if !any => ask::silence(unit, caller, (id, online)).await?,
        _ => None,
    };
    let passed = decide(unit, id, |conversation| {
        caller.require(Permission::ConversationReply)?;
        let take_over = take_over.is_some() && (any || silence == Some(conversation.epoch()));
        match conversation.state().claim(caller.person.id, take_over, now) {
            Ok(Claim::AlreadyYours) => Ok(None),
            Ok(Claim::Passed(transition)) => Ok(Some(transition)),
            Err(ClaimRefused::HeldBy(_)) => {
                let holder = conversation.claimant().ok_or(AppError::NotFound)?;
                Err(AppError::AlreadyClaimed(holder))
            }
            Err(ClaimRefused::Resolved) => Err(RESOLVED),
        }
    })
    .await?;
    match passed {
        Passed::Unchanged(conversation) => Ok(conversation),
        Passed::From(from, conversation) => claimed(unit, caller, conversation, from).await,
    }
}

async fn claimed(
    unit: &mut Unit<'_, '_>,
    caller: &Caller,
    conversation: Conversation,
    from: HolderKind,
) -> Result<Conversation> {
    let id = conversation.id;
    unit.audit(
        &caller.actor(),
        "conversation.claim",
        ("conversation", id.uuid()),
    )
    .await?;
    analytics::record(
        unit.conn,
        unit.workspace,
        (unit.ids.next(), "claimed"),
        Some(id),
        unit.now,
    )
    .await?;
    let event = Event::ConversationClaimed {
        baton: conversation.baton(),
        from,
    };
    unit.emit(
        Place::conversation(id, conversation.show_human_names),
        caller.actor(),
        event,
    );
    Ok(conversation)
}
