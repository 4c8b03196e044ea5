//! A person is asked for: what is said and done depends on who of the team is there.

use super::{
    escalate::{Escalation, escalate},
    pass::decide,
    wait,
};
use crate::{
    App, Visitor,
    assistant::{phrases, say::say},
    error::{AppError, Result},
    members::staffing::{Staffed, staffed},
    unit::Unit,
};
use baton_ai::language::Language;
use baton_core::{
    actor::{Actor, ActorKind},
    conversation::{HolderKind, Reason, WaitMode},
    id::{ContactId, ConversationId, UserId},
    message::MessageKind,
    team::wait::Staffing,
};
use baton_store::{
    contacts,
    conversations::{self, Conversation},
};

/// Somebody asks for a person.
#[derive(Debug, Clone)]
pub(crate) struct Call {
    /// Who asks: the visitor, or the assistant for them.
    pub(crate) actor: Actor,
    /// Why.
    pub(crate) reason: Reason,
    /// In which language the visitor is told.
    pub(crate) language: Language,
    /// Teammates whose console is open.
    pub(crate) online: Vec<UserId>,
    /// Whether the assistant has said already that it passes the conversation on.
    pub(crate) is_said: bool,
}

impl App {
    /// A visitor asks for a person, by the button. Where one is there or awaited in the live queue, nothing changes.
    pub async fn request_human(&self, visitor: Visitor, reason: Reason) -> Result<Conversation> {
        let online = self.presence.teammates(visitor.workspace);
        self.transact(visitor.workspace, async move |unit| {
            let call = Call {
                actor: Actor::visitor(visitor.contact, None),
                reason,
                language: language_of(unit, visitor.contact).await?,
                online,
                // The widget shows that a person is looked for.
                is_said: true,
            };
            call_person(unit, visitor.conversation, call).await
        })
        .await
    }
}

/// What a visitor reads, by their browser.
pub(crate) async fn language_of(unit: &mut Unit<'_, '_>, contact: ContactId) -> Result<Language> {
    let contact = contacts::find(unit.conn, unit.workspace, contact).await?;
    let locale = contact.and_then(|contact| contact.locale);
    Ok(locale
        .as_deref()
        .map_or(Language::Unknown, Language::from_tag))
}

/// Calls a person where the assistant holds the baton; who waits otherwise than in the live queue is put back there, at the
/// place that they had. Elsewhere answers the conversation as it is.
pub(crate) async fn call_person(
    unit: &mut Unit<'_, '_>,
    id: ConversationId,
    call: Call,
) -> Result<Conversation> {
    let found = conversations::find(unit.conn, unit.workspace, id).await?;
    let conversation = found.ok_or(AppError::NotFound)?;
    match conversation.holder() {
        HolderKind::Assistant => {}
        HolderKind::Nobody => return again(unit, &conversation, call).await,
        HolderKind::Person | HolderKind::None => return Ok(conversation),
    }
    let team = staffed(unit, &conversation, &call.online).await?;
    if let Some((kind, words)) = words(&team, &call) {
        say(unit, id, (kind, &words)).await?;
    }
    let waits = match team.staffing {
        Staffing::Available | Staffing::Unattended => WaitMode::Live,
        // Nobody comes for hours: the place is kept, and the assistant goes on helping.
        Staffing::Closed => WaitMode::Assisted,
    };
    let waiting = Escalation {
        reason: call.reason,
        waits,
        is_unattended: team.staffing == Staffing::Unattended,
    };
    escalate(unit, id, call.actor, waiting).await
}

async fn again(
    unit: &mut Unit<'_, '_>,
    conversation: &Conversation,
    call: Call,
) -> Result<Conversation> {
    // Of the assistant it is no news that a person is needed; whether it goes on helping is the visitor's choice.
    if call.actor.kind != ActorKind::Visitor {
        return Ok(conversation.clone());
    }
    let team = staffed(unit, conversation, &call.online).await?;
    if team.staffing == Staffing::Closed {
        // They wait already, and nobody is there who could come sooner.
        if let Some((kind, words)) = words(&team, &call) {
            say(unit, conversation.id, (kind, &words)).await?;
        }
        return Ok(conversation.clone());
    }
    let passed = decide(unit, conversation.id, |conversation| {
        Ok(conversation.state().wait(WaitMode::Live))
    })
    .await?;
    Ok(wait::told(unit, passed, call.actor))
}

/// What the assistant says of it, if anything.
fn words(team: &Staffed, call: &Call) -> Option<(MessageKind, String)> {
    let language = call.language;
    match team.staffing {
        Staffing::Closed => {
            let words = phrases::closed(language, team.opens.as_ref());
            Some((MessageKind::LeadForm, words))
        }
        _ if call.is_said => None,
        Staffing::Available => Some((
            MessageKind::Handover,
            phrases::handover(language).to_owned(),
        )),
        Staffing::Unattended => Some((
            MessageKind::Handover,
            phrases::unattended(language).to_owned(),
        )),
    }
}
