//! Events: typed once, delivered everywhere. Written in the same transaction as the change they tell of.

pub mod audit;
pub mod webhook;

use crate::actor::{Actor, Person};
use crate::assistant::{AutopilotMode, told::AssistantChange};
use crate::channel::Channel;
use crate::conversation::{Baton, HolderKind, held::HeldAnswer, struggle::Struggle};
use crate::id::{
    AssistantId, ContactId, ConversationId, EndpointId, EventId, SourceId, WorkspaceId,
};
use crate::knowledge::SourceStatus;
use crate::lead::LeadFacts;
use crate::message::{Message, rating::Rating};
use crate::team::member::MemberFacts;
use crate::team::note::Note;
use crate::team::order::StandingOrder;
use crate::team::request::BatonRequest;
use crate::team::scheduled::ScheduledReply;
use crate::team::tag::TagColour;
use crate::team::whisper::Whisper;
use crate::time::Timestamp;
use crate::webhook::DisabledReason;
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
    /// A teammate changed what they had just said.
    #[serde(rename = "message.edited")]
    MessageEdited {
        /// As it reads now.
        message: Message,
        /// What it said before. Never told to the visitor.
        before: String,
    },
    /// A teammate took back what they had just said. Its words are gone.
    #[serde(rename = "message.unsent")]
    MessageUnsent {
        /// Its place, without its words.
        message: Message,
    },
    /// A visitor said whether an answer of the assistant helped.
    #[serde(rename = "message.rated")]
    MessageRated {
        /// Which message of the conversation.
        message_seq: i64,
        /// What they say of it; none where they took it back.
        rating: Option<Rating>,
    },
    /// A teammate took the baton, or was passed it by another: then the actor is not the person who has it now.
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
    /// The visitor waits in another way: with the assistant's help, or for an e-mail.
    #[serde(rename = "conversation.wait_changed")]
    ConversationWaitChanged {
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
    /// A teammate asked the one who holds the baton for it. Never told to the visitor.
    #[serde(rename = "baton.requested")]
    BatonRequested {
        /// What was asked.
        request: BatonRequest,
    },
    /// The one who was asked for the baton keeps it. Never told to the visitor.
    #[serde(rename = "baton.kept")]
    BatonKept {
        /// What had been asked.
        request: BatonRequest,
        /// A word to whoever asked.
        note: Option<String>,
    },
    /// Another teammate is responsible, or nobody.
    #[serde(rename = "conversation.assigned")]
    ConversationAssigned {
        /// Who is responsible now.
        agent: Option<Person>,
        /// Who was before.
        before: Option<Person>,
    },
    /// A teammate put it away until a time.
    #[serde(rename = "conversation.snoozed")]
    ConversationSnoozed {
        /// Until when, unless the visitor writes before.
        until: Timestamp,
    },
    /// It is back: its time came, or a teammate took it out again.
    #[serde(rename = "conversation.unsnoozed")]
    ConversationUnsnoozed {},
    /// A teammate wrote what is to be said at a time. Never told to the visitor.
    #[serde(rename = "reply.scheduled")]
    ReplyScheduled {
        /// The reply.
        reply: ScheduledReply,
    },
    /// A scheduled reply was said, taken back, or not said at its time. Never told to the visitor.
    #[serde(rename = "reply.settled")]
    ReplySettled {
        /// The reply, with what became of it.
        reply: ScheduledReply,
    },
    /// A teammate wrote to the team. Never told to the visitor.
    #[serde(rename = "note.created")]
    NoteCreated {
        /// What was written.
        note: Note,
    },
    /// Who handed back left the assistant an order. Never told to the visitor.
    #[serde(rename = "standing_order.left")]
    StandingOrderLeft {
        /// The order.
        order: StandingOrder,
    },
    /// An order was taken away before its time.
    #[serde(rename = "standing_order.removed")]
    StandingOrderRemoved {
        /// The order that is no longer in force.
        order: StandingOrder,
    },
    /// An answer was finished and is held, or is held longer. Never told to the visitor.
    #[serde(rename = "answer.held")]
    AnswerHeld {
        /// The answer.
        answer: HeldAnswer,
    },
    /// What was held was sent, changed, stopped, or is void.
    #[serde(rename = "answer.decided")]
    AnswerDecided {
        /// The answer, with what became of it.
        answer: HeldAnswer,
    },
    /// A teammate told the assistant in private what to do. Never told to the visitor.
    #[serde(rename = "whisper.left")]
    WhisperLeft {
        /// The whisper.
        whisper: Whisper,
    },
    /// How much a conversation that the assistant holds needs a person.
    #[serde(rename = "conversation.need_changed")]
    NeedChanged {
        /// How much, and why; null: not at all any more.
        struggle: Option<Struggle>,
    },
    /// Whether answers go out by themselves here was changed.
    #[serde(rename = "conversation.autopilot_changed")]
    AutopilotChanged {
        /// The conversation's own mode; null: as its assistant.
        autopilot: Option<AutopilotMode>,
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
    /// A tag of the workspace was renamed, merged, coloured or deleted: every conversation that has it follows.
    #[serde(rename = "tag.changed")]
    TagChanged {
        /// What it was called.
        tag: String,
        /// What it is called now; null: it was deleted.
        to: Option<String>,
        /// Its colour now.
        colour: Option<TagColour>,
        /// Whether all conversations have followed. Where many have it, this is told again when they have.
        done: bool,
    },
    /// Conversations were deleted with all that was in them.
    #[serde(rename = "conversation.deleted")]
    ConversationDeleted {
        /// Which.
        conversation_ids: Vec<ConversationId>,
    },
    /// What stood here was deleted with its conversation: of an event only its place is kept.
    #[serde(rename = "event.erased")]
    EventErased {},
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
    /// Somebody of the team came, changed or left.
    #[serde(rename = "member.updated")]
    MemberUpdated {
        /// How they stand now.
        member: MemberFacts,
    },
    /// An assistant, its draft or its versions changed.
    #[serde(rename = "assistant.updated")]
    AssistantUpdated {
        /// The assistant.
        assistant_id: AssistantId,
        /// Its published name.
        name: String,
        /// Its published version.
        version: i64,
        /// What happened.
        change: AssistantChange,
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
    /// An endpoint of webhooks was turned off.
    #[serde(rename = "webhook.disabled")]
    WebhookDisabled {
        /// The endpoint.
        endpoint_id: EndpointId,
        /// The host of its address: the rest may be a secret.
        host: String,
        /// Why.
        reason: DisabledReason,
    },
}

impl Event {
    /// The name under which it is published: `object.past-tense-verb`.
    pub const fn wire_name(&self) -> &'static str {
        match self {
            Self::ConversationCreated { .. } => "conversation.created",
            Self::MessageCreated { .. } => "message.created",
            Self::MessageEdited { .. } => "message.edited",
            Self::MessageUnsent { .. } => "message.unsent",
            Self::MessageRated { .. } => "message.rated",
            Self::ConversationClaimed { .. } => "conversation.claimed",
            Self::ConversationReleased { .. } => "conversation.released",
            Self::ConversationEscalated { .. } => "conversation.escalated",
            Self::ConversationWaitChanged { .. } => "conversation.wait_changed",
            Self::ConversationResolved { .. } => "conversation.resolved",
            Self::ConversationReopened { .. } => "conversation.reopened",
            Self::BatonRequested { .. } => "baton.requested",
            Self::BatonKept { .. } => "baton.kept",
            Self::ConversationAssigned { .. } => "conversation.assigned",
            Self::ConversationSnoozed { .. } => "conversation.snoozed",
            Self::ConversationUnsnoozed {} => "conversation.unsnoozed",
            Self::ReplyScheduled { .. } => "reply.scheduled",
            Self::ReplySettled { .. } => "reply.settled",
            Self::NoteCreated { .. } => "note.created",
            Self::StandingOrderLeft { .. } => "standing_order.left",
            Self::StandingOrderRemoved { .. } => "standing_order.removed",
            Self::AnswerHeld { .. } => "answer.held",
            Self::AnswerDecided { .. } => "answer.decided",
            Self::WhisperLeft { .. } => "whisper.left",
            Self::NeedChanged { .. } => "conversation.need_changed",
            Self::AutopilotChanged { .. } => "conversation.autopilot_changed",
            Self::ConversationTagged { .. } => "conversation.tagged",
            Self::ConversationUntagged { .. } => "conversation.untagged",
            Self::TagChanged { .. } => "tag.changed",
            Self::ConversationDeleted { .. } => "conversation.deleted",
            Self::EventErased {} => "event.erased",
            Self::LeadCaptured { .. } => "lead.captured",
            Self::LeadUpdated { .. } => "lead.updated",
            Self::ContactUpdated { .. } => "contact.updated",
            Self::MemberUpdated { .. } => "member.updated",
            Self::AssistantUpdated { .. } => "assistant.updated",
            Self::KnowledgeSourceUpdated { .. } => "knowledge.source_updated",
            Self::WebhookDisabled { .. } => "webhook.disabled",
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
