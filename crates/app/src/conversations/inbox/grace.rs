//! How long a holder of the baton may be gone, as the workspace says.

use crate::{
    App, Caller,
    error::{InField as _, Result},
};
use baton_core::{role::Permission, team::grace::HolderGrace};
use baton_store::members::grace;

impl App {
    /// The grace of the caller's workspace.
    pub async fn holder_grace(&self, caller: &Caller) -> Result<HolderGrace> {
        caller.require(Permission::ConversationRead)?;
        let workspace = caller.workspace;
        let kept = self
            .db
            .read(async move |conn| grace::find(conn, workspace).await)
            .await?;
        Ok(kept)
    }

    /// Sets the grace of the caller's workspace.
    pub async fn set_holder_grace(
        &self,
        caller: &Caller,
        wish: HolderGrace,
    ) -> Result<HolderGrace> {
        let target = ("workspace", caller.workspace.uuid());
        let act = "workspace.holder_grace";
        self.require(caller, Permission::WorkspaceManage, act, Some(target))
            .await?;
        let wish = wish.check().in_field("minutes")?;
        let caller = caller.clone();
        self.transact(caller.workspace, async move |unit| {
            grace::put(unit.conn, unit.workspace, wish, unit.now).await?;
            unit.audit_with(&caller.actor(), act, target, &wish)
        })
        .await?;
        Ok(wish)
    }
}
