//! Messages: what the visitor, the assistant and people wrote.

pub mod amend;
pub mod attachment;
pub mod rating;

use crate::actor::Person;
use crate::id::{ConversationId, DocumentId, MessageId, TurnId};
use crate::time::Timestamp;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

crate::codes! {
    /// Who speaks.
    pub enum MessageRole {
        /// The visitor.
        User = "user",
        /// The assistant.
        Assistant = "assistant",
        /// A teammate.
        Human = "human-agent",
    }
}

crate::codes! {
    /// Whether a message was finished.
    pub enum MessageState {
        /// As its author meant it.
        Complete = "complete",
        /// The assistant was interrupted mid-answer.
        Cut = "cut",
        /// Taken back by its author: its words are gone, its place stays.
        Unsent = "unsent",
    }
}

crate::codes! {
    /// What an assistant's message is.
    pub enum MessageKind {
        /// Grounded in knowledge.
        Answer = "answer",
        /// "I don't know", with the offer of a person.
        Decline = "decline",
        /// Said when letting go of the baton.
        Handover = "handover",
        /// Greeting, small talk.
        Chat = "chat",
        /// Asks for contact details: the form is shown beneath it.
        LeadForm = "lead_form",
        /// Written by the team beforehand and sent by a behaviour rule.
        Curated = "curated",
    }
}

/// A passage that an answer relies on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Citation {
    /// The number used in the text as `[n]`, from 1.
    pub n: u32,
    /// The document.
    pub document_id: DocumentId,
    /// Its title.
    pub title: String,
    /// Where it can be read.
    pub url: Option<String>,
    /// The passage relied on.
    pub quote: String,
}

/// A stored message, as members read it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Message {
    /// The message.
    pub id: MessageId,
    /// Its conversation.
    pub conversation_id: ConversationId,
    /// Gapless in the conversation, from 1.
    pub seq: i64,
    /// Who speaks.
    pub role: MessageRole,
    /// The teammate, for `human-agent`.
    pub author: Option<Person>,
    /// Markdown.
    pub body: String,
    /// The sender's own id for it.
    pub client_id: Option<String>,
    /// Finished or cut short.
    pub state: MessageState,
    /// What it is, for the assistant's.
    pub kind: Option<MessageKind>,
    /// Where the answer comes from.
    pub citations: Vec<Citation>,
    /// The turn that made it, for the assistant's.
    pub turn_id: Option<TurnId>,
    /// When it was stored.
    pub created_at: Timestamp,
    /// When its author changed it last, or took it back.
    #[serde(default)]
    pub edited_at: Option<Timestamp>,
    /// Files that came with it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub attachments: Vec<attachment::Attachment>,
}
