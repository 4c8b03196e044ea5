//! A member is locked out for a while.

use super::{load, vacate::vacate};
use crate::{App, Caller, error::Result, members::tell::tell, revocation::Revocation};
use baton_core::{id::UserId, team::member::MemberState};
use baton_store::{
    members::{self, Member, owner_offers},
    sessions,
};

const ACTION: &str = "member.suspend";

impl App {
    /// Locks a member out of the workspace: their sessions here end, their API tokens open nothing, their sockets hear no
    /// more, and what they hold falls to whoever comes next. What they said stays.
    pub async fn suspend_member(&self, caller: &Caller, user: UserId) -> Result<Member> {
        self.manages(caller, ACTION, user).await?;
        let asking = caller.clone();
        let outcome = self
            .transact(caller.workspace, async move |unit| {
                let mut member = load(unit, &asking, user).await?;
                if member.suspended_at.is_some() {
                    return Ok(member);
                }
                member.suspended_at = Some(unit.now);
                let workspace = unit.workspace;
                members::set_suspended(unit.conn, workspace, user, member.suspended_at).await?;
                sessions::end_in(unit.conn, workspace, user).await?;
                owner_offers::forget(unit.conn, workspace, user).await?;
                vacate(unit, &asking, user).await?;
                unit.revoke(Revocation::Member { workspace, user });
                unit.audit(&asking.actor(), ACTION, ("user", user.uuid()))
                    .await?;
                tell(unit, asking.actor(), user, MemberState::Suspended).await?;
                Ok(member)
            })
            .await;
        self.guarded(caller, ACTION, ("user", user.uuid()), outcome)
            .await
    }
}
