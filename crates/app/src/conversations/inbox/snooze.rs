//! Putting a conversation away until a time. It comes back then, or as soon as its visitor writes or its holder changes.

use crate::{
    App, Caller,
    conversations::{RESOLVED, load},
    error::{AppError, InField as _, Result},
    unit::{Place, Unit},
};
use baton_core::{
    actor::Actor,
    conversation::HolderKind,
    event::Event,
    id::{ConversationId, WorkspaceId},
    team::hours::snooze::{Snooze, chosen},
    time::Timestamp,
};
use baton_store::{
    conversations::{self, Conversation, snooze},
    members::hours,
};
use serde::{Deserialize, Serialize};

/// The kind of the job that brings it back.
pub(crate) const KIND: &str = "conversation.wake";

/// What that job is about: a conversation that is put away until exactly then.
#[derive(Debug, Clone, Copy, Serialize, Deserialize)]
pub(crate) struct Payload {
    pub(crate) conversation_id: ConversationId,
    pub(crate) until: Timestamp,
}

/// For how long.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SnoozeFor {
    /// As the workspace's clock tells.
    Usual(Snooze),
    /// Until a time that somebody chose.
    Until(Timestamp),
}

impl App {
    /// Puts an open conversation away. Where its visitor wrote after the message `seen`, that is to be read first.
    pub async fn snooze(
        &self,
        caller: &Caller,
        id: ConversationId,
        (how_long, seen): (SnoozeFor, Option<i64>),
    ) -> Result<Conversation> {
        let (asking, act) = (caller, ("conversation.snooze", ("conversation", id.uuid())));
        let caller = caller.clone();
        self.privileged(asking, act, async move |unit| {
            let conversation = load(unit, &caller, id).await?;
            if conversation.holder() == HolderKind::None {
                return Err(RESOLVED);
            }
            let until = when(unit, how_long).await?;
            if conversation.snoozed_until == Some(until) {
                return Ok(conversation);
            }
            let seen = conversation.read_by(seen);
            if !snooze::put(unit.conn, unit.workspace, id, (until, seen)).await? {
                return Err(AppError::Conflict(
                    "The visitor wrote meanwhile. Read that before you snooze the conversation.",
                ));
            }
            let payload = Payload {
                conversation_id: id,
                until,
            };
            let key = format!("{id}:{}", until.ms());
            unit.enqueue_at(KIND, Some(key), &payload, until)?;
            unit.about(id.uuid());
            tell(
                unit,
                &conversation,
                caller.actor(),
                Event::ConversationSnoozed { until },
            );
            reload(unit, id).await
        })
        .await
    }

    /// Takes a conversation out again; one that is not put away stays as it is.
    pub async fn unsnooze(&self, caller: &Caller, id: ConversationId) -> Result<Conversation> {
        let (asking, act) = (
            caller,
            ("conversation.unsnooze", ("conversation", id.uuid())),
        );
        let caller = caller.clone();
        self.privileged(asking, act, async move |unit| {
            let conversation = load(unit, &caller, id).await?;
            if snooze::end(unit.conn, unit.workspace, id).await? {
                tell(
                    unit,
                    &conversation,
                    caller.actor(),
                    Event::ConversationUnsnoozed {},
                );
            }
            reload(unit, id).await
        })
        .await
    }

    /// Brings a conversation back whose time came. What came back before, was put away anew or was deleted stays as it is.
    pub(crate) async fn wake(&self, workspace: WorkspaceId, payload: Payload) -> Result<()> {
        let Payload {
            conversation_id: id,
            until,
        } = payload;
        self.carry_out(workspace, async move |unit| {
            let when = (until, unit.now);
            if !snooze::wake(unit.conn, unit.workspace, id, when).await? {
                return Ok(());
            }
            let conversation = reload(unit, id).await?;
            tell(
                unit,
                &conversation,
                Actor::system(),
                Event::ConversationUnsnoozed {},
            );
            Ok(())
        })
        .await
    }
}

/// When that is over.
pub(super) async fn when(unit: &mut Unit<'_, '_>, how_long: SnoozeFor) -> Result<Timestamp> {
    match how_long {
        SnoozeFor::Until(until) => chosen(until, unit.now).in_field("until"),
        SnoozeFor::Usual(snooze) => {
            let hours = hours::find(unit.conn, unit.workspace).await?;
            Ok(hours.snoozed_until(snooze, unit.now))
        }
    }
}

fn tell(unit: &mut Unit<'_, '_>, conversation: &Conversation, actor: Actor, event: Event) {
    let place = Place::conversation(conversation.id, conversation.show_human_names);
    unit.emit(place, actor, event);
}

async fn reload(unit: &mut Unit<'_, '_>, id: ConversationId) -> Result<Conversation> {
    let now = conversations::find(unit.conn, unit.workspace, id).await?;
    now.ok_or(AppError::NotFound)
}
