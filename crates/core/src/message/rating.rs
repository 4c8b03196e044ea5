//! What a visitor says of an answer: a thumb, and a word about it.

use crate::text::{Invalid, lines};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// The longest comment, in characters.
pub const MAX_COMMENT: usize = 500;

crate::codes! {
    /// Whether an answer helped.
    pub enum Thumb {
        /// It did.
        Up = "up",
        /// It did not.
        Down = "down",
    }
}

/// A visitor's opinion of one message.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Rating {
    /// Whether it helped.
    pub thumb: Thumb,
    /// In their words, where they said more.
    pub comment: Option<String>,
}

impl Rating {
    /// An opinion; a comment of nothing is none.
    pub fn parse(thumb: Thumb, comment: Option<&str>) -> Result<Self, Invalid> {
        let comment = comment.map(lines);
        let comment = comment.filter(|text| !text.is_empty());
        if comment
            .as_deref()
            .is_some_and(|text| text.chars().count() > MAX_COMMENT)
        {
            return Err(Invalid("Keep the comment under 500 characters."));
        }
        Ok(Self { thumb, comment })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_comment_is_short_and_may_be_none() {
        let none = Rating::parse(Thumb::Up, Some(" \n\u{1} ")).unwrap();
        assert_eq!(none.comment, None);
        let said = Rating::parse(Thumb::Down, Some(" Wrong\u{7} size\n")).unwrap();
        assert_eq!(said.comment.as_deref(), Some("Wrong size"));
        assert!(Rating::parse(Thumb::Down, Some(&"x".repeat(501))).is_err());
    }
}
