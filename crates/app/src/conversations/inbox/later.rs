//! Writing now what is said later. At its time it is said only where its author holds the baton still and the visitor has not
//! written meanwhile; else it stays for the team, unsaid.

use super::snooze::{SnoozeFor, when};
use crate::{
    App, Caller,
    conversations::{load, reply},
    error::{AppError, InField as _, Result},
    unit::{Place, Unit},
};
use baton_core::{
    actor::Actor,
    conversation::Then,
    event::Event,
    id::{ConversationId, ScheduledReplyId, WorkspaceId},
    role::Permission,
    team::scheduled::{MOST, ScheduledReply, ScheduledState},
    text::{Body, ClientId},
};
use baton_store::{
    conversations::{self, Conversation, scheduled},
    members::teammates,
    messages,
};
use serde::{Deserialize, Serialize};

/// The kind of the job that says it.
pub(crate) const KIND: &str = "reply.say";

/// What that job is about.
#[derive(Debug, Clone, Copy, Serialize, Deserialize)]
pub(crate) struct Payload {
    pub(crate) conversation_id: ConversationId,
    pub(crate) reply_id: ScheduledReplyId,
}

/// What a teammate writes to be said later.
#[derive(Debug, Clone)]
pub struct Later {
    /// The sender's own id for it: a repeat answers the first.
    pub client_id: String,
    /// Markdown.
    pub body: String,
    /// When.
    pub when: SnoozeFor,
    /// What becomes of the conversation with it.
    pub then: Option<Then>,
    /// The last message that was read; none: all that there are.
    pub seen: Option<i64>,
}

impl App {
    /// Keeps a reply of the holder until its time, once per client id.
    pub async fn schedule_reply(
        &self,
        caller: &Caller,
        id: ConversationId,
        later: Later,
    ) -> Result<ScheduledReply> {
        let (asking, act) = (
            caller,
            ("conversation.schedule", ("conversation", id.uuid())),
        );
        let caller = caller.clone();
        self.privileged(asking, act, async move |unit| {
            let conversation = load(unit, &caller, id).await?;
            schedule(unit, &caller, &conversation, later).await
        })
        .await
    }

    /// Takes a reply back that was not said: whoever wrote it may, whoever holds the conversation, and admins.
    pub async fn withdraw_reply(
        &self,
        caller: &Caller,
        (id, reply): (ConversationId, ScheduledReplyId),
    ) -> Result<ScheduledReply> {
        let (asking, act) = (
            caller,
            ("conversation.withdraw", ("conversation", id.uuid())),
        );
        let caller = caller.clone();
        self.privileged(asking, act, async move |unit| {
            let conversation = load(unit, &caller, id).await?;
            let found = scheduled::find(unit.conn, unit.workspace, (id, reply)).await?;
            let reply = found.ok_or(AppError::NotFound)?;
            let me = caller.person.id;
            let may = reply.author.id == me
                || conversation.state().held_by() == Some(me)
                || caller.can(Permission::ConversationReleaseAny);
            if !may {
                return Err(AppError::MustClaimFirst(conversation.claimant()));
            }
            if reply.state == ScheduledState::Withdrawn {
                return Ok(reply);
            }
            let states = (reply.state, ScheduledState::Withdrawn);
            if !reply.state.is_open() {
                return Err(AppError::Conflict("It was sent already."));
            }
            if !scheduled::settle(unit.conn, unit.workspace, reply.id, states).await? {
                return Err(AppError::Contended);
            }
            let reply = ScheduledReply {
                state: ScheduledState::Withdrawn,
                ..reply
            };
            settled(unit, &conversation, caller.actor(), reply.clone());
            Ok(reply)
        })
        .await
    }

    /// Says a reply whose time came, or notes why it is not said. What was taken back, decided on another node or deleted stays
    /// as it is.
    pub(crate) async fn say_scheduled(
        &self,
        workspace: WorkspaceId,
        payload: Payload,
    ) -> Result<()> {
        let Payload {
            conversation_id: id,
            reply_id,
        } = payload;
        self.carry_out(workspace, async move |unit| {
            let found = scheduled::find(unit.conn, workspace, (id, reply_id)).await?;
            let waits = |reply: &ScheduledReply| reply.state == ScheduledState::Waiting;
            let Some(reply) = found.filter(waits) else {
                return Ok(());
            };
            let Some(conversation) = conversations::find(unit.conn, workspace, id).await? else {
                return Ok(());
            };
            // Whoever writes now does so before this, or finds it said.
            if !conversations::hold(unit.conn, workspace, id, conversation.epoch()).await? {
                return Err(AppError::Contended);
            }
            let author = author(unit, &conversation, &reply).await?;
            let visitor_seq = messages::last_visitor_seq(unit.conn, workspace, id).await?;
            let state = match &author {
                _ if visitor_seq > reply.after_seq => ScheduledState::Overtaken,
                None => ScheduledState::NotHeld,
                Some(_) => ScheduledState::Sent,
            };
            let states = (ScheduledState::Waiting, state);
            if !scheduled::settle(unit.conn, workspace, reply_id, states).await? {
                return Ok(());
            }
            let reply = ScheduledReply { state, ..reply };
            settled(unit, &conversation, Actor::system(), reply.clone());
            match author {
                Some(author) if state == ScheduledState::Sent => {
                    say(unit, &author, &conversation, reply).await
                }
                _ => Ok(()),
            }
        })
        .await
    }
}

async fn schedule(
    unit: &mut Unit<'_, '_>,
    caller: &Caller,
    conversation: &Conversation,
    later: Later,
) -> Result<ScheduledReply> {
    let id = conversation.id;
    let client_id = ClientId::parse(&later.client_id).in_field("client_id")?;
    let body = Body::parse(&later.body).in_field("body")?;
    let known = scheduled::open_or_known(unit.conn, unit.workspace, id, client_id.as_str()).await?;
    let same = known
        .iter()
        .find(|reply| reply.client_id == client_id.as_str());
    if let Some(reply) = same {
        return if reply.author.id == caller.person.id {
            Ok(reply.clone())
        } else {
            let hint = "Somebody else wrote with this id here. Send another one.";
            Err(AppError::invalid("client_id", hint))
        };
    }
    let due_at = when(unit, later.when).await?;
    if conversation.state().held_by() != Some(caller.person.id) {
        return Err(AppError::MustClaimFirst(conversation.claimant()));
    }
    if known.len() >= MOST {
        return Err(AppError::Conflict(
            "Five replies are scheduled here already. Take one back first.",
        ));
    }
    let reply = ScheduledReply {
        id: unit.ids.next(),
        conversation_id: id,
        author: caller.person.clone(),
        client_id: client_id.as_str().to_owned(),
        body: body.into_string(),
        then: later.then,
        after_seq: conversation.read_by(later.seen),
        state: ScheduledState::Waiting,
        due_at,
        created_at: unit.now,
    };
    let visitor_seq = messages::last_visitor_seq(unit.conn, unit.workspace, id).await?;
    if visitor_seq > reply.after_seq {
        return Err(AppError::Conflict(
            "The visitor wrote meanwhile. Read that before you schedule a reply.",
        ));
    }
    if !scheduled::insert(unit.conn, unit.workspace, &reply).await? {
        return Err(AppError::Contended);
    }
    let payload = Payload {
        conversation_id: id,
        reply_id: reply.id,
    };
    unit.enqueue_at(KIND, Some(reply.id.to_string()), &payload, due_at)?;
    unit.about(id.uuid());
    let place = Place::conversation(id, conversation.show_human_names);
    let event = Event::ReplyScheduled {
        reply: reply.clone(),
    };
    unit.emit(place, caller.actor(), event);
    Ok(reply)
}

/// Whoever wrote it, where they may say it now: they are of the team still, may reply, and hold the baton.
async fn author(
    unit: &mut Unit<'_, '_>,
    conversation: &Conversation,
    reply: &ScheduledReply,
) -> Result<Option<Caller>> {
    let id = reply.author.id;
    let mate = teammates::find(unit.conn, unit.workspace, id).await?;
    let holds = conversation.state().held_by() == Some(id);
    let mate = mate.filter(|mate| holds && mate.role.can(Permission::ConversationReply));
    Ok(mate.map(|mate| Caller {
        workspace: unit.workspace,
        person: reply.author.clone(),
        role: mate.role,
    }))
}

async fn say(
    unit: &mut Unit<'_, '_>,
    author: &Caller,
    conversation: &Conversation,
    reply: ScheduledReply,
) -> Result<()> {
    let (id, client_id) = (conversation.id, reply.client_id.as_str());
    // Whoever sent it themselves meanwhile has said it.
    let said = messages::by_client_id(unit.conn, unit.workspace, id, client_id).await?;
    if said.is_some() {
        return Ok(());
    }
    let saying = reply::Saying {
        client_id: ClientId::parse(client_id).in_field("client_id")?,
        body: Body::parse(&reply.body).in_field("body")?,
        files: Vec::new(),
        then: reply.then,
    };
    reply::say(unit, author, conversation, saying).await?;
    Ok(())
}

fn settled(
    unit: &mut Unit<'_, '_>,
    conversation: &Conversation,
    actor: Actor,
    reply: ScheduledReply,
) {
    let place = Place::conversation(conversation.id, conversation.show_human_names);
    unit.emit(place, actor, Event::ReplySettled { reply });
}
