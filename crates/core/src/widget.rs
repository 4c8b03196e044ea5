//! What a visitor may see. Visitors never receive [`Event`]: one exhaustive match makes a [`WidgetEvent`] of it or nothing.

use crate::conversation::{Baton, HolderKind, WaitMode};
use crate::event::Event;
use crate::id::{LeadId, MessageId};
use crate::message::attachment::Attachment;
use crate::message::{Message, MessageKind, MessageRole, MessageState};
use crate::time::Timestamp;
use serde::Serialize;
use utoipa::ToSchema;

/// The baton as a visitor reads it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct WidgetBaton {
    /// Who holds it.
    pub holder: HolderKind,
    /// Grows with every change of holder.
    pub epoch: i64,
    /// The teammate; null where names are turned off.
    pub person: Option<WidgetPerson>,
    /// Since when a person is awaited.
    pub waiting_since: Option<Timestamp>,
    /// How they wait for one.
    pub waits: Option<WaitMode>,
}

/// A teammate as a visitor reads them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct WidgetPerson {
    /// First name as the team writes it.
    pub name: String,
}

impl WidgetBaton {
    /// The visitor's view of a baton.
    pub fn of(baton: &Baton, show_names: bool) -> Self {
        let person = baton.person.as_ref().filter(|_| show_names);
        Self {
            holder: baton.holder,
            epoch: baton.epoch,
            person: person.map(|p| WidgetPerson {
                name: p.name.clone(),
            }),
            waiting_since: baton
                .escalated_at
                .filter(|_| baton.holder == HolderKind::Nobody),
            waits: baton.waits,
        }
    }
}

/// A source as a visitor reads it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct WidgetCitation {
    /// The number used in the text.
    pub n: u32,
    /// The document's title.
    pub title: String,
    /// Where it can be read.
    pub url: Option<String>,
    /// The passage.
    pub quote: String,
}

/// A message as a visitor reads it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct WidgetMessage {
    /// The message.
    pub id: MessageId,
    /// Gapless in the conversation.
    pub seq: i64,
    /// Who speaks.
    pub role: MessageRole,
    /// The teammate's name, where names are shown.
    pub author_name: Option<String>,
    /// Markdown.
    pub body: String,
    /// The sender's own id for it.
    pub client_id: Option<String>,
    /// Finished or cut short.
    pub state: MessageState,
    /// What it is.
    pub kind: Option<MessageKind>,
    /// Where the answer comes from.
    pub citations: Vec<WidgetCitation>,
    /// When it was stored.
    pub created_at: Timestamp,
    /// When its author changed it last, or took it back.
    pub edited_at: Option<Timestamp>,
    /// Files that came with it.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    #[schema(required = false)]
    pub attachments: Vec<Attachment>,
}

impl WidgetMessage {
    /// The visitor's view of a message.
    pub fn of(message: &Message, show_names: bool) -> Self {
        let author = message.author.as_ref().filter(|_| show_names);
        Self {
            id: message.id,
            seq: message.seq,
            role: message.role,
            author_name: author.map(|p| p.name.clone()),
            body: message.body.clone(),
            client_id: message.client_id.clone(),
            state: message.state,
            kind: message.kind,
            citations: message
                .citations
                .iter()
                .map(|c| WidgetCitation {
                    n: c.n,
                    title: c.title.clone(),
                    url: c.url.clone(),
                    quote: c.quote.clone(),
                })
                .collect(),
            created_at: message.created_at,
            edited_at: message.edited_at,
            attachments: message.attachments.clone(),
        }
    }
}

/// What a visitor's socket receives.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
#[serde(tag = "type", content = "data")]
pub enum WidgetEvent {
    /// Somebody said something.
    #[serde(rename = "message.created")]
    MessageCreated {
        /// What was said.
        message: WidgetMessage,
    },
    /// A teammate changed what they had said.
    #[serde(rename = "message.edited")]
    MessageEdited {
        /// As it reads now.
        message: WidgetMessage,
    },
    /// A teammate took back what they had said.
    #[serde(rename = "message.unsent")]
    MessageUnsent {
        /// Its place, without its words.
        message: WidgetMessage,
    },
    /// A person joined.
    #[serde(rename = "conversation.claimed")]
    Claimed {
        /// The state afterwards.
        baton: WidgetBaton,
    },
    /// The assistant is back.
    #[serde(rename = "conversation.released")]
    Released {
        /// The state afterwards.
        baton: WidgetBaton,
    },
    /// A person was called.
    #[serde(rename = "conversation.escalated")]
    Escalated {
        /// The state afterwards.
        baton: WidgetBaton,
    },
    /// They wait in another way.
    #[serde(rename = "conversation.wait_changed")]
    WaitChanged {
        /// The state afterwards.
        baton: WidgetBaton,
    },
    /// Closed.
    #[serde(rename = "conversation.resolved")]
    Resolved {
        /// The state afterwards.
        baton: WidgetBaton,
    },
    /// Opened again.
    #[serde(rename = "conversation.reopened")]
    Reopened {
        /// The state afterwards.
        baton: WidgetBaton,
    },
    /// The team deleted it: whoever goes on begins another one.
    #[serde(rename = "conversation.deleted")]
    Deleted {},
    /// Their details arrived.
    #[serde(rename = "lead.captured")]
    LeadCaptured {
        /// The lead.
        lead_id: LeadId,
    },
}

impl WidgetEvent {
    /// What a visitor may know of an event, if anything.
    pub fn of(event: &Event, show_names: bool) -> Option<Self> {
        let view = |baton: &Baton| WidgetBaton::of(baton, show_names);
        Some(match event {
            Event::MessageCreated { message } => Self::MessageCreated {
                message: WidgetMessage::of(message, show_names),
            },
            // What it said before is the team's own.
            Event::MessageEdited { message, .. } => Self::MessageEdited {
                message: WidgetMessage::of(message, show_names),
            },
            Event::MessageUnsent { message } => Self::MessageUnsent {
                message: WidgetMessage::of(message, show_names),
            },
            Event::ConversationClaimed { baton, .. } => Self::Claimed { baton: view(baton) },
            Event::ConversationReleased { baton, .. } => Self::Released { baton: view(baton) },
            Event::ConversationEscalated { baton } => Self::Escalated { baton: view(baton) },
            Event::ConversationWaitChanged { baton } => Self::WaitChanged { baton: view(baton) },
            Event::ConversationResolved { baton } => Self::Resolved { baton: view(baton) },
            Event::ConversationReopened { baton } => Self::Reopened { baton: view(baton) },
            Event::LeadCaptured { lead } => Self::LeadCaptured {
                lead_id: lead.lead_id,
            },
            // Which others were deleted with it is none of their business.
            Event::ConversationDeleted { .. } => Self::Deleted {},
            // Notes, orders, requests, whispers, what is scheduled and what is held are the team's own: there is no form of them for visitors.
            Event::NoteCreated { .. }
            | Event::BatonRequested { .. }
            | Event::BatonKept { .. }
            | Event::ReplyScheduled { .. }
            | Event::ReplySettled { .. }
            | Event::StandingOrderLeft { .. }
            | Event::StandingOrderRemoved { .. }
            | Event::WhisperLeft { .. }
            | Event::AnswerHeld { .. }
            | Event::AnswerDecided { .. }
            | Event::AutopilotChanged { .. }
            | Event::NeedChanged { .. }
            | Event::MessageRated { .. }
            | Event::EventErased {}
            | Event::ConversationAssigned { .. }
            | Event::ConversationSnoozed { .. }
            | Event::ConversationUnsnoozed {}
            | Event::ConversationCreated { .. }
            | Event::ConversationTagged { .. }
            | Event::ConversationUntagged { .. }
            | Event::TagChanged { .. }
            | Event::LeadUpdated { .. }
            | Event::ContactUpdated { .. }
            | Event::AssistantUpdated { .. }
            | Event::MemberUpdated { .. }
            | Event::KnowledgeSourceUpdated { .. }
            | Event::WebhookDisabled { .. } => return None,
        })
    }

    /// The name under which it is published.
    pub const fn wire_name(&self) -> &'static str {
        match self {
            Self::MessageCreated { .. } => "message.created",
            Self::MessageEdited { .. } => "message.edited",
            Self::MessageUnsent { .. } => "message.unsent",
            Self::Claimed { .. } => "conversation.claimed",
            Self::Released { .. } => "conversation.released",
            Self::Escalated { .. } => "conversation.escalated",
            Self::WaitChanged { .. } => "conversation.wait_changed",
            Self::Resolved { .. } => "conversation.resolved",
            Self::Reopened { .. } => "conversation.reopened",
            Self::Deleted {} => "conversation.deleted",
            Self::LeadCaptured { .. } => "lead.captured",
        }
    }
}
