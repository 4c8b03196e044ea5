//! A member gets another role.

use super::{load, vacate::vacate};
use crate::{
    App, Caller,
    error::{AppError, Result},
    members::tell::tell,
};
use baton_core::{
    id::UserId,
    role::{Permission, Role},
    team::member::MemberState,
};
use baton_store::members::{self, Member};
use serde_json::json;

const ACTION: &str = "member.change_role";

impl App {
    /// Sets what a member may do. It counts from the next thing they ask; what they may no longer answer is let go of.
    pub async fn change_member_role(
        &self,
        caller: &Caller,
        user: UserId,
        role: Role,
    ) -> Result<Member> {
        self.manages(caller, ACTION, user).await?;
        if role == Role::Owner {
            return Err(AppError::invalid(
                "role",
                "A workspace has one owner, who can pass it on to a member.",
            ));
        }
        let asking = caller.clone();
        let outcome = self
            .transact(caller.workspace, async move |unit| {
                let mut member = load(unit, &asking, user).await?;
                if member.role == role {
                    return Ok(member);
                }
                members::set_role(unit.conn, unit.workspace, user, role).await?;
                if !role.can(Permission::ConversationReply) {
                    vacate(unit, &asking, user).await?;
                }
                let detail = json!({ "from": member.role, "to": role });
                let target = ("user", user.uuid());
                unit.audit_with(&asking.actor(), ACTION, target, &detail)?;
                let state = MemberState::of(member.suspended_at);
                tell(unit, asking.actor(), user, state).await?;
                member.role = role;
                Ok(member)
            })
            .await;
        self.guarded(caller, ACTION, ("user", user.uuid()), outcome)
            .await
    }
}
