//! Somebody signs out a browser that they do not sit at.

use crate::{
    App,
    caller::Credential,
    error::{AppError, Result},
    members::session::SignedIn,
    revocation::Revocation,
};
use baton_core::id::SessionId;
use baton_store::sessions;

impl App {
    /// Ends a session of who is signed in, and what its sockets hear. One of somebody else does not exist.
    pub async fn end_session(&self, signed_in: SignedIn, id: SessionId) -> Result<()> {
        let caller = signed_in.caller;
        self.transact(caller.workspace, async move |unit| {
            if !sessions::end_of(unit.conn, caller.person.id, id).await? {
                return Err(AppError::NotFound);
            }
            unit.revoke(Revocation::Credential(Credential::Session(id)));
            let target = ("session", id.uuid());
            unit.audit(&caller.actor(), "account.end_session", target)
                .await
        })
        .await
    }
}
