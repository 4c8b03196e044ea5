//! Refusals that leave a trace: a privileged act that the role does not allow is written to the audit log.

use crate::{
    App, Caller,
    error::{AppError, Result},
};
use baton_core::role::Permission;
use baton_store::audit::{self, Act};
use uuid::Uuid;

impl App {
    /// Refuses where the caller's role does not allow `permission`, with a line in the audit log of their workspace.
    /// A transaction of its own: the refused act has none.
    pub(crate) async fn require(
        &self,
        caller: &Caller,
        permission: Permission,
        action: &'static str,
        target: Option<(&'static str, Uuid)>,
    ) -> Result<()> {
        if caller.can(permission) {
            return Ok(());
        }
        let target = target.unwrap_or(("workspace", caller.workspace.uuid()));
        self.note_refusal(caller, action, target).await?;
        Err(AppError::Forbidden)
    }

    /// Passes on how a privileged act ended; one that the role does not allow leaves its line in the audit log.
    pub(crate) async fn audited<T>(
        &self,
        caller: &Caller,
        action: &'static str,
        target: (&'static str, Uuid),
        outcome: Result<T>,
    ) -> Result<T> {
        if matches!(outcome, Err(AppError::Forbidden)) {
            self.note_refusal(caller, action, target).await?;
        }
        outcome
    }

    async fn note_refusal(
        &self,
        caller: &Caller,
        action: &'static str,
        target: (&'static str, Uuid),
    ) -> Result<()> {
        let (caller, id, now) = (caller.clone(), self.ids.next(), self.clock.now());
        self.db
            .write(async move |conn| {
                let act = Act {
                    id,
                    actor: &caller.actor(),
                    action,
                    target_kind: target.0,
                    target: Some(target.1),
                    accepted: false,
                    detail: None,
                };
                audit::record(conn, caller.workspace, act, now).await
            })
            .await?;
        Ok(())
    }
}
