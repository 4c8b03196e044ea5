//! Whose rights ended: told to every node at once, so that open sockets lose what they hear. Told after the commit; a node
//! that misses the word finds out when it asks the store again.

use crate::{App, caller::Credential};
use baton_bus::Control;
use baton_core::id::{ContactId, ConversationId, UserId, WorkspaceId};
use bytes::Bytes;
use serde::{Deserialize, Serialize};

/// Topic of the bus under which [`Revocation`]s travel, as JSON.
pub const REVOKED: &str = "realtime.revoked";

/// Whose rights ended.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Revocation {
    /// Of one browser or program: somebody signed out, or a token was taken back.
    Credential(Credential),
    /// Of a person, wherever they are signed in.
    User(UserId),
    /// Of a member in one workspace. What they may still hear, they subscribe to anew.
    Member {
        /// The tenant.
        workspace: WorkspaceId,
        /// Who.
        user: UserId,
    },
    /// Of a visitor, in all their conversations.
    Visitor {
        /// The tenant.
        workspace: WorkspaceId,
        /// Who.
        contact: ContactId,
    },
    /// Of everybody, in conversations that are no more.
    Conversations {
        /// The tenant.
        workspace: WorkspaceId,
        /// Which, sorted.
        conversations: Vec<ConversationId>,
    },
}

impl App {
    /// Tells every node whose rights ended. To be said once that is committed.
    #[expect(
        clippy::needless_pass_by_value,
        reason = "a right ends once, and is told of once"
    )]
    pub fn revoke(&self, revocation: Revocation) {
        match serde_json::to_vec(&revocation) {
            Ok(json) => self.bus.control(Control {
                topic: REVOKED.into(),
                payload: Bytes::from(json),
            }),
            Err(error) => tracing::error!(%error, "a revocation could not be serialised"),
        }
    }
}
