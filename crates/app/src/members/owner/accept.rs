//! A member accepts the workspace.

use crate::{
    App, Caller,
    error::{AppError, Result},
    members::tell::tell,
};
use baton_core::{role::Role, team::member::MemberState};
use baton_store::members::{self, owner_offers};
use serde_json::json;

const ACTION: &str = "workspace.accept";

impl App {
    /// Makes the caller the owner and the owner an admin, in one step. [`AppError::NotFound`] where nothing is offered to
    /// them, or no longer.
    pub async fn accept_workspace(&self, caller: &Caller) -> Result<()> {
        let asking = caller.clone();
        let outcome = self
            .transact(caller.workspace, async move |unit| {
                let workspace = unit.workspace;
                let offer = owner_offers::find(unit.conn, workspace, unit.now).await?;
                let offer = offer
                    .filter(|offer| offer.to == asking.person.id)
                    .ok_or(AppError::NotFound)?;
                if !members::pass_on(unit.conn, workspace, (offer.from, offer.to)).await? {
                    return Err(AppError::Conflict(
                        "The workspace has another owner by now. Ask them to offer it anew.",
                    ));
                }
                owner_offers::delete(unit.conn, workspace).await?;
                let detail =
                    json!({ "from": offer.from, "role_before": asking.role, "role": Role::Owner });
                let target = ("workspace", workspace.uuid());
                unit.audit_with(&asking.actor(), ACTION, target, &detail)?;
                for user in [offer.from, offer.to] {
                    tell(unit, asking.actor(), user, MemberState::Active).await?;
                }
                Ok(())
            })
            .await;
        let target = ("workspace", caller.workspace.uuid());
        self.guarded(caller, ACTION, target, outcome).await
    }
}
