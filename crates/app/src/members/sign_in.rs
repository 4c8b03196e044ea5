//! Somebody proves who they are.

use super::{password::Password, secret, session::Device};
use crate::{
    App,
    error::{AppError, InField as _, Result},
    publish::elsewhere::Secret,
};
use baton_core::{
    id::{UserId, WorkspaceId},
    network::Network,
    text::Email,
};
use baton_store::{members, sessions, users};
use std::net::IpAddr;

/// An attempt to sign in.
#[derive(Debug, Clone)]
pub struct SignIn {
    /// The address, as typed.
    pub email: String,
    /// The password, as typed.
    pub password: Password,
    /// Where the attempt comes from.
    pub from: IpAddr,
    /// The token that the browser carries already.
    pub previous: Option<String>,
    /// What the browser says it is.
    pub agent: Option<String>,
}

impl App {
    /// Signs in; answers the token of a new session. It looks at the workspace that the browser looked at before, else at
    /// the first one that its person joined. [`AppError::InvalidCredentials`] alike for an unknown address and a wrong
    /// password; [`AppError::RateLimited`] after too many of them from one network.
    pub async fn sign_in(&self, attempt: SignIn) -> Result<String> {
        let email = Email::parse(&attempt.email).in_field("email")?;
        let user = self.prove(email, attempt.password, attempt.from).await?;
        let workspace = self.first_look(user, attempt.previous.as_deref()).await?;
        let device = Device {
            agent: attempt.agent,
            address: Some(attempt.from),
        };
        self.open_session_at(user, workspace, attempt.previous.as_deref(), device)
            .await
    }

    pub(super) async fn prove(
        &self,
        email: Email,
        password: Password,
        from: IpAddr,
    ) -> Result<UserId> {
        self.throttle().admit(&email, from)?;
        let turn = self.passwords().turn().await?;
        // Asked again behind the line: guesses sent at once do not slip through together.
        self.throttle().admit(&email, from)?;
        let address = email.clone();
        let known = self
            .db
            .read(async move |conn| users::credentials(conn, &address).await)
            .await?;
        let (user, hash) = known.unzip();
        let proven = turn.verify(password, hash).await?;
        if let Some(user) = user.filter(|_| proven) {
            self.guessed(Secret::Password, (&email, Network::of(from)), true);
            Ok(user)
        } else {
            self.guessed(Secret::Password, (&email, Network::of(from)), false);
            Err(AppError::InvalidCredentials)
        }
    }

    async fn first_look(&self, user: UserId, previous: Option<&str>) -> Result<WorkspaceId> {
        let previous = previous.map(secret::hash);
        let (memberships, before) = self
            .db
            .read(async move |conn| {
                let before = match previous {
                    Some(hash) => sessions::looks_at(conn, &hash, user).await?,
                    None => None,
                };
                Ok::<_, AppError>((members::of_user(conn, user).await?, before))
            })
            .await?;
        let again = memberships.iter().find(|m| Some(m.workspace) == before);
        let look = again.or_else(|| memberships.first());
        look.map(|m| m.workspace).ok_or(AppError::Forbidden)
    }
}
