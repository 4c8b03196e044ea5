//! Who belongs to a workspace.

use crate::{App, Caller, error::Result};
use baton_core::role::Permission;
use baton_store::members::{self, Member};

impl App {
    /// Everybody of the caller's workspace, in the order they came, invited ones too.
    pub async fn members(&self, caller: &Caller) -> Result<Vec<Member>> {
        caller.require(Permission::ConversationRead)?;
        let workspace = caller.workspace;
        let list = self
            .db
            .read(async move |conn| members::list(conn, workspace).await)
            .await?;
        Ok(list)
    }
}
