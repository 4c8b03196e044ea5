//! A visitor writes.

use crate::{
    App, Visitor,
    assistant::{phrases, turn_job},
    conversations::{escalate::escalate, reopen::reopen, reply::Posted},
    error::{AppError, InField as _, Result},
    unit::{Place, Unit},
};
use baton_ai::{handover, language::Language};
use baton_core::{
    actor::Actor,
    conversation::{HolderKind, Reason, ReasonCode},
    event::Event,
    message::{Message, MessageKind, MessageRole, MessageState},
    text::{Body, ClientId},
};
use baton_store::{
    analytics,
    conversations::{self, Conversation},
    messages::{self, Fence},
};

impl App {
    /// Stores a visitor's message, once per client id. What follows from it is decided in the same transaction: a person is
    /// called at once where they ask for one, else the assistant's turn is enqueued, unless a person holds the baton.
    pub async fn receive(&self, visitor: Visitor, client_id: &str, body: &str) -> Result<Posted> {
        let (client_id, body) = (
            ClientId::parse(client_id).in_field("client_id")?,
            Body::parse(body).in_field("body")?,
        );
        let retry = (client_id.clone(), body.clone());
        let stored = self
            .transact(visitor.workspace, async move |unit| {
                receive(unit, visitor, &client_id, body).await
            })
            .await;
        match stored {
            // Two copies of one message at the same time: the second finds the first once that is committed.
            Err(AppError::Contended) => {
                let (client_id, body) = retry;
                self.transact(visitor.workspace, async move |unit| {
                    receive(unit, visitor, &client_id, body).await
                })
                .await
            }
            stored => stored,
        }
    }
}

async fn receive(
    unit: &mut Unit<'_, '_>,
    visitor: Visitor,
    client_id: &ClientId,
    body: Body,
) -> Result<Posted> {
    let (workspace, id) = (unit.workspace, visitor.conversation);
    if let Some(message) =
        messages::by_client_id(unit.conn, workspace, id, client_id.as_str()).await?
    {
        let is_theirs = message.role == MessageRole::User;
        return Posted::again(message, is_theirs);
    }
    let message = Message {
        id: unit.ids.next(),
        conversation_id: id,
        seq: 0,
        role: MessageRole::User,
        author: None,
        body: body.into_string(),
        client_id: Some(client_id.as_str().to_owned()),
        state: MessageState::Complete,
        kind: None,
        citations: Vec::new(),
        turn_id: None,
        created_at: unit.now,
    };
    // The row lock that this takes orders it against claims and against the end of a running turn.
    let stored = messages::append(unit.conn, workspace, message, Fence::None).await?;
    let message = stored.ok_or(AppError::Unauthorized)?;
    let conversation = conversations::find(unit.conn, workspace, id)
        .await?
        .ok_or(AppError::Unauthorized)?;
    let actor = Actor::visitor(visitor.contact, conversation.contact_name.as_deref());
    let place = Place::conversation(id, conversation.show_human_names);
    unit.emit(
        place,
        actor.clone(),
        Event::MessageCreated {
            message: message.clone(),
        },
    )
    .await?;
    if conversation.visitor_messages == 1 {
        analytics::record(
            unit.conn,
            workspace,
            (unit.ids.next(), "engaged"),
            Some(id),
            unit.now,
        )
        .await?;
    }
    let conversation = match conversation.holder() {
        HolderKind::None => reopen(unit, id, actor.clone()).await?,
        _ => conversation,
    };
    if conversation.holder() == HolderKind::Assistant {
        follow_up(unit, &conversation, &message, actor).await?;
    }
    Ok(Posted {
        message,
        repeated: false,
    })
}

/// What the assistant's side does about a message: call a person, ask for contact details, or answer.
async fn follow_up(
    unit: &mut Unit<'_, '_>,
    conversation: &Conversation,
    message: &Message,
    visitor: Actor,
) -> Result<()> {
    let language = Language::detect(&message.body);
    if handover::asks_for_person(&message.body) {
        say(
            unit,
            conversation,
            (MessageKind::Handover, phrases::handover(language)),
        )
        .await?;
        let reason = Reason::new(ReasonCode::VisitorAsked, None);
        escalate(unit, conversation.id, visitor, reason).await?;
        return Ok(());
    }
    if handover::wants_contact(&message.body) {
        return say(
            unit,
            conversation,
            (MessageKind::LeadForm, phrases::lead_form(language)),
        )
        .await;
    }
    turn_job::enqueue(unit, conversation.id).await
}

/// The assistant says something of its own accord, while it holds the baton.
async fn say(
    unit: &mut Unit<'_, '_>,
    conversation: &Conversation,
    what: (MessageKind, &str),
) -> Result<()> {
    let message = Message {
        id: unit.ids.next(),
        conversation_id: conversation.id,
        seq: 0,
        role: MessageRole::Assistant,
        author: None,
        body: what.1.to_owned(),
        client_id: None,
        state: MessageState::Complete,
        kind: Some(what.0),
        citations: Vec::new(),
        turn_id: None,
        created_at: unit.now,
    };
    let fence = Fence::Epoch(conversation.epoch());
    let Some(message) = messages::append(unit.conn, unit.workspace, message, fence).await? else {
        return Ok(());
    };
    let actor = Actor::assistant(conversation.assistant_id, &conversation.assistant_name);
    let place = Place::conversation(conversation.id, conversation.show_human_names);
    unit.emit(place, actor, Event::MessageCreated { message })
        .await
}
