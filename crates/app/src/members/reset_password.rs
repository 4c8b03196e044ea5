//! Somebody who forgot their password sets another one, by a link that came to their address.

use super::{password::Password, secret};
use crate::{
    App,
    caller::address,
    error::{AppError, InField as _, Result},
    mail::{Content, Letter, MAIL_JOB, Recipient},
    publish::elsewhere::Secret,
    revocation::Revocation,
};
use baton_core::{
    actor::{Actor, Person},
    audit::Outcome,
    network::Network,
    text::Email,
};
use baton_store::{
    audit::{self, Act},
    jobs, members, sessions,
    users::{self, resets},
};
use std::net::IpAddr;

impl App {
    /// Has a link sent to an address, where somebody has it. The answer is the same for every address, and takes as long:
    /// who has it is asked when the mail is written. [`AppError::RateLimited`] where one network asks too often.
    pub async fn request_password_reset(&self, email: &str, from: IpAddr) -> Result<()> {
        let email = Email::parse(email).in_field("email")?;
        self.reset_throttle().admit(&email, from)?;
        self.guessed(Secret::Reset, (&email, Network::of(from)), false);
        let now = self.clock.now();
        let letter = Letter {
            to: Recipient::at(&email),
            content: Content::PasswordReset { asked_at: now },
        };
        let job = jobs::NewJob {
            about: None,
            id: self.ids.next(),
            workspace_id: None,
            kind: MAIL_JOB,
            // One that waits for its server is enough.
            dedupe_key: Some(format!("reset:{}", email.as_str())),
            payload: letter.json(),
            run_at: now,
        };
        self.db
            .write(async move |conn| jobs::enqueue(conn, &job, now).await)
            .await?;
        self.queue.wake(MAIL_JOB);
        Ok(())
    }

    /// Sets another password by the token of a link, once. Every session of theirs ends, on every device.
    pub async fn redeem_password_reset(&self, token: &str, password: &str) -> Result<()> {
        let password = Password::choose(password).in_field("password")?;
        let (hash, now) = (secret::hash(token), self.clock.now());
        // Before the costly part: whoever guesses costs a look-up.
        let known = {
            let hash = hash.clone();
            self.db
                .read(async move |conn| resets::find(conn, &hash, now).await)
                .await?
        };
        known.ok_or_else(void)?;
        let password_hash = self.hash(password).await?;
        let (ids, from) = (self.ids.clone(), address::current());
        let user = self
            .db
            .write(async move |conn| {
                let user = resets::redeem(conn, &hash, now).await?.ok_or_else(void)?;
                users::set_password(conn, user, &password_hash).await?;
                sessions::end_all(conn, user).await?;
                let who = users::find(conn, user).await?.ok_or_else(void)?;
                let actor = Actor::person(&Person {
                    id: user,
                    name: who.name,
                });
                for membership in members::of_user(conn, user).await? {
                    let act = Act {
                        id: ids.next(),
                        actor: actor.clone(),
                        action: "password.reset".to_owned(),
                        target: ("user".to_owned(), Some(user.uuid())),
                        outcome: Outcome::Accepted,
                        detail: None,
                        address: from.map(address::shown),
                    };
                    audit::append(conn, membership.workspace, vec![act], now).await?;
                }
                Ok::<_, AppError>(user)
            })
            .await?;
        self.revoke(Revocation::User(user));
        Ok(())
    }
}

/// Used, run out, or never made: nobody is told which.
fn void() -> AppError {
    AppError::invalid(
        "token",
        "This link was used already or has run out. Ask for a new one.",
    )
}
