//! Standing orders: what a teammate who hands a conversation back wants the assistant to keep to. Its visitor never reads them.

use crate::actor::Person;
use crate::id::{ConversationId, StandingOrderId};
use crate::text::{Invalid, lines};
use crate::time::Timestamp;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// How many are in force in one conversation at once.
pub const MOST: usize = 5;

/// A standing order, as members read it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct StandingOrder {
    /// The order.
    pub id: StandingOrderId,
    /// The conversation that it is for.
    pub conversation_id: ConversationId,
    /// Who left it.
    pub author: Person,
    /// What to keep to, in their words.
    pub body: String,
    /// When it was left.
    pub created_at: Timestamp,
    /// Until when it is in force; null: until it is taken away.
    pub expires_at: Option<Timestamp>,
}

impl StandingOrder {
    /// Whether somebody leaves the same again: the repeat of a request, or of a thought.
    pub fn is_same(&self, other: &Self) -> bool {
        (&self.author.id, &self.body, self.expires_at)
            == (&other.author.id, &other.body, other.expires_at)
    }
}

/// The words of an order: 1 to 500 characters, trimmed at both ends, no control characters but line breaks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OrderText(String);

impl OrderText {
    /// The longest order, in characters.
    pub const MAX_CHARS: usize = 500;

    /// Cleans and checks an order.
    pub fn parse(text: &str) -> Result<Self, Invalid> {
        let clean = lines(text);
        match clean.chars().count() {
            0 => Err(Invalid(
                "Write what the assistant shall keep to, or hand back without an order.",
            )),
            n if n > Self::MAX_CHARS => Err(Invalid("Keep the order under 500 characters.")),
            _ => Ok(Self(clean)),
        }
    }

    /// The text itself.
    pub fn into_string(self) -> String {
        self.0
    }
}

/// Until when an order shall be in force: a moment that is still to come, or none.
pub fn until(wanted: Option<Timestamp>, now: Timestamp) -> Result<Option<Timestamp>, Invalid> {
    if wanted.is_some_and(|until| until <= now) {
        Err(Invalid("Choose a time that is still to come, or none."))
    } else {
        Ok(wanted)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::id::Ids;
    use crate::time::Clock;

    const NOW: Timestamp = Timestamp::from_ms(1_000);

    fn order(expires_at: Option<Timestamp>) -> StandingOrder {
        let ids = Ids::seeded(Clock::fixed(NOW), 1);
        StandingOrder {
            id: ids.next(),
            conversation_id: ids.next(),
            author: Person {
                id: ids.next(),
                name: "Maya".to_owned(),
            },
            body: "No discounts".to_owned(),
            created_at: NOW,
            expires_at,
        }
    }

    #[test]
    fn the_time_of_an_order_is_still_to_come() {
        assert_eq!(until(None, NOW), Ok(None));
        let later = Some(NOW.plus_ms(1));
        assert_eq!(until(later, NOW), Ok(later));
        assert!(until(Some(NOW), NOW).is_err());
    }

    #[test]
    fn an_order_is_short_and_says_something() {
        let clean = OrderText::parse(" Refund approved\u{7}\nno discounts ").unwrap();
        assert_eq!(clean.into_string(), "Refund approved\nno discounts");
        for wrong in ["", " \n\u{1} ", &"x".repeat(501)] {
            assert!(OrderText::parse(wrong).is_err(), "{wrong}");
        }
        assert!(OrderText::parse(&"ä".repeat(500)).is_ok());
    }

    #[test]
    fn the_same_words_until_the_same_time_are_the_same_order() {
        let mut again = order(None);
        assert!(order(None).is_same(&again));
        again.body.push('!');
        assert!(!order(None).is_same(&again));
        assert!(!order(None).is_same(&order(Some(NOW))));
    }
}
