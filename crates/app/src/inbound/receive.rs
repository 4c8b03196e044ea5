//! A visitor writes.

use super::gathering::Outcome;
use crate::{
    App, Visitor,
    assistant::{phrases, say::say, turn_job},
    conversations::{
        autopilot::mode_of,
        calling::{Call, call_person},
        reopen::reopen,
        reply::Posted,
    },
    error::{AppError, InField as _, Result},
    unit::{Place, Unit},
};
use baton_ai::{handover::Wish, language::Language};
use baton_core::{
    actor::Actor,
    assistant::AutopilotMode,
    conversation::{HolderKind, Reason, ReasonCode},
    event::Event,
    id::{ConversationId, UserId},
    message::{Message, MessageKind, MessageRole, MessageState},
    text::{Body, ClientId},
};
use baton_store::{
    analytics,
    conversations::{self, held},
    messages::{self, Received},
};

/// What is read from the words of a message, before the transaction: others wait for that.
#[derive(Debug, Clone)]
pub(super) struct Read {
    language: Language,
    wish: Wish,
    /// Teammates who are there, where a person is asked for.
    online: Vec<UserId>,
}

impl Read {
    fn of(app: &App, visitor: Visitor, body: &str) -> Self {
        let wish = Wish::of(body);
        let online = if wish.person {
            app.presence.teammates(visitor.workspace)
        } else {
            Vec::new()
        };
        Self {
            language: Language::detect(body),
            wish,
            online,
        }
    }
}

/// What a visitor wrote, on its way to be stored.
#[derive(Debug, Clone)]
pub(super) struct Letter {
    pub(super) visitor: Visitor,
    pub(super) message: Message,
    read: Read,
}

impl App {
    /// Stores a visitor's message, once per client id. What follows from it is decided in the same transaction: a person is
    /// called at once where they ask for one, else the assistant's turn is enqueued, unless a person holds the baton.
    pub async fn receive(&self, visitor: Visitor, client_id: &str, body: &str) -> Result<Posted> {
        let (client_id, body) = (
            ClientId::parse(client_id).in_field("client_id")?,
            Body::parse(body).in_field("body")?,
        );
        let message = Message {
            id: self.ids.next(),
            conversation_id: visitor.conversation,
            seq: 0,
            role: MessageRole::User,
            author: None,
            body: body.into_string(),
            client_id: Some(client_id.as_str().to_owned()),
            state: MessageState::Complete,
            kind: None,
            citations: Vec::new(),
            turn_id: None,
            created_at: self.clock.now(),
            edited_at: None,
            attachments: Vec::new(),
        };
        let read = Read::of(self, visitor, &message.body);
        let letter = Letter {
            visitor,
            message,
            read,
        };
        if visitor.conversation.is_trial() {
            self.note_question(visitor.workspace);
        }
        let _share = self.budget.take(visitor.workspace)?;
        if !self.db.commits_together() {
            match self.gather(letter.clone()).await? {
                Outcome::Stored(posted) => return Ok(posted),
                Outcome::Failed(error) => return Err(error),
                Outcome::Alone => {}
            }
        }
        match self.receive_alone(letter.clone()).await {
            // Two copies of one message at the same time: the second finds the first once that is committed.
            Err(AppError::Contended) => self.receive_alone(letter).await,
            stored => stored,
        }
    }

    async fn receive_alone(&self, letter: Letter) -> Result<Posted> {
        self.carry_out(letter.visitor.workspace, async move |unit| {
            receive(unit, letter).await
        })
        .await
    }
}

async fn receive(unit: &mut Unit<'_, '_>, mut letter: Letter) -> Result<Posted> {
    let (workspace, id) = (unit.workspace, letter.visitor.conversation);
    letter.message.created_at = unit.now;
    // The row lock that this takes orders it against claims and against the end of a running turn.
    let received = messages::receive(unit.conn, workspace, &letter.message).await?;
    if let Some(received) = received {
        return answer(unit, letter, received).await;
    }
    let client_id = letter.message.client_id.unwrap_or_default();
    let before = messages::by_client_id(unit.conn, workspace, id, &client_id).await?;
    let before = before.ok_or(AppError::Unauthorized)?;
    let is_theirs = before.role == MessageRole::User;
    Posted::again(before, is_theirs)
}

/// What follows from a message that was just stored.
pub(super) async fn answer(
    unit: &mut Unit<'_, '_>,
    letter: Letter,
    received: Received,
) -> Result<Posted> {
    let Letter {
        visitor,
        mut message,
        read,
    } = letter;
    let (workspace, id) = (unit.workspace, visitor.conversation);
    message.seq = received.seq;
    let actor = Actor::visitor(visitor.contact, received.contact_name.as_deref());
    let place = Place::conversation(id, received.show_human_names);
    let event = Event::MessageCreated {
        message: message.clone(),
    };
    unit.emit(place, actor.clone(), event);
    if received.visitor_messages == 1 {
        conversations::engage(unit.conn, workspace, id).await?;
        let engaged = (unit.ids.next(), "engaged");
        analytics::record(unit.conn, workspace, engaged, Some(id), unit.now).await?;
    }
    let state = received.state();
    let answers = if state.holder() == HolderKind::None {
        let reopened = reopen(unit, id, actor.clone()).await?;
        reopened.state().assistant_answers()
    } else {
        state.assistant_answers()
    };
    if answers {
        follow_up(unit, id, read, actor).await?;
    }
    Ok(Posted {
        message,
        repeated: false,
    })
}

/// Whether the assistant says nothing here.
async fn is_off(unit: &mut Unit<'_, '_>, id: ConversationId) -> Result<bool> {
    let found = conversations::find(unit.conn, unit.workspace, id).await?;
    let conversation = found.ok_or(AppError::Unauthorized)?;
    Ok(mode_of(unit, &conversation).await? == AutopilotMode::Off)
}

/// What the assistant's side does about a message: call a person, ask for contact details, or answer.
async fn follow_up(
    unit: &mut Unit<'_, '_>,
    id: ConversationId,
    read: Read,
    visitor: Actor,
) -> Result<()> {
    if read.wish.person {
        let call = Call {
            actor: visitor,
            reason: Reason::new(ReasonCode::VisitorAsked, None),
            language: read.language,
            online: read.online,
            is_said: false,
        };
        call_person(unit, id, call).await?;
        return Ok(());
    }
    if read.wish.contact && !is_off(unit, id).await? {
        let words = phrases::lead_form(read.language);
        // The form is the answer to that; what is held answers what they asked before.
        let asked = messages::last_visitor_seq(unit.conn, unit.workspace, id).await?;
        held::stand_beside(unit.conn, unit.workspace, (id, asked)).await?;
        return say(unit, id, (MessageKind::LeadForm, words)).await;
    }
    turn_job::enqueue(unit, id)
}
