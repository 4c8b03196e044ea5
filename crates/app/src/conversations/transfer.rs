//! A teammate passes the baton to another.

use super::{
    RESOLVED, assign, note,
    pass::{Passed, decide},
};
use crate::{
    App, Caller,
    error::{AppError, Result},
    unit::{Place, Unit},
};
use baton_core::{
    actor::Person,
    conversation::{HolderKind, TransferRefused},
    event::Event,
    id::{ConversationId, UserId},
    role::Permission,
};
use baton_store::{
    analytics,
    conversations::{self, Conversation},
};

impl App {
    /// Passes the baton to a teammate, with a word to them where there is one. The visitor reads who joined. Only the holder
    /// does that, or who may release any; at every moment exactly one holds it.
    pub async fn transfer(
        &self,
        caller: &Caller,
        id: ConversationId,
        to: UserId,
        word: Option<String>,
    ) -> Result<Conversation> {
        let asking = caller.clone();
        let act = ("conversation.transfer", ("conversation", id.uuid()));
        self.privileged(caller, act, async move |unit| {
            transfer(unit, &asking, id, (to, word)).await
        })
        .await
    }
}

async fn transfer(
    unit: &mut Unit<'_, '_>,
    caller: &Caller,
    id: ConversationId,
    (to, word): (UserId, Option<String>),
) -> Result<Conversation> {
    let found = conversations::find(unit.conn, unit.workspace, id).await?;
    let before = found.ok_or(AppError::NotFound)?;
    caller.require(Permission::ConversationReply)?;
    let taker = assign::taker(unit, caller, to).await?;
    let (now, any) = (unit.now, caller.can(Permission::ConversationReleaseAny));
    let passed = decide(unit, id, |conversation| {
        let by = (caller.person.id, any);
        match conversation.state().transfer(by, to, now) {
            Ok(transition) => Ok(transition),
            Err(TransferRefused::HeldBy(_)) => {
                Err(AppError::MustClaimFirst(conversation.claimant()))
            }
            Err(TransferRefused::NotHeld) => Err(AppError::MustClaimFirst(None)),
            Err(TransferRefused::Resolved) => Err(RESOLVED),
        }
    })
    .await?;
    let conversation = match passed {
        Passed::Unchanged(conversation) => return Ok(conversation),
        Passed::From(_, conversation) => conversation,
    };
    let done = Handed {
        act: "conversation.transfer",
        before: &before,
        now: &conversation,
        taker,
    };
    handed(unit, caller, done, word).await?;
    Ok(conversation)
}

/// What was passed to whom.
#[derive(Debug)]
pub(super) struct Handed<'a> {
    /// As the audit log calls it.
    pub(super) act: &'static str,
    /// As it was.
    pub(super) before: &'a Conversation,
    /// As it is.
    pub(super) now: &'a Conversation,
    /// Who has it now.
    pub(super) taker: Person,
}

/// Tells of what was passed: whoever got it, with a word where there is one, the team and the visitor.
pub(super) async fn handed(
    unit: &mut Unit<'_, '_>,
    caller: &Caller,
    Handed {
        act,
        before,
        now: conversation,
        taker,
    }: Handed<'_>,
    word: Option<String>,
) -> Result<()> {
    let (id, to) = (conversation.id, taker.id);
    // Before the pass, so that whoever gets it reads it first.
    if let Some(body) = word.filter(|word| !word.trim().is_empty()) {
        let new = note::NewNote {
            client_id: unit.ids.next::<uuid::Uuid>().to_string(),
            body,
            mentions: vec![to],
        };
        note::write(unit, caller, conversation, new).await?;
    } else {
        assign::alert(unit, caller, (id, Some(to))).await?;
    }
    told(unit, caller, (act, conversation)).await?;
    if before.agent().as_ref() != Some(&taker) {
        assign::told(unit, caller, before, Some(taker));
    }
    Ok(())
}

async fn told(
    unit: &mut Unit<'_, '_>,
    caller: &Caller,
    (act, conversation): (&str, &Conversation),
) -> Result<()> {
    let id = conversation.id;
    unit.audit(&caller.actor(), act, ("conversation", id.uuid()))
        .await?;
    analytics::record(
        unit.conn,
        unit.workspace,
        (unit.ids.next(), "transferred"),
        Some(id),
        unit.now,
    )
    .await?;
    let event = Event::ConversationClaimed {
        baton: conversation.baton(),
        from: HolderKind::Person,
    };
    let place = Place::conversation(id, conversation.show_human_names);
    unit.emit(place, caller.actor(), event);
    Ok(())
}
