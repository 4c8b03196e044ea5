//! Signals: hints that are not stored and may be lost, like the words of an answer while it is written.

use crate::actor::Person;
use crate::alert::{AcknowledgedBy, AlertStep};
use crate::id::{AlertId, ContactId, ConversationId, LeadId, TurnId, UserId};
use crate::time::Timestamp;
use crate::trace::Outcome;
use serde::Serialize;
use utoipa::ToSchema;

crate::codes! {
    /// How far an answer is.
    pub enum TurnStage {
        /// Looking through the knowledge.
        Searching = "searching",
        /// Writing.
        Writing = "writing",
    }
}

crate::codes! {
    /// Who types or reads.
    pub enum Side {
        /// The visitor.
        Visitor = "visitor",
        /// A teammate.
        Person = "person",
    }
}

/// A hint for whoever watches.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
#[serde(tag = "type", content = "data")]
pub enum Signal {
    /// The assistant starts to answer.
    #[serde(rename = "turn.started")]
    TurnStarted {
        /// Where.
        conversation_id: ConversationId,
        /// The turn.
        turn_id: TurnId,
        /// Its fence.
        epoch: i64,
        /// How far it is.
        stage: TurnStage,
    },
    /// The answer moves on.
    #[serde(rename = "turn.stage")]
    TurnStageChanged {
        /// Where.
        conversation_id: ConversationId,
        /// The turn.
        turn_id: TurnId,
        /// Its fence.
        epoch: i64,
        /// How far it is.
        stage: TurnStage,
        /// How many sources it reads.
        sources: usize,
    },
    /// The answer is over, one way or another.
    #[serde(rename = "turn.ended")]
    TurnEnded {
        /// Where.
        conversation_id: ConversationId,
        /// The turn.
        turn_id: TurnId,
        /// Its fence.
        epoch: i64,
        /// How it ended.
        outcome: Outcome,
    },
    /// Some words of the answer.
    #[serde(rename = "message.delta")]
    MessageDelta {
        /// Where.
        conversation_id: ConversationId,
        /// The turn.
        turn_id: TurnId,
        /// Its fence: drop it where the baton has moved on.
        epoch: i64,
        /// 0, 1, 2...: a missing one means wait for the message.
        index: u32,
        /// The words.
        text: String,
    },
    /// Somebody types.
    #[serde(rename = "typing")]
    Typing {
        /// Where.
        conversation_id: ConversationId,
        /// Visitor or teammate.
        who: Side,
        /// The teammate's name, where names are shown.
        name: Option<String>,
        /// Started or stopped.
        on: bool,
    },
    /// Somebody read up to a message.
    #[serde(rename = "read")]
    Read {
        /// Where.
        conversation_id: ConversationId,
        /// Visitor or teammate.
        who: Side,
        /// The last message seen.
        seq: i64,
        /// When.
        at: Timestamp,
    },
    /// Somebody writes, as the team sees it: in its lists too, with the teammate's name, and also what is for the team alone.
    #[serde(rename = "writing")]
    Writing {
        /// Where.
        conversation_id: ConversationId,
        /// The teammate; none: the visitor.
        by: Option<Person>,
        /// Whether it is a note.
        note: bool,
        /// Started or stopped.
        on: bool,
    },
    /// A teammate opened a conversation, or left it.
    #[serde(rename = "viewing")]
    Viewing {
        /// Where.
        conversation_id: ConversationId,
        /// Who.
        by: Person,
        /// Whether they look at it now.
        on: bool,
    },
    /// A teammate has seen a conversation up to a message: their other screens need not call it unread.
    #[serde(rename = "seen")]
    Seen {
        /// Where.
        conversation_id: ConversationId,
        /// Who.
        user_id: UserId,
        /// The last message seen.
        seq: i64,
    },
    /// A visitor came or went.
    #[serde(rename = "presence")]
    Presence {
        /// Who.
        contact_id: ContactId,
        /// Whether a socket of theirs is open.
        online: bool,
    },
    /// The queue moved: the place of a visitor who waits.
    #[serde(rename = "queue")]
    Queue {
        /// Whose.
        conversation_id: ConversationId,
        /// 1: the next one.
        position: i64,
    },
    /// A teammate came, went, or takes conversations again or no more: ask for the teammates anew.
    #[serde(rename = "teammate")]
    Teammate {
        /// Who.
        user_id: UserId,
        /// Whether their console is open.
        online: bool,
    },
    /// It is a teammate's turn to be alerted, in this way.
    #[serde(rename = "alert.step")]
    AlertStepTaken {
        /// Of what.
        alert_id: AlertId,
        /// Whom.
        user_id: UserId,
        /// How.
        step: AlertStep,
    },
    /// Somebody has seen it: nobody is told of it any more.
    #[serde(rename = "alert.acknowledged")]
    AlertAcknowledged {
        /// What.
        alert_id: AlertId,
        /// The lead that it is about.
        lead_id: Option<LeadId>,
        /// The conversation that it is about.
        conversation_id: Option<ConversationId>,
        /// Who.
        by: Person,
        /// By what.
        how: AcknowledgedBy,
    },
}

impl Signal {
    /// The name under which it is published.
    pub const fn wire_name(&self) -> &'static str {
        match self {
            Self::TurnStarted { .. } => "turn.started",
            Self::TurnStageChanged { .. } => "turn.stage",
            Self::TurnEnded { .. } => "turn.ended",
            Self::MessageDelta { .. } => "message.delta",
            Self::Typing { .. } => "typing",
            Self::Read { .. } => "read",
            Self::Writing { .. } => "writing",
            Self::Viewing { .. } => "viewing",
            Self::Seen { .. } => "seen",
            Self::Presence { .. } => "presence",
            Self::Queue { .. } => "queue",
            Self::Teammate { .. } => "teammate",
            Self::AlertStepTaken { .. } => "alert.step",
            Self::AlertAcknowledged { .. } => "alert.acknowledged",
        }
    }
}

/// An answer that is being made right now, for those who come in the middle.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct LiveTurn {
    /// The turn.
    pub id: TurnId,
    /// Its fence.
    pub epoch: i64,
    /// How far it is.
    pub stage: TurnStage,
    /// What has been sent so far.
    pub text: String,
    /// The index of the next delta.
    pub next_index: u32,
}
