//! Whether answers go out by themselves in one conversation.

use super::{by_assistant, mode_of, off, pass::pass, place, void};
use crate::{
    App, Caller,
    conversations::{
        calling::{Call, call_person},
        load,
    },
    error::{AppError, Result},
    unit::Unit,
};
use baton_ai::language::Language;
use baton_core::{
    actor::Actor,
    assistant::AutopilotMode,
    conversation::held::HeldState,
    event::Event,
    id::{ConversationId, TurnId, UserId, WorkspaceId},
    trace::Outcome,
};
use baton_store::{
    conversations::{
        self, Conversation,
        held::{self, set_autopilot},
    },
    messages, turns,
};

impl App {
    /// Gives a conversation a mode of its own, or has it go as its assistant does. What is held goes out where answers do so
    /// again; where none are made any more, who wrote last waits for a person.
    pub async fn set_autopilot(
        &self,
        caller: &Caller,
        id: ConversationId,
        mode: Option<AutopilotMode>,
    ) -> Result<Conversation> {
        let asking = caller.clone();
        let act = ("conversation.autopilot", ("conversation", id.uuid()));
        let online = self.presence.teammates(caller.workspace);
        let set = self.privileged(caller, act, async move |unit| {
            let conversation = load(unit, &asking, id).await?;
            if conversation.autopilot == mode {
                return Ok((conversation, None));
            }
            set_autopilot(unit.conn, unit.workspace, id, mode).await?;
            unit.audit_with(&asking.actor(), act.0, act.1, &mode)?;
            let event = Event::AutopilotChanged { autopilot: mode };
            unit.emit(place(&conversation), asking.actor(), event);
            let found = conversations::find(unit.conn, unit.workspace, id).await?;
            let conversation = found.ok_or(AppError::NotFound)?;
            let over = follow(unit, &asking, &conversation, online).await?;
            let found = conversations::find(unit.conn, unit.workspace, id).await?;
            Ok((found.ok_or(AppError::NotFound)?, over))
        });
        let (conversation, over) = set.await?;
        if let Some(over) = over {
            self.told_over(caller.workspace, &conversation, over);
        }
        Ok(conversation)
    }

    /// The assistant does not answer here: what the visitor wrote goes to the team.
    pub(crate) async fn leave_to_team(
        &self,
        workspace: WorkspaceId,
        id: ConversationId,
    ) -> Result<()> {
        let online = self.presence.teammates(workspace);
        self.carry_out(workspace, async move |unit| {
            if let Some(conversation) = conversations::find(unit.conn, workspace, id).await? {
                let actor = by_assistant(&conversation);
                void(unit, &conversation).await?;
                to_team(unit, id, (actor, online)).await?;
            }
            Ok(())
        })
        .await
    }
}

/// What follows at once from another mode; answers the turn that is over with it.
async fn follow(
    unit: &mut Unit<'_, '_>,
    caller: &Caller,
    conversation: &Conversation,
    online: Vec<UserId>,
) -> Result<Option<(TurnId, Outcome)>> {
    let (workspace, id) = (unit.workspace, conversation.id);
    let found = held::waiting(unit.conn, workspace, id).await?;
    let asked = messages::last_visitor_seq(unit.conn, workspace, id).await?;
    match (mode_of(unit, conversation).await?, found) {
        (AutopilotMode::Auto, Some(held))
            if held.trigger_seq == asked && asked > conversation.cleared_seq =>
        {
            let over = (held.answer.turn_id, held.outcome);
            let how = (HeldState::Passed, Some(caller), None);
            let is_ours = pass(unit, conversation, held, how).await?;
            return Ok(is_ours.then_some(over));
        }
        (AutopilotMode::Off, found) if conversation.state().assistant_answers() => {
            let handled = turns::last_handled_seq(unit.conn, workspace, id).await?;
            if found.is_some() || asked > handled.max(conversation.cleared_seq) {
                void(unit, conversation).await?;
                to_team(unit, id, (caller.actor(), online)).await?;
            }
        }
        _ => {}
    }
    Ok(None)
}

async fn to_team(
    unit: &mut Unit<'_, '_>,
    id: ConversationId,
    (actor, online): (Actor, Vec<UserId>),
) -> Result<()> {
    let call = Call {
        actor,
        reason: off(),
        language: Language::Unknown,
        online,
        is_said: true,
    };
    call_person(unit, id, call).await?;
    Ok(())
}
