//! Events: typed once, delivered everywhere. Written in the same transaction as the change they tell of.

use crate::actor::Actor;
use crate::channel::Channel;
use crate::conversation::{Baton, HolderKind};
use crate::id::{ContactId, ConversationId, EventId, SourceId, WorkspaceId};
use crate::knowledge::SourceStatus;
use crate::lead::LeadFacts;
use crate::message::Message;
use crate::time::Timestamp;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// What happened: object and past tense.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(tag = "type", content = "data")]
pub enum Event {
    /// A visitor's browser opened a conversation.
    #[serde(rename = "conversation.created")]
    ConversationCreated {
        /// Where.
        channel: Channel,
        /// With whom.
        contact: ContactName,
    },
    /// Somebody said something.
    #[serde(rename = "message.created")]
    MessageCreated {
        /// What was said.
        message: Message,
    },
    /// A teammate took the baton.
    #[serde(rename = "conversation.claimed")]
    ConversationClaimed {
        /// The state afterwards.
        baton: Baton,
        /// Who held it before.
        from: HolderKind,
    },
    /// The assistant has it again.
    #[serde(rename = "conversation.released")]
    ConversationReleased {
        /// The state afterwards.
        baton: Baton,
        /// Who held it before.
        from: HolderKind,
    },
    /// A person is needed.
    #[serde(rename = "conversation.escalated")]
    ConversationEscalated {
        /// The state afterwards.
        baton: Baton,
    },
    /// Closed.
    #[serde(rename = "conversation.resolved")]
    ConversationResolved {
        /// The state afterwards.
        baton: Baton,
    },
    /// Opened again.
    #[serde(rename = "conversation.reopened")]
    ConversationReopened {
        /// The state afterwards.
        baton: Baton,
    },
    /// A tag was added.
    #[serde(rename = "conversation.tagged")]
    ConversationTagged {
        /// The tag.
        tag: String,
        /// All tags afterwards.
        tags: Vec<String>,
    },
    /// A tag was removed.
    #[serde(rename = "conversation.untagged")]
    ConversationUntagged {
        /// The tag.
        tag: String,
        /// All tags afterwards.
        tags: Vec<String>,
    },
    /// Contact details were captured.
    #[serde(rename = "lead.captured")]
    LeadCaptured {
        /// The lead.
        lead: LeadFacts,
    },
    /// A lead changed its stage or details.
    #[serde(rename = "lead.updated")]
    LeadUpdated {
        /// The lead.
        lead: LeadFacts,
    },
    /// A contact's details changed.
    #[serde(rename = "contact.updated")]
    ContactUpdated {
        /// The contact.
        contact: ContactFacts,
    },
    /// An import moved on.
    #[serde(rename = "knowledge.source_updated")]
    KnowledgeSourceUpdated {
        /// The source.
        source_id: SourceId,
        /// How far it is.
        status: SourceStatus,
        /// Its title.
        title: String,
    },
}

impl Event {
    /// The name under which it is published: `object.past-tense-verb`.
    pub const fn wire_name(&self) -> &'static str {
        match self {
            Self::ConversationCreated { .. } => "conversation.created",
            Self::MessageCreated { .. } => "message.created",
            Self::ConversationClaimed { .. } => "conversation.claimed",
            Self::ConversationReleased { .. } => "conversation.released",
            Self::ConversationEscalated { .. } => "conversation.escalated",
            Self::ConversationResolved { .. } => "conversation.resolved",
            Self::ConversationReopened { .. } => "conversation.reopened",
            Self::ConversationTagged { .. } => "conversation.tagged",
            Self::ConversationUntagged { .. } => "conversation.untagged",
            Self::LeadCaptured { .. } => "lead.captured",
            Self::LeadUpdated { .. } => "lead.updated",
            Self::ContactUpdated { .. } => "contact.updated",
            Self::KnowledgeSourceUpdated { .. } => "knowledge.source_updated",
        }
    }
}

/// A contact by id and name.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct ContactName {
    /// The contact.
    pub id: ContactId,
    /// Where known.
    pub name: Option<String>,
}

/// A contact's details after a change.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct ContactFacts {
    /// The contact.
    pub id: ContactId,
    /// Where known.
    pub name: Option<String>,
    /// Where known.
    pub email: Option<String>,
    /// Where known.
    pub phone: Option<String>,
}

/// A stored event with its place in the workspace's stream.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Envelope {
    /// The event.
    pub id: EventId,
    /// Gapless in the workspace, from 1.
    pub seq: i64,
    /// The tenant.
    pub workspace_id: WorkspaceId,
    /// The conversation it belongs to.
    pub conversation_id: Option<ConversationId>,
    /// When it was stored.
    pub at: Timestamp,
    /// Who caused it.
    pub actor: Actor,
    /// What happened: `type` and `data`.
    #[serde(flatten)]
    pub event: Event,
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::id::Ids;
    use crate::time::Clock;

    #[test]
    fn the_published_name_is_the_type_in_json() {
        let ids = Ids::seeded(Clock::fixed(Timestamp::from_ms(1)), 1);
        let envelope = Envelope {
            id: ids.next(),
            seq: 1,
            workspace_id: ids.next(),
            conversation_id: Some(ids.next()),
            at: Timestamp::from_ms(1),
            actor: Actor::system(),
            event: Event::ConversationTagged {
                tag: "boots".into(),
                tags: vec!["boots".into()],
            },
        };
        let json = serde_json::to_value(&envelope).unwrap();
        assert_eq!(json["type"], envelope.event.wire_name());
        assert_eq!(json["data"]["tag"], "boots");
        assert_eq!(serde_json::from_value::<Envelope>(json).unwrap(), envelope);
    }
}
