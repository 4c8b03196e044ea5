//! Changing one's words, and taking them back: by their author, within a minute, where the channel lets go of what it showed.

use super::{Message, MessageRole, MessageState};
use crate::channel::Channel;
use crate::id::UserId;
use crate::time::Timestamp;

/// How long after it was sent.
pub const WINDOW_MS: i64 = 60_000;

/// Why a message stays as it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AmendRefused {
    /// What was delivered there cannot be changed.
    Channel,
    /// Somebody else wrote it.
    NotTheirs,
    /// It was taken back.
    Unsent,
    /// The minute is over.
    TooLate,
}

impl Message {
    /// Whether a teammate may change it or take it back now.
    pub fn amend(&self, by: UserId, channel: Channel, now: Timestamp) -> Result<(), AmendRefused> {
        let is_theirs = self.role == MessageRole::Human
            && self.author.as_ref().is_some_and(|author| author.id == by);
        if !is_theirs {
            return Err(AmendRefused::NotTheirs);
        }
        if !channel.lets_amend() {
            return Err(AmendRefused::Channel);
        }
        if self.state == MessageState::Unsent {
            return Err(AmendRefused::Unsent);
        }
        if now.since_ms(self.created_at) >= WINDOW_MS {
            return Err(AmendRefused::TooLate);
        }
        Ok(())
    }

    /// With other words, said at `now`. Each change has a time of its own, by which it is told from the one before.
    #[must_use]
    pub fn edited(&self, body: String, now: Timestamp) -> Self {
        Self {
            body,
            edited_at: Some(self.changed_at(now)),
            ..self.clone()
        }
    }

    /// Its place, without its words.
    #[must_use]
    pub fn unsent(&self, now: Timestamp) -> Self {
        Self {
            body: String::new(),
            citations: Vec::new(),
            attachments: Vec::new(),
            state: MessageState::Unsent,
            edited_at: Some(self.changed_at(now)),
            ..self.clone()
        }
    }

    fn changed_at(&self, now: Timestamp) -> Timestamp {
        let after = self.edited_at.map(|before| before.plus_ms(1));
        after.map_or(now, |after| after.max(now))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::actor::Person;
    use crate::id::Ids;
    use crate::time::Clock;

    fn message(author: UserId, at: i64) -> Message {
        let ids = Ids::seeded(Clock::fixed(Timestamp::from_ms(1)), 2);
        Message {
            id: ids.next(),
            conversation_id: ids.next(),
            seq: 4,
            role: MessageRole::Human,
            author: Some(Person {
                id: author,
                name: "Ana".to_owned(),
            }),
            body: "Tomorow".to_owned(),
            client_id: None,
            state: MessageState::Complete,
            kind: None,
            citations: Vec::new(),
            turn_id: None,
            created_at: Timestamp::from_ms(at),
            edited_at: None,
            attachments: Vec::new(),
        }
    }

    #[test]
    fn its_author_may_within_a_minute_where_the_channel_lets_them() {
        let ids = Ids::seeded(Clock::fixed(Timestamp::from_ms(1)), 1);
        let (ana, ben): (UserId, UserId) = (ids.next(), ids.next());
        let said = message(ana, 1_000);
        let at = Timestamp::from_ms;
        let may = |by, channel, now| said.amend(by, channel, at(now));
        assert_eq!(may(ana, Channel::Widget, 60_999), Ok(()));
        assert_eq!(may(ana, Channel::Practice, 1_000), Ok(()));
        let late = Err(AmendRefused::TooLate);
        assert_eq!(may(ana, Channel::Widget, 61_000), late);
        let foreign = Err(AmendRefused::NotTheirs);
        assert_eq!(may(ben, Channel::Widget, 1_000), foreign);
        for channel in [Channel::Email, Channel::Whatsapp, Channel::Telegram] {
            assert_eq!(may(ana, channel, 1_000), Err(AmendRefused::Channel));
        }
        let own = Message {
            role: MessageRole::Assistant,
            ..said.clone()
        };
        assert_eq!(own.amend(ana, Channel::Widget, at(1_000)), foreign);
        let gone = said.unsent(at(1_500));
        assert_eq!((gone.body.as_str(), gone.seq), ("", 4));
        let unsent = Err(AmendRefused::Unsent);
        assert_eq!(gone.amend(ana, Channel::Widget, at(1_600)), unsent);
    }

    #[test]
    fn two_changes_of_one_moment_are_told_apart() {
        let ids = Ids::seeded(Clock::fixed(Timestamp::from_ms(1)), 1);
        let now = Timestamp::from_ms(1_500);
        let once = message(ids.next(), 1_000).edited("Tomorrow".to_owned(), now);
        let twice = once.edited("Today".to_owned(), now);
        assert_eq!(once.edited_at, Some(now));
        assert_eq!(twice.edited_at, Some(now.plus_ms(1)));
    }
}
