//! What members do with assistants.

pub mod archive;
pub mod avatar;
pub mod create;
pub mod delete;
pub mod draft;
pub mod preview;
pub mod publish;
pub mod settings;
pub mod update;

use crate::{
    caller::Caller,
    error::{AppError, Result},
    unit::{Place, Unit},
};
use baton_core::{
    assistant::{Assistant, told::AssistantChange},
    event::Event,
    id::AssistantId,
    role::Permission,
};
use baton_store::assistants::{self, Kept, avatars};

/// Loads an assistant for a change by a member. What is not theirs does not exist; what they may only read is forbidden.
async fn load(unit: &mut Unit<'_, '_>, caller: &Caller, id: AssistantId) -> Result<Kept> {
    let found = assistants::find(unit.conn, unit.workspace, id).await?;
    let kept = found.ok_or(AppError::NotFound)?;
    caller.require(Permission::AssistantWrite)?;
    Ok(kept)
}

/// Refuses a picture that this workspace does not have.
async fn known_avatar(unit: &mut Unit<'_, '_>, assistant: &Assistant) -> Result<()> {
    match assistant.avatar {
        Some(id) if !avatars::exists(unit.conn, unit.workspace, id).await? => {
            Err(AppError::invalid("avatar", "Upload the picture first."))
        }
        _ => Ok(()),
    }
}

/// Tells open consoles what happened to an assistant.
fn tell(unit: &mut Unit<'_, '_>, caller: &Caller, kept: &Kept, change: AssistantChange) {
    let event = Event::AssistantUpdated {
        assistant_id: kept.assistant.id,
        name: kept.assistant.name.clone(),
        version: kept.version,
        change,
    };
    unit.emit(Place::WORKSPACE, caller.actor(), event);
}
