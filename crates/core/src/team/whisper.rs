//! Whispers: what a teammate tells the assistant in private, for it to carry out in its own voice. Its visitor never reads them.

use crate::actor::Person;
use crate::id::{ConversationId, WhisperId};
use crate::text::{Invalid, lines};
use crate::time::Timestamp;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// How many wait to be carried out in one conversation at once.
pub const MOST: usize = 5;

/// A whisper, as members read it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Whisper {
    /// The whisper.
    pub id: WhisperId,
    /// The conversation that it is for.
    pub conversation_id: ConversationId,
    /// Who whispered.
    pub author: Person,
    /// What to do, in their words.
    pub body: String,
    /// When.
    pub created_at: Timestamp,
}

/// The words of a whisper: 1 to 500 characters, trimmed at both ends, no control characters but line breaks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WhisperText(String);

impl WhisperText {
    /// The longest whisper, in characters.
    pub const MAX_CHARS: usize = 500;

    /// Cleans and checks a whisper.
    pub fn parse(text: &str) -> Result<Self, Invalid> {
        let clean = lines(text);
        match clean.chars().count() {
            0 => Err(Invalid("Write what the assistant shall do.")),
            n if n > Self::MAX_CHARS => Err(Invalid("Keep the whisper under 500 characters.")),
            _ => Ok(Self(clean)),
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
    fn a_whisper_is_short_and_says_something() {
        let clean = WhisperText::parse(" Offer free\u{7}\nshipping ").unwrap();
        assert_eq!(clean.into_string(), "Offer free\nshipping");
        for wrong in ["", " \n\u{1} ", &"x".repeat(501)] {
            assert!(WhisperText::parse(wrong).is_err(), "{wrong}");
        }
        assert!(WhisperText::parse(&"ä".repeat(500)).is_ok());
    }
}
