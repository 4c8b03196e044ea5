//! Refusals that leave a trace: a privileged act that the role does not allow is written to the audit log.

use crate::{
    App, Caller,
    caller::address,
    error::{AppError, Result},
    unit::Unit,
};
use baton_core::{audit::Outcome, role::Permission};
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

    /// [`App::audited`], also for what the state of things does not allow, as an attempt on the owner.
    pub(crate) async fn guarded<T>(
        &self,
        caller: &Caller,
        action: &'static str,
        target: (&'static str, Uuid),
        outcome: Result<T>,
    ) -> Result<T> {
        if matches!(outcome, Err(AppError::Forbidden | AppError::Conflict(_))) {
            self.note_refusal(caller, action, target).await?;
        }
        outcome
    }

    /// [`App::transact`] for a privileged act, whose refusal is [`App::audited`].
    pub(crate) async fn privileged<T, F>(
        &self,
        caller: &Caller,
        (action, target): (&'static str, (&'static str, Uuid)),
        f: F,
    ) -> Result<T>
    where
        F: AsyncFnOnce(&mut Unit<'_, '_>) -> Result<T> + Send + 'static,
        T: Send + 'static,
    {
        let outcome = self.transact(caller.workspace, f).await;
        self.audited(caller, action, target, outcome).await
    }

    /// Writes down that a program tried what needs somebody at a browser. A token that nobody made is nobody's.
    pub async fn note_program(&self, token: &str) -> Result<()> {
        let program = self.api_token(token).await?;
        let target = ("api_token", program.token.uuid());
        self.note_refusal(&program.caller, "api_token.exceed", target)
            .await
    }

    async fn note_refusal(
        &self,
        caller: &Caller,
        action: &'static str,
        target: (&'static str, Uuid),
    ) -> Result<()> {
        let (workspace, now) = (caller.workspace, self.clock.now());
        let act = Act {
            id: self.ids.next(),
            actor: caller.actor(),
            action: action.to_owned(),
            target: (target.0.to_owned(), Some(target.1)),
            outcome: Outcome::Refused,
            detail: None,
            address: address::current().map(address::shown),
        };
        self.db
            .write(async move |conn| audit::append(conn, workspace, vec![act], now).await)
            .await?;
        Ok(())
    }
}
