//! In which browsers somebody is signed in.

use crate::{App, error::Result, members::session::SignedIn};
use baton_store::sessions::{self, Session};

impl App {
    /// The sessions of who is signed in, the one seen last first.
    pub async fn sessions(&self, signed_in: &SignedIn) -> Result<Vec<Session>> {
        let (user, now) = (signed_in.caller.person.id, self.clock.now());
        let list = self
            .db
            .read(async move |conn| sessions::of_user(conn, user, now).await)
            .await?;
        Ok(list)
    }
}
