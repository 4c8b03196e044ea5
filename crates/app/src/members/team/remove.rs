//! A member leaves the workspace for good.

use super::{load, vacate::vacate};
use crate::{App, Caller, error::Result, members::tell::tell, revocation::Revocation};
use baton_core::{id::UserId, team::member::MemberState};
use baton_store::{
    api_tokens,
    members::{self, owner_offers},
    sessions,
};
use serde_json::json;

const ACTION: &str = "member.remove";

impl App {
    /// Takes a member out of the workspace with their sessions here, their API tokens and their sockets. What they hold falls
    /// to whoever comes next; what they said stays. Their account stays: they may belong to other workspaces.
    pub async fn remove_member(&self, caller: &Caller, user: UserId) -> Result<()> {
        self.manages(caller, ACTION, user).await?;
        let asking = caller.clone();
        let outcome = self
            .transact(caller.workspace, async move |unit| {
                let member = load(unit, &asking, user).await?;
                let workspace = unit.workspace;
                vacate(unit, &asking, user).await?;
                tell(unit, asking.actor(), user, MemberState::Removed).await?;
                sessions::end_in(unit.conn, workspace, user).await?;
                owner_offers::forget(unit.conn, workspace, user).await?;
                api_tokens::delete_of(unit.conn, workspace, user).await?;
                members::delete(unit.conn, workspace, user).await?;
                unit.revoke(Revocation::Member { workspace, user });
                let detail = json!({ "email": member.email, "role": member.role });
                unit.audit_with(&asking.actor(), ACTION, ("user", user.uuid()), &detail)
            })
            .await;
        self.guarded(caller, ACTION, ("user", user.uuid()), outcome)
            .await
    }
}
