//! A credential is taken back.

use crate::{
    App, Caller,
    caller::Credential,
    error::{AppError, Result},
    revocation::Revocation,
};
use baton_core::{id::ApiTokenId, role::Permission};
use baton_store::api_tokens;

impl App {
    /// Revokes a token: the next call that carries it is refused, and its sockets hear no more.
    pub async fn revoke_api_token(&self, caller: &Caller, id: ApiTokenId) -> Result<()> {
        self.require(
            caller,
            Permission::TokenManage,
            "api_token.revoke",
            Some(("api_token", id.uuid())),
        )
        .await?;
        let caller = caller.clone();
        self.transact(caller.workspace, async move |unit| {
            if !api_tokens::delete(unit.conn, unit.workspace, id).await? {
                return Err(AppError::NotFound);
            }
            unit.revoke(Revocation::Credential(Credential::Token(id)));
            let target = ("api_token", id.uuid());
            unit.audit(&caller.actor(), "api_token.revoke", target)
                .await
        })
        .await
    }
}
