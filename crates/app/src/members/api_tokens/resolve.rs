//! A program shows its credential.

use super::secret as shape;
use crate::{
    App, Caller,
    error::{AppError, Result},
    members::{secret, session::NOTE_MS},
};
use baton_core::{actor::Person, id::ApiTokenId};
use baton_store::api_tokens::{self, Live};

/// A program that showed its credential.
#[derive(Debug, Clone)]
pub struct Program {
    /// Its token.
    pub token: ApiTokenId,
    /// Who it stands for, and what it may do now.
    pub caller: Caller,
}

impl App {
    /// Who a token stands for: whoever made it, with its role, and never more than its maker may right now.
    /// [`AppError::Unauthorized`] where it was revoked, or its maker is no member any more.
    pub async fn api_token(&self, token: &str) -> Result<Program> {
        if !shape::is_whole(token) {
            return Err(AppError::Unauthorized);
        }
        let hash = secret::hash(token);
        let found = self
            .db
            .read(async move |conn| api_tokens::resolve(conn, &hash).await)
            .await?;
        let live = found.ok_or(AppError::Unauthorized)?;
        let now = self.clock.now();
        if live
            .last_used_at
            .is_none_or(|at| now.since_ms(at) >= NOTE_MS)
        {
            self.note_used(&live);
        }
        let caller = Caller {
            workspace: live.workspace,
            role: live.role.at_most(live.maker_role),
            person: Person {
                id: live.user,
                name: live.name,
            },
        };
        Ok(Program {
            token: live.id,
            caller,
        })
    }

    /// In the background: reading goes on where nothing can be written.
    fn note_used(&self, live: &Live) {
        let (app, now, id, workspace) = (self.clone(), self.clock.now(), live.id, live.workspace);
        self.tasks.spawn(async move {
            let noted = app
                .db
                .write(async move |conn| {
                    api_tokens::touch(conn, workspace, id, now.plus_ms(-NOTE_MS), now).await
                })
                .await;
            if let Err(error) = noted {
                tracing::warn!(%error, "the use of a token could not be noted");
            }
        });
    }
}
