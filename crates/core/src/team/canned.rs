//! Canned replies: answers written once, inserted with `/shortcut`.

use crate::text::Invalid;

/// What may stand in double braces, as in `{{contact.name}}` or, with words for where it is not known, `{{contact.name|there}}`.
pub const VARIABLES: &[&str] = &[
    "contact.name",
    "contact.first_name",
    "contact.email",
    "agent.name",
    "agent.first_name",
    "assistant.name",
    "workspace.name",
];

/// What is typed after the slash: 1 to 32 small letters, digits, hyphens and underscores.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Shortcut(String);

impl Shortcut {
    /// The longest shortcut, in characters.
    pub const MAX_CHARS: usize = 32;

    /// Cleans and checks a shortcut; a slash in front of it is left out.
    pub fn parse(text: &str) -> Result<Self, Invalid> {
        let text = text.trim().trim_start_matches('/').to_lowercase();
        let fits = |c: char| c.is_alphanumeric() || matches!(c, '-' | '_');
        if (1..=Self::MAX_CHARS).contains(&text.chars().count()) && text.chars().all(fits) {
            Ok(Self(text))
        } else {
            Err(Invalid(
                "Write 1 to 32 letters, digits, hyphens or underscores.",
            ))
        }
    }

    /// The text, without the slash.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The text itself.
    pub fn into_string(self) -> String {
        self.0
    }
}

/// The first thing in double braces that nothing would be put in place of.
pub fn unknown_variable(body: &str) -> Option<&str> {
    let mut rest = body;
    while let Some((_, after)) = rest.split_once("{{") {
        let (inner, tail) = after.split_once("}}")?;
        let name = inner.split('|').next().unwrap_or_default().trim();
        if !VARIABLES.contains(&name) {
            return Some(inner.trim());
        }
        rest = tail;
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shortcuts_are_one_short_word() {
        assert_eq!(Shortcut::parse(" /Hello-2 ").unwrap().as_str(), "hello-2");
        assert_eq!(Shortcut::parse("größe").unwrap().as_str(), "größe");
        for wrong in ["", "/", "two words", "a/b", &"x".repeat(33)] {
            assert!(Shortcut::parse(wrong).is_err(), "{wrong}");
        }
    }

    #[test]
    fn what_nothing_stands_for_is_found() {
        assert_eq!(
            unknown_variable("Hi {{contact.name|there}}, {{ agent.first_name }} here"),
            None
        );
        assert_eq!(unknown_variable("Hi {{name}}"), Some("name"));
        assert_eq!(unknown_variable("a {{ open brace"), None);
        assert_eq!(unknown_variable("{{agent.name}}{{}}"), Some(""));
    }
}
