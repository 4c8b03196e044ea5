//! Who asks. Each kind of principal is a type of its own: a visitor has no way to what members may do.

pub mod address;

use crate::error::{AppError, Result};
use baton_core::{
    actor::{Actor, Person},
    id::{ApiTokenId, AssistantId, ContactId, ConversationId, SessionId, WorkspaceId},
    role::{Permission, Role},
};
use serde::{Deserialize, Serialize};

/// A member of a workspace, with the role they have right now.
#[derive(Debug, Clone)]
pub struct Caller {
    /// The tenant.
    pub workspace: WorkspaceId,
    /// Who.
    pub person: Person,
    /// What they may do.
    pub role: Role,
}

impl Caller {
    /// Whoever runs the server, on its own command line: there they may do anything.
    pub fn server(workspace: WorkspaceId) -> Self {
        let person = Person {
            id: uuid::Uuid::nil().into(),
            name: "Server".to_owned(),
        };
        Self {
            workspace,
            person,
            role: Role::Owner,
        }
    }

    /// As events and the audit log name them.
    pub fn actor(&self) -> Actor {
        Actor::person(&self.person)
    }

    /// Whether the role allows it.
    pub fn can(&self, permission: Permission) -> bool {
        self.role.can(permission)
    }

    /// Refuses where the role does not allow it.
    pub fn require(&self, permission: Permission) -> Result<()> {
        if self.can(permission) {
            Ok(())
        } else {
            Err(AppError::Forbidden)
        }
    }
}

/// By what a member is known: it can be taken back, whatever else they have.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Credential {
    /// The session of a browser.
    Session(SessionId),
    /// The API token of a program.
    Token(ApiTokenId),
}

/// A visitor, bound by their token to one conversation.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Visitor {
    /// The tenant.
    pub workspace: WorkspaceId,
    /// Which assistant's widget.
    pub assistant: AssistantId,
    /// Who.
    pub contact: ContactId,
    /// Where.
    pub conversation: ConversationId,
}
