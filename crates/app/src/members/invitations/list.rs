//! Who was invited and has not come yet.

use crate::{App, Caller, error::Result};
use baton_core::role::Permission;
use baton_store::members::invitations::{self, Invitation};

impl App {
    /// The open invitations of the caller's workspace, newest first, those that ran out too.
    pub async fn invitations(&self, caller: &Caller) -> Result<Vec<Invitation>> {
        self.require(caller, Permission::MemberManage, "invitation.list", None)
            .await?;
        let workspace = caller.workspace;
        let list = self
            .db
            .read(async move |conn| invitations::list(conn, workspace).await)
            .await?;
        Ok(list)
    }
}
