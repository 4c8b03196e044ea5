//! Tagging a conversation.

use super::{inbox::tags::by_hand, load};
use crate::{
    App, Caller,
    error::{AppError, Result},
    unit::{Place, Unit},
};
use baton_core::{actor::Actor, event::Event, id::ConversationId};
use baton_store::conversations::{self, Conversation, tags};

/// The longest tag, in characters.
const MAX_CHARS: usize = 40;

impl App {
    /// Adds a tag; one that is there already stays as it is.
    pub async fn tag(
        &self,
        caller: &Caller,
        id: ConversationId,
        name: &str,
    ) -> Result<Conversation> {
        let (asking, act) = (caller, ("conversation.tag", ("conversation", id.uuid())));
        let (caller, name) = (caller.clone(), clean(name)?);
        self.privileged(asking, act, async move |unit| {
            load(unit, &caller, id).await?;
            by_hand(unit, &name).await?;
            add(unit, id, &name, caller.actor()).await
        })
        .await
    }

    /// Removes a tag; one that is not there is no error.
    pub async fn untag(
        &self,
        caller: &Caller,
        id: ConversationId,
        name: &str,
    ) -> Result<Conversation> {
        let (asking, act) = (caller, ("conversation.untag", ("conversation", id.uuid())));
        let (caller, name) = (caller.clone(), clean(name)?);
        self.privileged(asking, act, async move |unit| {
            let conversation = load(unit, &caller, id).await?;
            if tags::remove(unit.conn, unit.workspace, id, &name).await? {
                let tags = tags::list(unit.conn, unit.workspace, id).await?;
                let event = Event::ConversationUntagged { tag: name, tags };
                let place = Place::conversation(id, conversation.show_human_names);
                unit.emit(place, caller.actor(), event);
            }
            Ok(conversation)
        })
        .await
    }
}

/// Adds a tag to a conversation of this workspace.
pub(crate) async fn add(
    unit: &mut Unit<'_, '_>,
    id: ConversationId,
    name: &str,
    actor: Actor,
) -> Result<Conversation> {
    let found = conversations::find(unit.conn, unit.workspace, id).await?;
    let conversation = found.ok_or(AppError::NotFound)?;
    if tags::add(unit.conn, unit.workspace, id, name, unit.now).await? {
        let tags = tags::list(unit.conn, unit.workspace, id).await?;
        let event = Event::ConversationTagged {
            tag: name.to_owned(),
            tags,
        };
        unit.emit(
            Place::conversation(id, conversation.show_human_names),
            actor,
            event,
        );
    }
    Ok(conversation)
}

/// One line, lower case, 1 to 40 characters.
pub(crate) fn clean(name: &str) -> Result<String> {
    let name = name
        .split_whitespace()
        .collect::<Vec<_>>()
        .join(" ")
        .to_lowercase();
    match name.chars().filter(|c| !c.is_control()).count() {
        1..=MAX_CHARS => Ok(name.chars().filter(|c| !c.is_control()).collect()),
        _ => Err(AppError::invalid(
            "name",
            "Write a tag of 1 to 40 characters.",
        )),
    }
}
