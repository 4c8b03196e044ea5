//! Somebody leaves.

use super::secret;
use crate::{App, caller::Credential, error::Result, revocation::Revocation};
use baton_store::sessions;

impl App {
    /// Ends the session of a token, where there is one, and what its sockets hear.
    pub async fn sign_out(&self, token: &str) -> Result<()> {
        let hash = secret::hash(token);
        let ended = self
            .db
            .write(async move |conn| sessions::end(conn, &hash).await)
            .await?;
        if let Some(session) = ended {
            self.revoke(Revocation::Credential(Credential::Session(session)));
        }
        Ok(())
    }
}
