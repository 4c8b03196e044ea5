//! Beginning to practise.

use super::speak;
use crate::{
    App, Caller,
    error::{AppError, Result},
    unit::{Place, Unit},
};
use baton_core::{
    actor::Actor,
    channel::Channel,
    conversation::practice::NAME,
    event::{ContactName, Event},
    id::{ContactId, ConversationId},
    role::Permission,
};
use baton_store::{
    assistants, contacts,
    conversations::{self, NewConversation, practice},
};
use std::collections::BTreeMap;

/// After so long the visitor wants a person: the assistant has answered by then.
const PATIENCE_MS: i64 = 8_000;

impl App {
    /// Has a played visitor write, for whom the caller is responsible. Answers the conversation, and whether it is new: nobody
    /// practises twice at a time.
    pub async fn start_practice(&self, caller: &Caller) -> Result<(ConversationId, bool)> {
        let who = caller.clone();
        let act = ("practice.start", ("workspace", caller.workspace.uuid()));
        self.privileged(caller, act, async move |unit| {
            who.require(Permission::ConversationReply)?;
            let user = who.person.id;
            let running = practice::running(unit.conn, unit.workspace, user).await?;
            if let Some(id) = running {
                return Ok((id, false));
            }
            let id = begin(unit).await?;
            conversations::assign(unit.conn, unit.workspace, id, Some(user)).await?;
            speak(unit, id, "asks", unit.now)?;
            speak(unit, id, "waits", unit.now.plus_ms(PATIENCE_MS))?;
            unit.audit(&who.actor(), act.0, act.1).await?;
            Ok((id, true))
        })
        .await
    }
}

/// Opens a conversation with the first assistant that is not put aside.
async fn begin(unit: &mut Unit<'_, '_>) -> Result<ConversationId> {
    let (workspace, now) = (unit.workspace, unit.now);
    let all = assistants::list(unit.conn, workspace).await?;
    let first = all.into_iter().find(|kept| kept.archived_at.is_none());
    let Some(assistant) = first.map(|kept| kept.assistant) else {
        return Err(AppError::Conflict("Create an assistant first."));
    };
    let contact = meet(unit).await?;
    let id: ConversationId = unit.ids.next();
    let new = NewConversation {
        id: id.practice(),
        assistant_id: assistant.id,
        contact_id: contact,
        channel: Channel::Practice,
        page_url: None,
        page_title: None,
    };
    conversations::insert(unit.conn, workspace, &new, now).await?;
    let event = Event::ConversationCreated {
        channel: Channel::Practice,
        contact: ContactName {
            id: contact,
            name: Some(NAME.to_owned()),
        },
    };
    let place = Place::conversation(new.id, assistant.show_human_names);
    unit.emit(place, Actor::visitor(contact, Some(NAME)), event);
    Ok(new.id)
}

async fn meet(unit: &mut Unit<'_, '_>) -> Result<ContactId> {
    let new = contacts::NewContact {
        id: unit.ids.next(),
        locale: Some("en".to_owned()),
        device: None,
        referrer: None,
        landing_url: None,
        utm: BTreeMap::new(),
    };
    contacts::insert(unit.conn, unit.workspace, &new, unit.now).await?;
    let named = contacts::Details {
        name: Some(NAME.to_owned()),
        ..contacts::Details::default()
    };
    contacts::fill(unit.conn, unit.workspace, new.id, &named).await?;
    Ok(new.id)
}
