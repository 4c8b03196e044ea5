//! Saved views: what a list of the inbox is narrowed to, under a name.

use crate::{id::AssistantId, text::Invalid};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

crate::codes! {
    /// Whose baton.
    pub enum SavedTab {
        /// Anybody's.
        All = "all",
        /// Nobody's.
        Waiting = "waiting",
        /// The reader's.
        Mine = "mine",
        /// The same inbox, told by leads.
        Leads = "leads",
    }
}

crate::codes! {
    /// Which state.
    pub enum SavedStatus {
        /// With visitor messages that the reader has not seen.
        Unread = "unread",
        /// Going on.
        Open = "open",
        /// Closed.
        Resolved = "resolved",
        /// Put away until a time.
        Snoozed = "snoozed",
    }
}

crate::codes! {
    /// Whose responsibility.
    pub enum SavedAssigned {
        /// The reader's.
        Me = "me",
        /// Nobody's.
        Nobody = "nobody",
    }
}

crate::codes! {
    /// In which order.
    pub enum SavedSort {
        /// The last activity first.
        Newest = "newest",
        /// Who waits longest first.
        LongestWait = "longest_wait",
        /// What needs a person most first.
        Need = "need",
    }
}

/// What a list is narrowed to. What is left out narrows nothing.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ViewFilters {
    /// Whose baton.
    pub view: SavedTab,
    /// Which state.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub status: Option<SavedStatus>,
    /// Whose responsibility.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub assigned: Option<SavedAssigned>,
    /// Of this assistant.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub assistant: Option<AssistantId>,
    /// Only those that produced a lead.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub has_lead: bool,
    /// Words that are searched for, at most 200 characters.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub q: Option<String>,
    /// In which order; that of the tab where nothing is said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sort: Option<SavedSort>,
}

/// The most words that a view searches for, in characters.
pub const LONGEST_SEARCH: usize = 200;

impl ViewFilters {
    /// Cleans and checks the words that are searched for.
    pub fn cleaned(mut self) -> Result<Self, Invalid> {
        self.q = self
            .q
            .map(|q| q.trim().to_owned())
            .filter(|q| !q.is_empty());
        let long = |q: &String| q.chars().count() > LONGEST_SEARCH || q.contains('\0');
        if self.q.as_ref().is_some_and(long) {
            return Err(Invalid("Search for at most 200 characters."));
        }
        Ok(self)
    }
}

/// What a view is called: 1 to 40 characters on one line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ViewName(String);

impl ViewName {
    /// The longest name, in characters.
    pub const MAX_CHARS: usize = 40;

    /// Cleans and checks a name.
    pub fn parse(text: &str) -> Result<Self, Invalid> {
        let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
        let fits = (1..=Self::MAX_CHARS).contains(&text.chars().count());
        if fits && !text.chars().any(char::is_control) {
            Ok(Self(text))
        } else {
            Err(Invalid("Write a name of 1 to 40 characters."))
        }
    }

    /// The text itself.
    pub fn into_string(self) -> String {
        self.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_short_and_on_one_line() {
        let name = ViewName::parse("  Leads \n of  mine ").unwrap();
        assert_eq!(name.into_string(), "Leads of mine");
        for wrong in ["", " \n", "a\0b", &"x".repeat(41)] {
            assert!(ViewName::parse(wrong).is_err(), "{wrong:?}");
        }
    }

    #[test]
    fn what_narrows_nothing_is_not_written() {
        let filters: ViewFilters = serde_json::from_str(r#"{"view": "mine", "q": "  "}"#).unwrap();
        let cleaned = filters.cleaned().unwrap();
        assert_eq!(
            serde_json::to_string(&cleaned).unwrap(),
            r#"{"view":"mine"}"#
        );
        let long = ViewFilters {
            q: Some("x".repeat(201)),
            ..cleaned
        };
        assert!(long.cleaned().is_err());
        assert!(serde_json::from_str::<ViewFilters>(r#"{"view": "all", "tag": "x"}"#).is_err());
    }
}
