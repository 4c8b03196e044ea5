//! A teammate who holds the baton writes to the visitor.

pub mod amend;
pub mod attach;

use super::{load, mail_answer, practice, release::release, resolve::resolve};
use crate::{
    App, Caller,
    error::{AppError, InField as _, Result},
    unit::{Place, Unit},
};
use baton_core::{
    conversation::Then,
    event::Event,
    id::{AttachmentId, ConversationId},
    message::{Message, MessageRole, MessageState},
    text::{Body, ClientId},
};
use baton_store::{
    conversations::{Conversation, reads},
    messages::{self, Fence},
};

/// A stored message, and whether it had been stored before under its client id.
#[derive(Debug, Clone)]
pub struct Posted {
    /// The message.
    pub message: Message,
    /// Whether this call was a repeat.
    pub repeated: bool,
}

impl Posted {
    /// The answer to a call whose client id is known. An id that somebody else wrote with is no repeat: taken for one, it
    /// would swallow what is said now.
    pub(crate) fn again(message: Message, is_theirs: bool) -> Result<Self> {
        if !is_theirs {
            let hint = "Somebody else wrote with this id here. Send another one.";
            return Err(AppError::invalid("client_id", hint));
        }
        Ok(Self {
            message,
            repeated: true,
        })
    }
}

/// What a teammate writes, and what happens with it.
#[derive(Debug, Clone, Copy)]
pub struct Words<'a> {
    /// The sender's own id for it: a repeat answers the first.
    pub client_id: &'a str,
    /// Markdown.
    pub body: &'a str,
    /// Files that go with it, uploaded before. With some, there may be no words.
    pub files: &'a [AttachmentId],
    /// What becomes of the conversation, in the same transaction.
    pub then: Option<Then>,
}

/// What somebody says who holds the baton.
pub(in crate::conversations) struct Saying {
    /// Under which id.
    pub(super) client_id: ClientId,
    /// The words.
    pub(super) body: Body,
    /// The files.
    pub(super) files: Vec<AttachmentId>,
    /// What becomes of the conversation.
    pub(super) then: Option<Then>,
}

impl App {
    /// Stores a reply of the holder, once per client id, and only while they hold the baton.
    pub async fn reply(
        &self,
        caller: &Caller,
        id: ConversationId,
        client_id: &str,
        body: &str,
    ) -> Result<Posted> {
        let words = Words {
            client_id,
            body,
            files: &[],
            then: None,
        };
        self.reply_and(caller, id, words).await
    }

    /// [`App::reply`] with what follows from it: both happen, or neither.
    pub async fn reply_and(
        &self,
        caller: &Caller,
        id: ConversationId,
        words: Words<'_>,
    ) -> Result<Posted> {
        let (asking, act) = (caller, ("conversation.reply", ("conversation", id.uuid())));
        let body = Body::parse_beside(words.body, !words.files.is_empty()).in_field("body");
        let (caller, files) = (caller.clone(), attach::chosen(words.files));
        let client_id = ClientId::parse(words.client_id).in_field("client_id");
        let then = words.then;
        self.privileged(asking, act, async move |unit| {
            // Whether it exists and may be written to comes before what is wrong with the text.
            let conversation = load(unit, &caller, id).await?;
            let (client_id, body, files) = (client_id?, body?, files?);
            if let Some(message) =
                messages::by_client_id(unit.conn, unit.workspace, id, client_id.as_str()).await?
            {
                let is_theirs =
                    message.author.as_ref().map(|author| author.id) == Some(caller.person.id);
                return Posted::again(message, is_theirs);
            }
            if conversation.state().held_by() != Some(caller.person.id) {
                return Err(AppError::MustClaimFirst(conversation.claimant()));
            }
            let saying = Saying {
                client_id,
                body,
                files,
                then,
            };
            let message = say(unit, &caller, &conversation, saying).await?;
            Ok(Posted {
                message,
                repeated: false,
            })
        })
        .await
    }
}

/// Says what somebody wrote who holds the baton, with what follows from it.
pub(super) async fn say(
    unit: &mut Unit<'_, '_>,
    caller: &Caller,
    conversation: &Conversation,
    saying: Saying,
) -> Result<Message> {
    let (id, then) = (conversation.id, saying.then);
    let message = said(unit, caller, id, saying).await?;
    let fence = Fence::Epoch(conversation.epoch());
    let Some(message) = messages::append(unit.conn, unit.workspace, message, fence).await? else {
        return Err(AppError::MustClaimFirst(None));
    };
    reads::set(unit.conn, unit.workspace, id, caller.person.id, message.seq).await?;
    let place = Place::conversation(id, conversation.show_human_names);
    unit.emit(
        place,
        caller.actor(),
        Event::MessageCreated {
            message: message.clone(),
        },
    );
    if conversation.mail_to.is_some() {
        mail_answer::enqueue(unit, id)?;
    }
    practice::answer(unit, id, message.seq)?;
    match then {
        Some(Then::Resolve) => drop(resolve(unit, caller, id).await?),
        Some(Then::Release) => drop(release(unit, caller, id).await?),
        None => {}
    }
    Ok(message)
}

async fn said(
    unit: &mut Unit<'_, '_>,
    caller: &Caller,
    conversation: ConversationId,
    saying: Saying,
) -> Result<Message> {
    let id = unit.ids.next();
    let attachments =
        attach::send(unit, (conversation, id), (caller.person.id, &saying.files)).await?;
    Ok(Message {
        id,
        conversation_id: conversation,
        seq: 0,
        role: MessageRole::Human,
        author: Some(caller.person.clone()),
        body: saying.body.into_string(),
        client_id: Some(saying.client_id.as_str().to_owned()),
        state: MessageState::Complete,
        kind: None,
        citations: Vec::new(),
        turn_id: None,
        created_at: unit.now,
        edited_at: None,
        attachments,
    })
}
