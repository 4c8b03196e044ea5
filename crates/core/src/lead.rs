//! Leads: a stage attached to a conversation and its contact.

pub mod alert;
mod check;
mod score;

pub use check::{Fault, Values};
pub use score::{Score, ScorePart, ScoreReason, Signals, has_intent};

use crate::id::{AssistantId, ConversationId, LeadId};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use utoipa::ToSchema;

crate::codes! {
    /// The stage of a lead: new, qualified, contacted, then won or lost.
    pub enum LeadStatus {
        /// Just captured.
        New = "new",
        /// Worth a call.
        Qualified = "qualified",
        /// Somebody got in touch.
        Contacted = "contacted",
        /// Bought.
        Won = "won",
        /// Did not.
        Lost = "lost",
    }
}

crate::codes! {
    /// What led to the capture.
    pub enum LeadSource {
        /// The form in the widget.
        Form = "form",
        /// A behaviour rule showed the form.
        Rule = "rule",
        /// The assistant noticed the intent.
        Intent = "intent",
        /// A call-to-action button.
        Cta = "cta",
        /// The visitor asked to be contacted.
        Request = "request",
        /// Added over the interface.
        Api = "api",
        /// Added by a teammate.
        Manual = "manual",
    }
}

/// The lead as events and webhooks carry it; nulls present.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct LeadFacts {
    /// The lead.
    pub lead_id: LeadId,
    /// The assistant that captured it.
    pub assistant_id: AssistantId,
    /// The conversation that produced it; null for one that was added from outside of any.
    pub conversation_id: Option<ConversationId>,
    /// As given.
    pub name: Option<String>,
    /// As given, lower case.
    pub email: Option<String>,
    /// As given.
    pub phone: Option<String>,
    /// Further fields of the form.
    pub fields: BTreeMap<String, String>,
    /// The stage.
    pub status: LeadStatus,
    /// What led to it.
    pub source: LeadSource,
    /// How promising it is, 0 to 100.
    #[serde(default)]
    #[schema(required)]
    pub score: i64,
}

crate::codes! {
    /// The kind of a form field.
    pub enum LeadFieldType {
        /// One line of text.
        Text = "text",
        /// An e-mail address.
        Email = "email",
        /// A phone number.
        Phone = "phone",
        /// A number.
        Number = "number",
        /// One of the options.
        Choice = "choice",
        /// A box that must be ticked.
        Consent = "consent",
    }
}

/// One field of the lead form.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct LeadField {
    /// `name`, `email`, `phone`, `consent`, or an own key.
    pub key: String,
    /// As visitors read it.
    pub label: String,
    /// The kind.
    #[serde(rename = "type")]
    pub kind: LeadFieldType,
    /// Whether it must be filled.
    pub required: bool,
    /// For `choice`.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub options: Vec<String>,
}

/// The form that visitors fill.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct LeadForm {
    /// Its heading.
    pub title: String,
    /// Its fields, in order.
    pub fields: Vec<LeadField>,
}

impl Default for LeadForm {
    fn default() -> Self {
        let field = |key: &str, label: &str, kind, required| LeadField {
            key: key.to_owned(),
            label: label.to_owned(),
            kind,
            required,
            options: Vec::new(),
        };
        Self {
            title: "How can we reach you?".to_owned(),
            fields: vec![
                field("name", "Name", LeadFieldType::Text, false),
                field("email", "Email", LeadFieldType::Email, true),
                field(
                    "consent",
                    "You may contact me",
                    LeadFieldType::Consent,
                    true,
                ),
            ],
        }
    }
}
