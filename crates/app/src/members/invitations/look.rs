//! Somebody opens the link of an invitation.

use crate::{App, error::Result};
use baton_store::members::invitations::Held;

impl App {
    /// What an invitation offers, for whoever holds its link. It does not say whether its address can sign in already.
    pub async fn look_at_invitation(&self, token: &str) -> Result<Held> {
        self.held(token).await
    }
}
