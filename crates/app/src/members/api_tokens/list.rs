//! Which programs have a credential.

use crate::{App, Caller, error::Result};
use baton_core::role::Permission;
use baton_store::api_tokens::{self, ApiToken};

impl App {
    /// The tokens of the caller's workspace, newest first, without their secrets.
    pub async fn api_tokens(&self, caller: &Caller) -> Result<Vec<ApiToken>> {
        self.require(caller, Permission::TokenManage, "api_token.list", None)
            .await?;
        let workspace = caller.workspace;
        let list = self
            .db
            .read(async move |conn| api_tokens::list(conn, workspace).await)
            .await?;
        Ok(list)
    }
}
