//! A teammate writes to the team: about a conversation, never into it.

use super::load;
use crate::{
    App, Caller,
    error::{AppError, InField as _, Result},
    leads::alerts::raise::{Own, Told, raise},
    unit::{Place, Unit},
};
use baton_core::{
    actor::Person,
    alert::AlertKind,
    event::Event,
    id::{ConversationId, UserId},
    team::note::{MAX_MENTIONS, Note},
    text::{Body, ClientId},
};
use baton_store::{
    conversations::Conversation,
    members::{notes, teammates},
};

/// A note to be written.
#[derive(Debug, Clone)]
pub struct NewNote {
    /// The author's own id for it: a repeat answers the first.
    pub client_id: String,
    /// Markdown, 1 to 4000 characters.
    pub body: String,
    /// Who is told of it.
    pub mentions: Vec<UserId>,
}

impl App {
    /// Stores a note of a member, once per client id, whoever holds the baton. Answers also whether it had been stored before.
    pub async fn add_note(
        &self,
        caller: &Caller,
        id: ConversationId,
        new: NewNote,
    ) -> Result<(Note, bool)> {
        let (asking, act) = (caller, ("conversation.note", ("conversation", id.uuid())));
        let caller = caller.clone();
        self.privileged(asking, act, async move |unit| {
            // Whether it exists and may be written to comes before what is wrong with the text.
            let conversation = load(unit, &caller, id).await?;
            let client_id = ClientId::parse(&new.client_id).in_field("client_id")?;
            let author = (caller.person.id, client_id.as_str());
            if let Some(note) = notes::by_client_id(unit.conn, unit.workspace, id, author).await? {
                return Ok((note, true));
            }
            let note = write(unit, &caller, &conversation, new).await?;
            Ok((note, false))
        })
        .await
    }
}

/// Stores a note and tells the team.
pub(super) async fn write(
    unit: &mut Unit<'_, '_>,
    caller: &Caller,
    conversation: &Conversation,
    new: NewNote,
) -> Result<Note> {
    let body = Body::parse(&new.body).in_field("body")?;
    let mentions = mentioned(unit, new.mentions).await?;
    let note = Note {
        id: unit.ids.next(),
        conversation_id: conversation.id,
        author: caller.person.clone(),
        body: body.into_string(),
        mentions,
        client_id: new.client_id,
        created_at: unit.now,
    };
    notes::insert(unit.conn, unit.workspace, &note).await?;
    for person in &note.mentions {
        let own = Own {
            user: person.id,
            note: Some(note.id),
        };
        alert(unit, caller, (AlertKind::Mention, conversation.id), own).await?;
    }
    let place = Place::conversation(conversation.id, conversation.show_human_names);
    let event = Event::NoteCreated { note: note.clone() };
    unit.emit(place, caller.actor(), event);
    Ok(note)
}

/// Tells somebody of what is their matter now, until they look; who does it to themselves knows already.
pub(super) async fn alert(
    unit: &mut Unit<'_, '_>,
    caller: &Caller,
    (kind, conversation): (AlertKind, ConversationId),
    own: Own,
) -> Result<()> {
    if own.user == caller.person.id {
        return Ok(());
    }
    let told = Told {
        kind,
        lead: None,
        conversation: Some(conversation),
        by: Some(caller.person.id),
        own: Some(own),
        is_mailed: false,
    };
    raise(unit, told).await?;
    Ok(())
}

/// Teammates by name, each once. Who does not belong to the workspace cannot be told.
async fn mentioned(unit: &mut Unit<'_, '_>, ids: Vec<UserId>) -> Result<Vec<Person>> {
    if ids.len() > MAX_MENTIONS {
        return Err(AppError::invalid(
            "mentions",
            "Mention at most 20 teammates.",
        ));
    }
    let mut people: Vec<Person> = Vec::with_capacity(ids.len());
    for id in ids {
        if people.iter().any(|person| person.id == id) {
            continue;
        }
        let found = teammates::find(unit.conn, unit.workspace, id).await?;
        let found = found.ok_or_else(|| {
            AppError::invalid("mentions", "Mention only people of this workspace.")
        })?;
        people.push(Person {
            id,
            name: found.name,
        });
    }
    Ok(people)
}
