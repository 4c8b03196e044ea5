//! Assistants: the AI personas that answer.

mod autopilot;
pub mod copilot;
pub mod correction;
mod diff;
mod languages;
mod policy;
pub mod trace;

pub use autopilot::{Autopilot, AutopilotMode, Unseen};
pub use diff::{Change, Part, changes};
pub use languages::SpokenLanguage;
pub use policy::{
    Guardrails, Handover, LeadPrompt, LeadPromptMode, Tone, Unsure, WidgetSide, WidgetTheme,
};

use crate::id::{AssistantId, AvatarId};
use crate::lead::LeadForm;
use crate::rule::Rule;
use crate::team::hours::BusinessHours;
use crate::text::Invalid;
use crate::time::Timestamp;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// An assistant with its settings: as it is published, or as its draft would be.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct Assistant {
    /// The assistant.
    pub id: AssistantId,
    /// As visitors read it.
    pub name: String,
    /// The first thing it says.
    pub greeting: String,
    /// What stands below its name; empty: that it is an AI and answers at once, in the visitor's words.
    #[serde(default)]
    #[schema(required = true)]
    pub tagline: String,
    /// How it speaks.
    #[serde(default)]
    #[schema(required = true)]
    pub tone: Tone,
    /// What it answers in: the visitor's language where it is one of these, else the first; empty: whatever it can.
    #[serde(default)]
    #[schema(required = true)]
    pub languages: Vec<SpokenLanguage>,
    /// How it shall behave, in words, for a model.
    pub instructions: String,
    /// 0 to 1; below it the assistant says that it does not know.
    pub threshold: f64,
    /// Exact `scheme://host[:port]`, or `*`; empty: nowhere.
    pub allowed_origins: Vec<String>,
    /// `#rrggbb`.
    pub brand_color: String,
    /// At most 6 of 80 characters.
    pub starter_prompts: Vec<String>,
    /// Whether visitors read the names of teammates.
    pub show_human_names: bool,
    /// The form that captures leads.
    pub lead_form: LeadForm,
    /// Its picture; without one it is drawn as ours.
    #[serde(default)]
    pub avatar: Option<AvatarId>,
    /// What it keeps to.
    #[serde(default)]
    #[schema(required = true)]
    pub guardrails: Guardrails,
    /// When it asks for contact details.
    #[serde(default)]
    #[schema(required = true)]
    pub lead_prompt: LeadPrompt,
    /// When it lets go of the baton.
    #[serde(default)]
    #[schema(required = true)]
    pub handover: Handover,
    /// Whether its answers go out by themselves.
    #[serde(default)]
    #[schema(required = true)]
    pub autopilot: Autopilot,
    /// How bright its widget is, where the page does not say it.
    #[serde(default = "system")]
    #[schema(required = true)]
    pub theme: WidgetTheme,
    /// At which side of the page the launcher stands.
    #[serde(default)]
    #[schema(required = true)]
    pub side: WidgetSide,
    /// Whether who opens the chat for the first time is asked for contact details before anything else.
    #[serde(default)]
    #[schema(required = true)]
    pub form_first: bool,
    /// When its own team is there; null: as everybody of the workspace.
    #[serde(default)]
    #[schema(required = true)]
    pub hours: Option<BusinessHours>,
    /// What happens by itself on pages, those that win first.
    #[serde(default)]
    #[schema(required = true)]
    pub rules: Vec<Rule>,
    /// When it was made.
    pub created_at: Timestamp,
}

const fn system() -> WidgetTheme {
    WidgetTheme::System
}

impl Assistant {
    /// A new assistant with the usual settings, that no page may embed yet.
    pub fn new(id: AssistantId, name: &str, now: Timestamp) -> Self {
        Self {
            id,
            name: name.to_owned(),
            greeting: String::new(),
            tagline: String::new(),
            tone: Tone::Warm,
            languages: Vec::new(),
            instructions: String::new(),
            threshold: DEFAULT_THRESHOLD,
            allowed_origins: Vec::new(),
            brand_color: DEFAULT_BRAND.to_owned(),
            starter_prompts: Vec::new(),
            show_human_names: true,
            lead_form: LeadForm::default(),
            avatar: None,
            guardrails: Guardrails::default(),
            lead_prompt: LeadPrompt::default(),
            handover: Handover::default(),
            autopilot: Autopilot::default(),
            theme: WidgetTheme::System,
            side: WidgetSide::End,
            form_first: false,
            hours: None,
            rules: Vec::new(),
            created_at: now,
        }
    }
}

/// What kind of change of an assistant is told.
pub mod told {
    crate::codes! {
        /// What happened to an assistant.
        pub enum AssistantChange {
            /// It was made.
            Created = "created",
            /// Its draft was changed or thrown away.
            Draft = "draft",
            /// A version was published.
            Published = "published",
            /// It was put aside: no page shows it.
            Archived = "archived",
            /// It was taken up again.
            Restored = "restored",
            /// It is being deleted, with all it has.
            Deleted = "deleted",
        }
    }
}

/// The threshold of a new assistant: where at most 5 % of the demo's unanswerable questions would still be answered
/// (`crates/ai/MEASURED.md`).
pub const DEFAULT_THRESHOLD: f64 = 0.55;
/// The colour of a new assistant's widget.
pub const DEFAULT_BRAND: &str = "#24483A";

/// Whether a page of `origin` may use the widget of an assistant with these `allowed` origins.
pub fn origin_allowed(allowed: &[String], origin: Option<&str>) -> bool {
    allowed
        .iter()
        .any(|a| a == "*" || origin.is_some_and(|o| a.eq_ignore_ascii_case(o)))
}

/// Checks one allowed origin: `*`, or scheme, host and optional port and nothing else.
pub fn parse_origin(text: &str) -> Result<String, Invalid> {
    const HINT: Invalid =
        Invalid("Write an origin like https://www.example.com, without a path, or * for any.");
    let text = text.trim();
    if text == "*" {
        return Ok(text.to_owned());
    }
    let (scheme, rest) = text.split_once("://").ok_or(HINT)?;
    let rest = rest.strip_suffix('/').unwrap_or(rest);
    let host_ok = !rest.is_empty()
        && rest
            .chars()
            .all(|c| c.is_alphanumeric() || matches!(c, '.' | '-' | ':' | '[' | ']'));
    if matches!(scheme, "http" | "https") && host_ok {
        Ok(format!("{scheme}://{}", rest.to_lowercase()))
    } else {
        Err(HINT)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn origins_match_exactly_or_by_star() {
        let list = |items: &[&str]| items.iter().map(|s| (*s).to_owned()).collect::<Vec<_>>();
        assert!(!origin_allowed(&[], Some("https://a.example")));
        assert!(origin_allowed(
            &list(&["https://a.example"]),
            Some("https://a.example")
        ));
        assert!(!origin_allowed(
            &list(&["https://a.example"]),
            Some("http://a.example")
        ));
        assert!(!origin_allowed(
            &list(&["https://a.example"]),
            Some("https://a.example:8443")
        ));
        assert!(!origin_allowed(&list(&["https://a.example"]), None));
        assert!(origin_allowed(&list(&["*"]), None));
    }

    #[test]
    fn origins_have_no_path() {
        assert_eq!(
            parse_origin(" https://A.example/ ").unwrap(),
            "https://a.example"
        );
        assert!(parse_origin("https://a.example/shop").is_err());
        assert!(parse_origin("a.example").is_err());
        assert!(parse_origin("javascript://x").is_err());
    }
}
