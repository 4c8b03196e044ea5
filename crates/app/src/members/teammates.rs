//! Who could take a conversation.

use crate::{App, Caller, error::Result};
use baton_core::{id::ConversationId, role::Permission};
use baton_store::members::teammates::{self, Teammate};

/// A teammate and whether they are there.
#[derive(Debug, Clone)]
pub struct Seen {
    /// Who.
    pub teammate: Teammate,
    /// Whether a console of theirs is open.
    pub online: bool,
    /// The conversations that they have open.
    pub viewing: Vec<ConversationId>,
}

impl Seen {
    /// Whether they take conversations now: there, and taking them.
    pub fn is_available(&self) -> bool {
        self.online && takes(&self.teammate)
    }
}

/// Whether somebody takes conversations while they are there: not away, and with the right to reply.
pub(crate) fn takes(teammate: &Teammate) -> bool {
    teammate.away_at.is_none() && teammate.role.can(Permission::ConversationReply)
}

impl App {
    /// Everybody of the caller's workspace who has come, with whether they are there.
    pub async fn teammates(&self, caller: &Caller) -> Result<Vec<Seen>> {
        caller.require(Permission::ConversationRead)?;
        let workspace = caller.workspace;
        let list = self
            .db
            .read(async move |conn| teammates::list(conn, workspace).await)
            .await?;
        let seen = |teammate: Teammate| Seen {
            online: self.presence.has_teammate(workspace, teammate.id),
            viewing: self.presence.viewing(workspace, teammate.id),
            teammate,
        };
        Ok(list.into_iter().map(seen).collect())
    }
}
