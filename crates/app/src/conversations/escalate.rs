//! Letting go of the baton so that a person takes it.

use super::{
    RESOLVED, brief, load,
    pass::{Passed, decide},
    topics::tag_by_words,
};
use crate::{
    App, Caller,
    error::Result,
    leads::alerts::raise::{Told, raise},
    members::staffing::tell_by_mail,
    unit::{Place, Unit},
};
use baton_core::{
    actor::{Actor, ActorKind},
    alert::AlertKind,
    conversation::{HolderKind, Reason, WaitMode},
    event::Event,
    id::{ConversationId, UserId},
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
        let (asking, act) = (
            caller,
            ("conversation.escalate", ("conversation", id.uuid())),
        );
        let caller = caller.clone();
        self.privileged(asking, act, async move |unit| {
            let before = load(unit, &caller, id).await?;
            let waiting = Escalation {
                reason,
                waits: WaitMode::Live,
                is_unattended: false,
            };
            let conversation = escalate(unit, id, caller.actor(), waiting).await?;
            if conversation.holder() == HolderKind::None {
                return Err(RESOLVED);
            }
            if conversation.epoch() != before.epoch() {
                unit.audit(&caller.actor(), act.0, act.1).await?;
            }
            Ok(conversation)
        })
        .await
    }
}

/// How a conversation comes to wait.
#[derive(Debug, Clone)]
pub(crate) struct Escalation {
    /// Why.
    pub(crate) reason: Reason,
    /// How the visitor waits.
    pub(crate) waits: WaitMode,
    /// Nobody is there: the team is told by mail at once.
    pub(crate) is_unattended: bool,
}

/// Escalates where the assistant holds the baton; elsewhere answers the conversation as it is.
pub(crate) async fn escalate(
    unit: &mut Unit<'_, '_>,
    id: ConversationId,
    actor: Actor,
    Escalation {
        reason,
        waits,
        is_unattended,
    }: Escalation,
) -> Result<Conversation> {
    let now = unit.now;
    let passed = decide(unit, id, |conversation| {
        Ok(conversation.state().escalate(reason.clone(), waits, now))
    })
    .await?;
    let conversation = match passed {
        Passed::Unchanged(conversation) => return Ok(conversation),
        Passed::From(_, conversation) => conversation,
    };
    told(unit, &conversation, (actor, is_unattended)).await?;
    Ok(conversation)
}

/// Tells the team and the visitor that a person is needed.
pub(in crate::conversations) async fn told(
    unit: &mut Unit<'_, '_>,
    conversation: &Conversation,
    (actor, is_unattended): (Actor, bool),
) -> Result<()> {
    let (id, now) = (conversation.id, unit.now);
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
    let by = actor.id.filter(|_| actor.kind == ActorKind::User);
    unit.emit(
        Place::conversation(id, conversation.show_human_names),
        actor,
        event,
    );
    if !id.is_real() {
        return Ok(());
    }
    tag_by_words(unit, conversation).await?;
    brief::write::enqueue(unit, conversation)?;
    let told = Told {
        kind: AlertKind::Handoff,
        lead: None,
        conversation: Some(id),
        by: by.map(UserId::from),
        own: None,
        is_mailed: is_unattended,
    };
    let alert = raise(unit, told).await?;
    if is_unattended {
        tell_by_mail(unit, conversation, alert).await?;
    }
    Ok(())
}
