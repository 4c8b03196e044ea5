//! The replies that a teammate may use.

use crate::{App, Caller, error::Result};
use baton_core::role::Permission;
use baton_store::members::canned_replies::{self, CannedReply};

impl App {
    /// The team's and the caller's own, in their order.
    pub async fn canned_replies(&self, caller: &Caller) -> Result<Vec<CannedReply>> {
        caller.require(Permission::ConversationRead)?;
        let (workspace, user) = (caller.workspace, caller.person.id);
        let list = self
            .db
            .read(async move |conn| canned_replies::list(conn, workspace, user).await)
            .await?;
        Ok(list)
    }
}
