//! What somebody holds falls to whoever comes next.

use crate::{
    Caller,
    conversations::{
        assign,
        pass::{Passed, decide},
    },
    error::Result,
    unit::{Place, Unit},
};
use baton_core::{conversation::HolderKind, event::Event, id::UserId};
use baton_store::conversations;

/// Takes from a member every conversation that they hold: it waits again where a person was asked for, else the assistant has
/// it. Nothing is assigned to them any more. Nobody waits for somebody who cannot answer.
pub(super) async fn vacate(unit: &mut Unit<'_, '_>, caller: &Caller, user: UserId) -> Result<()> {
    let workspace = unit.workspace;
    for id in conversations::assigned_to(unit.conn, workspace, user).await? {
        if let Some(conversation) = conversations::find(unit.conn, workspace, id).await? {
            assign::told(unit, caller, &conversation, None);
        }
    }
    for id in conversations::held_by(unit.conn, workspace, user).await? {
        let passed = decide(unit, id, |conversation| {
            Ok(conversation.state().vacate(user))
        })
        .await?;
        let Passed::From(from, conversation) = passed else {
            continue;
        };
        let baton = conversation.baton();
        let event = if baton.holder == HolderKind::Nobody {
            Event::ConversationEscalated { baton }
        } else {
            Event::ConversationReleased { baton, from }
        };
        let place = Place::conversation(id, conversation.show_human_names);
        unit.emit(place, caller.actor(), event);
    }
    conversations::unassign_all(unit.conn, workspace, user).await?;
    Ok(())
}
