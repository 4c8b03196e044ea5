//! What a visitor says whom the server plays, so that a teammate can practise a handover.

use super::{HolderKind, Status};
use crate::message::MessageRole;

/// The name of the visitor, which says what they are.
pub const NAME: &str = "Robin Practice";

const ASKS: &str = "Hello. What are your opening hours?";
const WANTS_A_PERSON: &str = "Can I talk to an actual person, please?";
const ASKED_BACK: &str =
    "I am played for practice, so I have no true answer to that. Please go on as if it were yes.";
const THANKS: &str = "Thank you, that helps. That is all I wanted to know.";
const GOES: &str = "Thanks again, and goodbye.";

/// Where a practice conversation is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Scene {
    /// Its state.
    pub status: Status,
    /// Who holds the baton.
    pub holder: HolderKind,
    /// How many messages the visitor wrote.
    pub said: i64,
    /// Who spoke last.
    pub last: Option<MessageRole>,
    /// Whether they asked something.
    pub asked: bool,
}

/// What the visitor says next, where it is theirs to speak: first a question, then that they want a person; to a teammate one
/// answer and a goodbye, and to what is asked of them that they know nothing.
pub fn line(scene: Scene) -> Option<&'static str> {
    if scene.status != Status::Open {
        return None;
    }
    match (scene.holder, scene.said) {
        (HolderKind::Person, 4..) => None,
        (HolderKind::Person, said) if scene.last == Some(MessageRole::Human) => {
            Some(match (scene.asked, said) {
                (true, _) => ASKED_BACK,
                (false, ..=2) => THANKS,
                (false, _) => GOES,
            })
        }
        (HolderKind::Assistant | HolderKind::Nobody, 0) => Some(ASKS),
        (HolderKind::Assistant | HolderKind::Nobody, 1) => Some(WANTS_A_PERSON),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const START: Scene = Scene {
        status: Status::Open,
        holder: HolderKind::Assistant,
        said: 0,
        last: None,
        asked: false,
    };

    fn replied(said: i64, asked: bool) -> Scene {
        Scene {
            holder: HolderKind::Person,
            said,
            last: Some(MessageRole::Human),
            asked,
            ..START
        }
    }

    #[test]
    fn they_ask_then_want_a_person_and_then_wait() {
        let after = |said, holder| {
            line(Scene {
                holder,
                said,
                ..START
            })
        };
        assert_eq!(line(START), Some(ASKS));
        assert_eq!(after(1, HolderKind::Assistant), Some(WANTS_A_PERSON));
        // The assistant may have called somebody by itself.
        assert_eq!(after(1, HolderKind::Nobody), Some(WANTS_A_PERSON));
        assert_eq!(after(2, HolderKind::Nobody), None);
        assert_eq!(after(2, HolderKind::Assistant), None, "handed back");
    }

    #[test]
    fn a_teammate_is_answered_once_each_time_and_not_without_end() {
        assert_eq!(line(replied(2, false)), Some(THANKS));
        assert_eq!(line(replied(2, true)), Some(ASKED_BACK));
        assert_eq!(line(replied(3, false)), Some(GOES));
        assert_eq!(line(replied(4, true)), None);
        let waits = Scene {
            last: Some(MessageRole::User),
            ..replied(2, false)
        };
        assert_eq!(line(waits), None, "it is the teammate's turn");
        let over = Scene {
            status: Status::Resolved,
            ..replied(2, false)
        };
        assert_eq!(line(over), None);
    }
}
