//! Within how many minutes a person should answer whoever waits, as the workspace says.

use crate::{
    App, Caller,
    error::{InField as _, Result},
};
use baton_core::{role::Permission, team::target::Target};
use baton_store::conversations::queue::target;

impl App {
    /// The target of the caller's workspace.
    pub async fn answer_target(&self, caller: &Caller) -> Result<Target> {
        caller.require(Permission::ConversationRead)?;
        let workspace = caller.workspace;
        let kept = self
            .db
            .read(async move |conn| target::find(conn, workspace).await);
        Ok(kept.await?)
    }

    /// Sets the target of the caller's workspace.
    pub async fn set_answer_target(&self, caller: &Caller, minutes: i64) -> Result<Target> {
        let whose = ("workspace", caller.workspace.uuid());
        self.require(
            caller,
            Permission::WorkspaceManage,
            "workspace.answer_target",
            Some(whose),
        )
        .await?;
        let wanted = Target::parse(minutes).in_field("target_minutes")?;
        let caller = caller.clone();
        self.transact(caller.workspace, async move |unit| {
            target::put(unit.conn, unit.workspace, wanted, unit.now).await?;
            unit.audit(&caller.actor(), "workspace.answer_target", whose)
                .await
        })
        .await?;
        Ok(wanted)
    }
}
