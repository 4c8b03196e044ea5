//! The assistant says something without being asked, in the transaction of what it says it about.

use crate::{
    error::{AppError, Result},
    unit::{Place, Unit},
};
use baton_core::{
    actor::Actor,
    event::Event,
    id::ConversationId,
    message::{Message, MessageKind, MessageRole, MessageState},
};
use baton_store::{
    conversations, leads,
    messages::{self, Fence},
};

/// The assistant says something of its own accord, while it may.
pub(crate) async fn say(
    unit: &mut Unit<'_, '_>,
    id: ConversationId,
    what: (MessageKind, &str),
) -> Result<()> {
    say_once(unit, id, what, None).await.map(drop)
}

/// [`say`], at most once for a client id; answers the message. Where the assistant may not it says nothing.
pub(crate) async fn say_once(
    unit: &mut Unit<'_, '_>,
    id: ConversationId,
    (kind, body): (MessageKind, &str),
    client_id: Option<String>,
) -> Result<Option<Message>> {
    let conversation = conversations::find(unit.conn, unit.workspace, id).await?;
    let conversation = conversation.ok_or(AppError::Unauthorized)?;
    if let Some(client_id) = &client_id {
        if !conversation.state().assistant_answers() {
            return Ok(None);
        }
        let before = messages::by_client_id(unit.conn, unit.workspace, id, client_id).await?;
        if before.is_some() {
            return Ok(before);
        }
    }
    let message = Message {
        id: unit.ids.next(),
        conversation_id: conversation.id,
        seq: 0,
        role: MessageRole::Assistant,
        author: None,
        body: body.to_owned(),
        client_id,
        state: MessageState::Complete,
        kind: Some(kind),
        citations: Vec::new(),
        turn_id: None,
        created_at: unit.now,
        edited_at: None,
        attachments: Vec::new(),
    };
    let fence = Fence::Epoch(conversation.epoch());
    let Some(message) = messages::append(unit.conn, unit.workspace, message, fence).await? else {
        return Ok(None);
    };
    let actor = Actor::assistant(conversation.assistant_id, &conversation.assistant_name);
    let place = Place::conversation(conversation.id, conversation.show_human_names);
    let event = Event::MessageCreated {
        message: message.clone(),
    };
    unit.emit(place, actor, event);
    Ok(Some(message))
}

/// Shows the form for contact details, once in a conversation, unless they are known.
pub(crate) async fn ask_for_details(
    unit: &mut Unit<'_, '_>,
    id: ConversationId,
    words: &str,
) -> Result<()> {
    let workspace = unit.workspace;
    if messages::has_kind(unit.conn, workspace, id, MessageKind::LeadForm).await?
        || leads::of_conversation(unit.conn, workspace, id)
            .await?
            .is_some()
    {
        return Ok(());
    }
    say(unit, id, (MessageKind::LeadForm, words)).await
}
