//! What a signed-in browser carries: a random token. It says who somebody is; what they may do is asked anew each time.

use super::secret;
use crate::{
    App, Caller,
    caller::Credential,
    error::{AppError, Result},
    inbound::device::describe,
    revocation::Revocation,
};
use baton_core::{
    actor::Person,
    id::{SessionId, UserId, WorkspaceId},
};
use baton_store::sessions::{self, Live, NewSession};
use std::net::IpAddr;

/// A session ends 14 days after it was last seen.
pub const SESSION_MS: i64 = 14 * 24 * 60 * 60 * 1_000;
/// That something was seen or used is written down once a minute at most.
pub(super) const NOTE_MS: i64 = 60_000;

/// A signed-in browser.
#[derive(Debug, Clone)]
pub struct SignedIn {
    /// Its session.
    pub session: SessionId,
    /// Who, and what they may do now.
    pub caller: Caller,
}

/// Where somebody signs in.
#[derive(Debug, Clone, Default)]
pub struct Device {
    /// What the browser says it is.
    pub agent: Option<String>,
    /// Its address.
    pub address: Option<IpAddr>,
}

impl App {
    /// The session of a token, with the role that its person has right now. [`AppError::Unauthorized`] where it ended, ran
    /// out, or they are no member any more.
    pub async fn session(&self, token: &str) -> Result<SignedIn> {
        let (hash, now) = (secret::hash(token), self.clock.now());
        let found = self
            .db
            .read(async move |conn| sessions::resolve(conn, &hash, now).await)
            .await?;
        let live = found.ok_or(AppError::Unauthorized)?;
        if now.since_ms(live.last_seen_at) >= NOTE_MS {
            self.note_seen(live.id);
        }
        Ok(signed_in(live))
    }

    /// Begins a session of somebody who proved who they are, under a new token; the one of the same browser before ends.
    pub async fn open_session(
        &self,
        user: UserId,
        workspace: WorkspaceId,
        previous: Option<&str>,
    ) -> Result<String> {
        self.open_session_at(user, workspace, previous, Device::default())
            .await
    }

    /// [`App::open_session`], with where it is begun, for its person to recognise it.
    pub async fn open_session_at(
        &self,
        user: UserId,
        workspace: WorkspaceId,
        previous: Option<&str>,
        device: Device,
    ) -> Result<String> {
        let token = secret::draw(&self.ids);
        let (hash, previous) = (secret::hash(&token), previous.map(secret::hash));
        let (id, now) = (self.ids.next(), self.clock.now());
        let address = device.address.map(|address| address.to_string());
        let words = device.agent.as_deref().and_then(describe);
        let ended = self
            .db
            .write(async move |conn| {
                let ended = match previous {
                    Some(previous) => sessions::end(conn, &previous).await?,
                    None => None,
                };
                sessions::sweep(conn, user, now).await?;
                let new = NewSession {
                    id,
                    token_hash: &hash,
                    user,
                    workspace,
                    expires_at: now.plus_ms(SESSION_MS),
                    device: words.as_deref(),
                    address: address.as_deref(),
                };
                sessions::insert(conn, new, now).await?;
                Ok::<_, AppError>(ended)
            })
            .await?;
        if let Some(session) = ended {
            self.revoke(Revocation::Credential(Credential::Session(session)));
        }
        Ok(token)
    }

    /// Moves the end of a session, in the background: reading goes on where nothing can be written.
    fn note_seen(&self, id: SessionId) {
        let (app, now) = (self.clone(), self.clock.now());
        self.tasks.spawn(async move {
            let until = now.plus_ms(SESSION_MS);
            let noted = app
                .db
                .write(async move |conn| {
                    sessions::touch(conn, id, now.plus_ms(-NOTE_MS), (now, until)).await
                })
                .await;
            if let Err(error) = noted {
                tracing::warn!(%error, "a session could not be extended");
            }
        });
    }
}

pub(super) fn signed_in(live: Live) -> SignedIn {
    SignedIn {
        session: live.id,
        caller: Caller {
            workspace: live.workspace,
            person: Person {
                id: live.user,
                name: live.name,
            },
            role: live.role,
        },
    }
}
