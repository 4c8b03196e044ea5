//! A conversation and its baton: who holds the right and duty to send the next answer.
//!
//! The holder is derived, never stored twice. Every change of holder is a [`Transition`], made by a pure decision in one of
//! the submodules from a [`BatonState`], and persisted only where the epoch is still the one it was made from.

mod ask;
pub mod brief;
mod claim;
mod escalate;
pub mod held;
mod lapse;
mod legs;
pub mod practice;
mod release;
mod resolve;
pub mod struggle;
mod transfer;
mod vacate;
mod wait;

pub use ask::AskRefused;
pub use claim::{Claim, ClaimRefused};
pub use legs::{Leg, legs};
pub use release::ReleaseRefused;
pub use transfer::TransferRefused;

use crate::actor::Person;
use crate::id::UserId;
use crate::time::Timestamp;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

crate::codes! {
    /// Whether a conversation is going on.
    pub enum Status {
        /// Somebody will answer.
        Open = "open",
        /// Closed; reopens on the contact's next message.
        Resolved = "resolved",
        /// Goes on with a draft, from the console: in no list and no report.
        Trial = "trial",
    }
}

crate::codes! {
    /// What happens to a conversation with the reply that is sent.
    pub enum Then {
        /// It is closed.
        Resolve = "resolve",
        /// It goes back to the assistant.
        Release = "release",
    }
}

crate::codes! {
    /// Who holds the baton.
    pub enum HolderKind {
        /// The assistant answers.
        Assistant = "assistant",
        /// A teammate has claimed it.
        Person = "person",
        /// Escalated and unclaimed: a visitor waits for a person.
        Nobody = "nobody",
        /// Resolved.
        None = "none",
    }
}

crate::codes! {
    /// Why a conversation was escalated.
    pub enum ReasonCode {
        /// The visitor asked for a person.
        VisitorAsked = "visitor_asked",
        /// The knowledge does not answer it.
        NotInKnowledge = "not_in_knowledge",
        /// The visitor is upset.
        Frustrated = "frustrated",
        /// Billing, legal, safety, or an account.
        Sensitive = "sensitive",
        /// Somebody should sell here.
        SalesOpportunity = "sales_opportunity",
        /// The assistant could not be reached.
        TechnicalFailure = "technical_failure",
        /// A teammate put it into the queue.
        Teammate = "teammate",
        /// The teammate who held it is gone.
        HolderGone = "holder_gone",
        /// Anything else.
        Other = "other",
    }
}

impl ReasonCode {
    /// The reason in words, as the status bar shows it.
    pub const fn label(self) -> &'static str {
        match self {
            Self::VisitorAsked => "Asked for a human",
            Self::NotInKnowledge => "No source found",
            Self::Frustrated => "Visitor is upset",
            Self::Sensitive => "Sensitive matter",
            Self::SalesOpportunity => "Sales opportunity",
            Self::TechnicalFailure => "Assistant unavailable",
            Self::Teammate => "Put in the queue by a teammate",
            Self::HolderGone => "The teammate is gone",
            Self::Other => "Needs a human",
        }
    }
}

/// Why a conversation waits for a person.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Reason {
    /// The closed code.
    pub code: ReasonCode,
    /// In words, searchable.
    pub text: String,
}

impl Reason {
    /// A reason with its usual words, or with `text` where that says more.
    pub fn new(code: ReasonCode, text: Option<&str>) -> Self {
        let text = text
            .map(str::trim)
            .filter(|t| !t.is_empty())
            .unwrap_or(code.label());
        Self {
            code,
            text: crate::text::preview(text, 200),
        }
    }
}

crate::codes! {
    /// How a visitor waits for a person.
    pub enum WaitMode {
        /// In the queue, and nobody answers meanwhile.
        Live = "live",
        /// In the queue, and the assistant goes on helping.
        Assisted = "assisted",
        /// No longer in the live queue: the answer goes to their e-mail address. The assistant goes on helping.
        Mail = "mail",
    }
}

/// What decides the holder, as stored on the conversation's row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BatonState {
    /// Open or resolved.
    pub status: Status,
    /// Who claimed it, and when.
    pub claimed: Option<(UserId, Timestamp)>,
    /// Since when and why a person is needed. Kept while claimed, cleared by release and resolve.
    pub escalated: Option<(Timestamp, Reason)>,
    /// How the visitor waits; set while they do.
    pub waits: Option<WaitMode>,
    /// When it was closed.
    pub resolved_at: Option<Timestamp>,
    /// The responsible teammate: set by the first claim, kept by a release.
    pub assigned: Option<UserId>,
    /// Grows with every change of holder.
    pub epoch: i64,
}

impl BatonState {
    /// A new conversation: the assistant holds it.
    pub const fn new() -> Self {
        Self {
            status: Status::Open,
            claimed: None,
            escalated: None,
            waits: None,
            resolved_at: None,
            assigned: None,
            epoch: 0,
        }
    }

    /// Who holds the baton. Derived here and nowhere else.
    pub const fn holder(&self) -> HolderKind {
        match (self.status, &self.claimed, &self.escalated) {
            (Status::Resolved, _, _) => HolderKind::None,
            (Status::Open | Status::Trial, Some(_), _) => HolderKind::Person,
            (Status::Open | Status::Trial, None, Some(_)) => HolderKind::Nobody,
            (Status::Open | Status::Trial, None, None) => HolderKind::Assistant,
        }
    }

    /// The teammate who holds it.
    pub const fn held_by(&self) -> Option<UserId> {
        match (self.status, self.claimed) {
            (Status::Open, Some((user, _))) => Some(user),
            _ => None,
        }
    }

    /// Whether the assistant may answer: it holds the baton, or helps while a person is awaited.
    pub fn assistant_answers(&self) -> bool {
        match self.holder() {
            HolderKind::Assistant => true,
            HolderKind::Nobody => matches!(self.waits, Some(WaitMode::Assisted | WaitMode::Mail)),
            HolderKind::Person | HolderKind::None => false,
        }
    }

    fn passed_to(&self, to: Self) -> Transition {
        Transition {
            from_epoch: self.epoch,
            from: self.holder(),
            to: Self {
                epoch: self.epoch + 1,
                ..to
            },
        }
    }
}

impl Default for BatonState {
    fn default() -> Self {
        Self::new()
    }
}

/// One change of holder, valid only on the epoch that it was decided from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Transition {
    /// The epoch that must still hold when this is stored.
    pub from_epoch: i64,
    /// Who held it before.
    pub from: HolderKind,
    /// The state afterwards; its epoch is `from_epoch + 1`.
    pub to: BatonState,
}

/// The baton as members read it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Baton {
    /// Open or resolved.
    pub status: Status,
    /// Who holds it.
    pub holder: HolderKind,
    /// The teammate, where `holder` is `person`.
    pub person: Option<Person>,
    /// Grows with every change of holder; what carries an older one is void.
    pub epoch: i64,
    /// Since when the teammate holds it.
    pub claimed_at: Option<Timestamp>,
    /// Since when a person is needed.
    pub escalated_at: Option<Timestamp>,
    /// Why a person is needed.
    pub reason: Option<Reason>,
    /// How the visitor waits, where `holder` is `nobody`.
    pub waits: Option<WaitMode>,
    /// When it was closed.
    pub resolved_at: Option<Timestamp>,
}

impl Baton {
    /// The view of a state; `person` names the claimant.
    pub fn of(state: &BatonState, person: Option<Person>) -> Self {
        Self {
            status: state.status,
            holder: state.holder(),
            person: person.filter(|p| state.held_by() == Some(p.id)),
            epoch: state.epoch,
            claimed_at: state.claimed.map(|(_, at)| at),
            escalated_at: state.escalated.as_ref().map(|(at, _)| *at),
            reason: state.escalated.as_ref().map(|(_, reason)| reason.clone()),
            waits: state.waits.filter(|_| state.holder() == HolderKind::Nobody),
            resolved_at: state.resolved_at,
        }
    }
}

#[cfg(test)]
mod tests;
