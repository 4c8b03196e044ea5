//! When the team is there, as the workspace says.

use crate::{
    App, Caller,
    error::{AppError, Result},
    mail::digest::follow_clock,
};
use baton_core::{
    role::Permission,
    team::hours::{BusinessHours, Door},
};
use baton_store::members::hours;

impl App {
    /// The hours of the caller's workspace, and whether the team should be there now.
    pub async fn business_hours(&self, caller: &Caller) -> Result<(BusinessHours, Door)> {
        caller.require(Permission::ConversationRead)?;
        let (workspace, now) = (caller.workspace, self.clock.now());
        let kept = self
            .db
            .read(async move |conn| hours::find(conn, workspace).await)
            .await?;
        let door = kept.at(now);
        Ok((kept, door))
    }

    /// What hours would mean now. Nothing is kept.
    pub fn try_business_hours(&self, caller: &Caller, wish: &BusinessHours) -> Result<Door> {
        caller.require(Permission::ConversationRead)?;
        check(wish)?;
        Ok(wish.at(self.clock.now()))
    }

    /// Sets the hours of the caller's workspace.
    pub async fn set_business_hours(
        &self,
        caller: &Caller,
        wish: BusinessHours,
    ) -> Result<(BusinessHours, Door)> {
        let target = ("workspace", caller.workspace.uuid());
        self.require(
            caller,
            Permission::WorkspaceManage,
            "workspace.hours",
            Some(target),
        )
        .await?;
        check(&wish)?;
        let (caller, kept) = (caller.clone(), wish.clone());
        self.transact(caller.workspace, async move |unit| {
            let before = hours::find(unit.conn, unit.workspace).await?;
            follow_clock(unit, &before, &kept).await?;
            hours::put(unit.conn, unit.workspace, &kept, unit.now).await?;
            unit.audit(&caller.actor(), "workspace.hours", target).await
        })
        .await?;
        let door = wish.at(self.clock.now());
        Ok((wish, door))
    }
}

fn check(wish: &BusinessHours) -> Result<()> {
    let faults = wish.faults();
    if faults.is_empty() {
        Ok(())
    } else {
        Err(AppError::Invalid(faults))
    }
}
