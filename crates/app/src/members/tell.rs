//! Telling the team that one of them came, changed or left.

use crate::{
    error::{AppError, Result},
    unit::{Place, Unit},
};
use baton_core::{
    actor::Actor,
    event::Event,
    id::UserId,
    team::member::{MemberFacts, MemberState},
};
use baton_store::members;

/// Emits how a member stands now. Before a removal: who is gone cannot be named.
pub(super) async fn tell(
    unit: &mut Unit<'_, '_>,
    actor: Actor,
    user: UserId,
    state: MemberState,
) -> Result<()> {
    let found = members::find(unit.conn, unit.workspace, user).await?;
    let member = found.ok_or(AppError::NotFound)?;
    let member = MemberFacts {
        id: member.id,
        name: member.name,
        role: member.role,
        state,
    };
    unit.emit(Place::WORKSPACE, actor, Event::MemberUpdated { member });
    Ok(())
}
