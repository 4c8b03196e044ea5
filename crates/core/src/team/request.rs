//! Asking for the baton: a teammate asks the one who holds it, who hands it over or keeps it. Its visitor never reads of it.

use crate::actor::Person;
use crate::id::{BatonRequestId, ConversationId, UserId};
use crate::text::Invalid;
use crate::time::Timestamp;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// How long the one who holds it may be silent, where they are gone, until it may be taken.
pub const SILENCE_MS: i64 = 30_000;

/// A request for the baton, as members read it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct BatonRequest {
    /// The request.
    pub id: BatonRequestId,
    /// The conversation whose baton is asked for.
    pub conversation_id: ConversationId,
    /// The epoch that it is asked for at: once the baton has moved the request is void.
    pub epoch: i64,
    /// Who asks.
    pub asker: Person,
    /// Who is asked: they hold it.
    pub holder: Person,
    /// A word to them.
    pub note: Option<String>,
    /// When it was asked.
    pub asked_at: Timestamp,
    /// From when on whoever asked may take it, where the one who is asked has said nothing and is gone.
    pub lapses_at: Timestamp,
}

impl BatonRequest {
    /// Whether `user` asked this, and has been met with silence until `now`.
    pub fn met_silence(&self, user: UserId, now: Timestamp) -> bool {
        self.asker.id == user && self.lapses_at <= now
    }
}

/// A word with a request or its answer: up to 300 characters on one line; none where nothing is left of it.
pub fn word(text: Option<&str>) -> Result<Option<String>, Invalid> {
    let words = text.unwrap_or_default().split_whitespace();
    let clean = words.collect::<Vec<_>>().join(" ");
    let clean: String = clean.chars().filter(|c| !c.is_control()).collect();
    match clean.chars().count() {
        0 => Ok(None),
        n if n > MOST_CHARS => Err(Invalid("Keep it under 300 characters.")),
        _ => Ok(Some(clean)),
    }
}

const MOST_CHARS: usize = 300;

#[cfg(test)]
mod tests {
    use super::*;
    use crate::id::Ids;
    use crate::time::Clock;

    const NOW: Timestamp = Timestamp::from_ms(1_000);

    #[test]
    fn only_who_asked_was_met_with_silence_and_not_before_its_time() {
        let ids = Ids::seeded(Clock::fixed(NOW), 1);
        let person = |name: &str| Person {
            id: ids.next(),
            name: name.to_owned(),
        };
        let request = BatonRequest {
            id: ids.next(),
            conversation_id: ids.next(),
            epoch: 4,
            asker: person("Tomás"),
            holder: person("Maya"),
            note: None,
            asked_at: NOW,
            lapses_at: NOW.plus_ms(SILENCE_MS),
        };
        let (asker, holder) = (request.asker.id, request.holder.id);
        let later = NOW.plus_ms(SILENCE_MS);
        assert!(request.met_silence(asker, later));
        assert!(!request.met_silence(asker, later.plus_ms(-1)));
        assert!(!request.met_silence(holder, later));
    }

    #[test]
    fn a_word_is_one_line_and_short_or_nothing() {
        assert_eq!(word(None), Ok(None));
        assert_eq!(word(Some(" \n\t ")), Ok(None));
        let said = word(Some("  I know\n this\u{7} customer ")).unwrap();
        assert_eq!(said.as_deref(), Some("I know this customer"));
        assert!(word(Some(&"x".repeat(300))).is_ok());
        assert!(word(Some(&"x".repeat(301))).is_err());
    }
}
