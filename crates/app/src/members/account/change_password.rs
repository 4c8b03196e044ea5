//! Somebody chooses another password.

use crate::{
    App,
    caller::Credential,
    error::{AppError, InField as _, Result},
    members::{password::Password, session::SignedIn},
    revocation::Revocation,
};
use baton_core::text::Email;
use baton_store::{sessions, users};
use std::net::IpAddr;

/// A change, as typed.
#[derive(Debug, Clone)]
pub struct NewPassword {
    /// The one they have.
    pub current: Password,
    /// The one they want.
    pub new: String,
    /// Where they are: guesses are counted as at the sign-in.
    pub from: IpAddr,
}

impl App {
    /// Changes the password of who is signed in, and ends all their other sessions: whoever knew the old one is out.
    pub async fn change_password(&self, signed_in: SignedIn, change: NewPassword) -> Result<()> {
        let SignedIn { session, caller } = signed_in;
        let new = Password::choose(&change.new).in_field("new")?;
        let user = caller.person.id;
        let me = self
            .db
            .read(async move |conn| users::find(conn, user).await)
            .await?
            .ok_or(AppError::Unauthorized)?;
        let email = Email::parse(&me.email).in_field("email")?;
        match self.prove(email, change.current, change.from).await {
            Err(AppError::InvalidCredentials) => {
                return Err(AppError::invalid(
                    "current",
                    "This is not your password. Check it and try again.",
                ));
            }
            proven => drop(proven?),
        }
        let hash = self.hash(new).await?;
        self.transact(caller.workspace, async move |unit| {
            users::set_password(unit.conn, user, &hash).await?;
            for ended in sessions::end_others(unit.conn, user, session).await? {
                unit.revoke(Revocation::Credential(Credential::Session(ended)));
            }
            let target = ("user", user.uuid());
            unit.audit(&caller.actor(), "account.change_password", target)
                .await
        })
        .await
    }
}
