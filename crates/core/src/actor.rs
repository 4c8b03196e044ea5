//! Who did something.

use crate::id::{AssistantId, ContactId, UserId};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

crate::codes! {
    /// The kind of an actor.
    pub enum ActorKind {
        /// A teammate.
        User = "user",
        /// An assistant.
        Assistant = "assistant",
        /// A visitor.
        Visitor = "visitor",
        /// The server itself: a schedule, an import.
        System = "system",
    }
}

/// A teammate by id and name.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Person {
    /// The user.
    pub id: UserId,
    /// As teammates read it.
    pub name: String,
}

/// Who caused an event.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Actor {
    /// What kind of actor.
    pub kind: ActorKind,
    /// The user, assistant or contact.
    pub id: Option<Uuid>,
    /// The name at that time.
    pub name: Option<String>,
}

impl Actor {
    /// A teammate.
    pub fn person(person: &Person) -> Self {
        Self {
            kind: ActorKind::User,
            id: Some(person.id.uuid()),
            name: Some(person.name.clone()),
        }
    }

    /// An assistant.
    pub fn assistant(id: AssistantId, name: &str) -> Self {
        Self {
            kind: ActorKind::Assistant,
            id: Some(id.uuid()),
            name: Some(name.to_owned()),
        }
    }

    /// A visitor.
    pub fn visitor(id: ContactId, name: Option<&str>) -> Self {
        Self {
            kind: ActorKind::Visitor,
            id: Some(id.uuid()),
            name: name.map(str::to_owned),
        }
    }

    /// The server itself.
    pub const fn system() -> Self {
        Self {
            kind: ActorKind::System,
            id: None,
            name: None,
        }
    }
}
