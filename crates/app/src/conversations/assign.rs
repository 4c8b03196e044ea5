//! Making a teammate responsible. That gives them no baton, and stops nobody from answering.

use super::{RESOLVED, load, note};
use crate::{
    App, Caller,
    error::{AppError, Result},
    leads::alerts::raise::Own,
    unit::{Place, Unit},
};
use baton_core::{
    actor::Person,
    alert::AlertKind,
    conversation::HolderKind,
    event::Event,
    id::{ConversationId, UserId},
    role::Permission,
};
use baton_store::{
    conversations::{self, Conversation},
    leads::alerts::{self, About},
    members::teammates,
};

impl App {
    /// Makes a teammate responsible for a conversation, or nobody.
    pub async fn assign(
        &self,
        caller: &Caller,
        id: ConversationId,
        to: Option<UserId>,
    ) -> Result<Conversation> {
        let (asking, act) = (caller, ("conversation.assign", ("conversation", id.uuid())));
        let caller = caller.clone();
        self.privileged(asking, act, async move |unit| {
            let conversation = load(unit, &caller, id).await?;
            let agent = match to {
                Some(user) if conversation.holder() == HolderKind::None => {
                    // Whoever was responsible may still be; nobody new is sent to what is closed.
                    let same = conversation.agent().filter(|agent| agent.id == user);
                    Some(same.ok_or(RESOLVED)?)
                }
                Some(user) => Some(taker(unit, &caller, user).await?),
                None => None,
            };
            let before = conversation.agent();
            if before == agent {
                return Ok(conversation);
            }
            let user = agent.as_ref().map(|person| person.id);
            conversations::assign(unit.conn, unit.workspace, id, user).await?;
            unit.audit(&caller.actor(), act.0, act.1).await?;
            told(unit, &caller, &conversation, agent);
            alert(unit, &caller, (id, user)).await?;
            let now = conversations::find(unit.conn, unit.workspace, id).await?;
            now.ok_or(AppError::NotFound)
        })
        .await
    }
}

/// Says who is responsible now; `conversation` is as it was before.
pub(crate) fn told(
    unit: &mut Unit<'_, '_>,
    caller: &Caller,
    conversation: &Conversation,
    agent: Option<Person>,
) {
    let event = Event::ConversationAssigned {
        agent,
        before: conversation.agent(),
    };
    let place = Place::conversation(conversation.id, conversation.show_human_names);
    unit.emit(place, caller.actor(), event);
}

/// Tells whoever is responsible now, until they look; who was before need not look any more.
pub(super) async fn alert(
    unit: &mut Unit<'_, '_>,
    caller: &Caller,
    (id, user): (ConversationId, Option<UserId>),
) -> Result<()> {
    let older = (AlertKind::Assigned, About::Conversation(id));
    alerts::close(unit.conn, unit.workspace, older, unit.now).await?;
    if let Some(user) = user {
        let own = Own { user, note: None };
        note::alert(unit, caller, (AlertKind::Assigned, id), own).await?;
    }
    Ok(())
}

/// A teammate who can take a conversation: of this workspace, with the right to reply, and not away. Whoever is away may still
/// take one for themselves.
pub(super) async fn taker(
    unit: &mut Unit<'_, '_>,
    caller: &Caller,
    user: UserId,
) -> Result<Person> {
    let found = teammates::find(unit.conn, unit.workspace, user).await?;
    let found =
        found.ok_or_else(|| AppError::invalid("user_id", "Choose somebody of this workspace."))?;
    if !found.role.can(Permission::ConversationReply) {
        let hint = format!(
            "{} can only read. Choose somebody who may reply.",
            found.name
        );
        return Err(AppError::invalid("user_id", hint));
    }
    if found.away_at.is_some() && user != caller.person.id {
        let hint = format!("{} is away. Choose somebody who is available.", found.name);
        return Err(AppError::invalid("user_id", hint));
    }
    Ok(Person {
        id: user,
        name: found.name,
    })
}
