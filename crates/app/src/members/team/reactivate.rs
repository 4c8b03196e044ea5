//! A member may come in again.

use super::load;
use crate::{App, Caller, error::Result, members::tell::tell};
use baton_core::{id::UserId, team::member::MemberState};
use baton_store::members::{self, Member};

const ACTION: &str = "member.reactivate";

impl App {
    /// Lets a suspended member in again, as what they were. They sign in anew.
    pub async fn reactivate_member(&self, caller: &Caller, user: UserId) -> Result<Member> {
        self.manages(caller, ACTION, user).await?;
        let asking = caller.clone();
        let outcome = self
            .transact(caller.workspace, async move |unit| {
                let mut member = load(unit, &asking, user).await?;
                if member.suspended_at.is_none() {
                    return Ok(member);
                }
                member.suspended_at = None;
                members::set_suspended(unit.conn, unit.workspace, user, None).await?;
                unit.audit(&asking.actor(), ACTION, ("user", user.uuid()))
                    .await?;
                tell(unit, asking.actor(), user, MemberState::Active).await?;
                Ok(member)
            })
            .await;
        self.guarded(caller, ACTION, ("user", user.uuid()), outcome)
            .await
    }
}
