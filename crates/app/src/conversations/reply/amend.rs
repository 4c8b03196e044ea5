//! A teammate changes what they just said, or takes it back.

use super::load;
use crate::{
    App, Caller,
    error::{AppError, InField as _, Result},
    unit::{Place, Unit},
    work::unsay,
};
use baton_core::{
    event::Event,
    id::ConversationId,
    message::{Message, MessageState, amend::AmendRefused},
    text::Body,
    time::Timestamp,
};
use baton_store::{
    conversations::Conversation,
    messages::{amend, attachments},
};

const TOO_LATE: AppError = AppError::Conflict(
    "Messages can be edited or unsent for a minute after they were sent. Write another one instead.",
);
const UNSENT: AppError = AppError::Conflict("This message was unsent.");
const NOT_THEIRS: AppError =
    AppError::Conflict("Only who wrote a message may edit or unsend it, and only teammates' own.");
const KEPT: AppError = AppError::Conflict(
    "What was sent on this channel cannot be edited or unsent. Write another message instead.",
);
const MAILED: AppError = AppError::Conflict(
    "This message has gone out by e-mail and cannot be edited or unsent. Write another one instead.",
);
const CHANGED: AppError = AppError::Conflict(
    "This message was edited meanwhile, perhaps in another tab. Look at it as it is now.",
);

/// A change of a message: what it shall say.
#[derive(Debug, Clone, Copy)]
pub struct Edit<'a> {
    /// Markdown.
    pub body: &'a str,
    /// The `edited_at` of the message that was read: a change of anything else is refused.
    pub was: Option<Timestamp>,
}

impl App {
    /// Changes what the caller said within the last minute. What says so already is left as it is: a repeat answers the first.
    pub async fn edit_message(
        &self,
        caller: &Caller,
        (id, seq): (ConversationId, i64),
        edit: Edit<'_>,
    ) -> Result<Message> {
        let act = ("conversation.edit", ("conversation", id.uuid()));
        let (asking, was) = (caller.clone(), edit.was);
        let wanted = edit.body.to_owned();
        self.privileged(caller, act, async move |unit| {
            let (conversation, message) = find(unit, &asking, (id, seq)).await?;
            let beside = !message.attachments.is_empty();
            let body = Body::parse_beside(&wanted, beside).in_field("body")?;
            let body = body.into_string();
            let is_theirs =
                message.author.as_ref().map(|author| author.id) == Some(asking.person.id);
            if is_theirs && message.state == MessageState::Complete && message.body == body {
                return Ok(message);
            }
            may(unit, &asking, (&conversation, &message))?;
            if message.edited_at != was {
                return Err(CHANGED);
            }
            let edited = message.edited(body, unit.now);
            let event = Event::MessageEdited {
                message: edited.clone(),
                before: message.body.clone(),
            };
            change(unit, &asking, (&conversation, &message), (&edited, event)).await?;
            Ok(edited)
        })
        .await
    }

    /// Takes back what the caller said within the last minute. What was taken back already is answered as it is.
    pub async fn unsend_message(
        &self,
        caller: &Caller,
        (id, seq): (ConversationId, i64),
    ) -> Result<Message> {
        let act = ("conversation.unsend", ("conversation", id.uuid()));
        let asking = caller.clone();
        self.privileged(caller, act, async move |unit| {
            let (conversation, message) = find(unit, &asking, (id, seq)).await?;
            match may(unit, &asking, (&conversation, &message)) {
                Err(AppError::Conflict(_)) if message.state == MessageState::Unsent => {
                    return Ok(message);
                }
                outcome => outcome?,
            }
            let unsent = message.unsent(unit.now);
            let event = Event::MessageUnsent {
                message: unsent.clone(),
            };
            change(unit, &asking, (&conversation, &message), (&unsent, event)).await?;
            unit.audit(&asking.actor(), act.0, act.1).await?;
            if !message.attachments.is_empty() {
                attachments::let_go(unit.conn, unit.workspace, message.id).await?;
            }
            unsay::enqueue(unit, &message)?;
            Ok(unsent)
        })
        .await
    }
}

async fn find(
    unit: &mut Unit<'_, '_>,
    caller: &Caller,
    (id, seq): (ConversationId, i64),
) -> Result<(Conversation, Message)> {
    let conversation = load(unit, caller, id).await?;
    let message = amend::at(unit.conn, unit.workspace, (id, seq)).await?;
    Ok((conversation, message.ok_or(AppError::NotFound)?))
}

fn may(
    unit: &Unit<'_, '_>,
    caller: &Caller,
    (conversation, message): (&Conversation, &Message),
) -> Result<()> {
    match message.amend(caller.person.id, conversation.channel, unit.now) {
        Ok(()) if conversation.mailed_seq >= message.seq => Err(MAILED),
        Ok(()) => Ok(()),
        Err(AmendRefused::Channel) => Err(KEPT),
        Err(AmendRefused::NotTheirs) => Err(NOT_THEIRS),
        Err(AmendRefused::Unsent) => Err(UNSENT),
        Err(AmendRefused::TooLate) => Err(TOO_LATE),
    }
}

/// Stores a change, and tells of it. Whoever changed it at the same time was first.
async fn change(
    unit: &mut Unit<'_, '_>,
    caller: &Caller,
    (conversation, before): (&Conversation, &Message),
    (after, event): (&Message, Event),
) -> Result<()> {
    let when = (before.edited_at, unit.now);
    if !amend::set(unit.conn, unit.workspace, after, when).await? {
        return Err(CHANGED);
    }
    let (id, last_seq) = (conversation.id, conversation.last_seq);
    amend::retell(unit.conn, unit.workspace, id, last_seq).await?;
    let place = Place::conversation(id, conversation.show_human_names);
    unit.emit(place, caller.actor(), event);
    Ok(())
}
