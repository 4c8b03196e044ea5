//! Assistants: the AI personas that answer.

use crate::id::AssistantId;
use crate::lead::LeadForm;
use crate::text::Invalid;
use crate::time::Timestamp;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// An assistant with its settings.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct Assistant {
    /// The assistant.
    pub id: AssistantId,
    /// As visitors read it.
    pub name: String,
    /// The first thing it says.
    pub greeting: String,
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
    /// When it was made.
    pub created_at: Timestamp,
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
