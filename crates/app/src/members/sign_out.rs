//! Somebody leaves.

use super::secret;
use crate::{App, error::Result};
use baton_store::sessions;

impl App {
    /// Ends the session of a token, where there is one.
    pub async fn sign_out(&self, token: &str) -> Result<()> {
        let hash = secret::hash(token);
        self.db
            .write(async move |conn| sessions::end(conn, &hash).await)
            .await?;
        Ok(())
    }
}
