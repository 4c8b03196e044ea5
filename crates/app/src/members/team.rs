//! What those who manage members do with them.

pub mod change_role;
pub mod reactivate;
pub mod remove;
pub mod suspend;
mod vacate;

use crate::{
    App, Caller,
    error::{AppError, Result},
    unit::Unit,
};
use baton_core::{
    id::UserId,
    role::Permission,
    team::member::{self, ManageRefused},
};
use baton_store::members::{self, Member};

/// Loads a member for a change. Who is none of this workspace does not exist; the owner stays what they are.
async fn load(unit: &mut Unit<'_, '_>, caller: &Caller, user: UserId) -> Result<Member> {
    let found = members::find(unit.conn, unit.workspace, user).await?;
    let found = found.ok_or(AppError::NotFound)?;
    member::manage(caller.person.id, (found.id, found.role)).map_err(|refused| {
        AppError::Conflict(match refused {
            ManageRefused::Owner => "They own this workspace. It has to be passed on first.",
            ManageRefused::Oneself => "You cannot do this to yourself. Ask another admin.",
        })
    })?;
    Ok(found)
}

impl App {
    /// Refuses who may not manage members, with a line in the audit log.
    async fn manages(&self, caller: &Caller, action: &'static str, user: UserId) -> Result<()> {
        let target = Some(("user", user.uuid()));
        self.require(caller, Permission::MemberManage, action, target)
            .await
    }
}
