//! A held answer: finished by the assistant, and not said until its time is over or the team decides.

use crate::actor::Person;
use crate::assistant::Unseen;
use crate::id::{ConversationId, HeldAnswerId, TurnId};
use crate::message::{Citation, MessageKind};
use crate::time::Timestamp;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// How long an answer waits at least from the moment in which somebody begins to change it, in milliseconds.
pub const EDITING_MS: i64 = 180_000;

crate::codes! {
    /// What became of a held answer.
    pub enum HeldState {
        /// It waits.
        Held = "held",
        /// A teammate let it pass.
        Passed = "passed",
        /// A teammate changed it and sent it.
        Edited = "edited",
        /// A teammate stopped it: nothing of it was said.
        Vetoed = "vetoed",
        /// Nobody looked, and it was sent.
        Sent = "sent",
        /// Nobody looked, and a person was called instead.
        Escalated = "escalated",
        /// The conversation went on without it: somebody took over, or the visitor wrote again.
        Void = "void",
    }
}

/// A held answer, as members read it. Its visitor never does, unless it is sent.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct HeldAnswer {
    /// The answer.
    pub id: HeldAnswerId,
    /// The conversation that it is for.
    pub conversation_id: ConversationId,
    /// The turn that made it.
    pub turn_id: TurnId,
    /// What it is.
    pub kind: MessageKind,
    /// Markdown, as the assistant wrote it.
    pub body: String,
    /// Where it comes from.
    pub citations: Vec<Citation>,
    /// What becomes of it where nobody looks.
    pub unseen: Unseen,
    /// What became of it.
    pub state: HeldState,
    /// Since when it is held.
    pub held_at: Timestamp,
    /// Until when.
    pub due_at: Timestamp,
    /// When that was decided.
    pub decided_at: Option<Timestamp>,
    /// Who decided it; null: time, or what happened meanwhile.
    pub decided_by: Option<Person>,
}

/// The sources that a changed text still names.
pub fn still_cited(citations: &[Citation], body: &str) -> Vec<Citation> {
    let named = |c: &&Citation| body.contains(&format!("[{}]", c.n));
    citations.iter().filter(named).cloned().collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::id::Ids;
    use crate::time::Clock;

    #[test]
    fn a_changed_text_keeps_the_sources_that_it_names() {
        let ids = Ids::seeded(Clock::fixed(Timestamp::from_ms(1)), 1);
        let citation = |n| Citation {
            n,
            document_id: ids.next(),
            title: format!("Page {n}"),
            url: None,
            quote: String::new(),
        };
        let all = [citation(1), citation(2)];
        let kept = |body| -> Vec<u32> { still_cited(&all, body).iter().map(|c| c.n).collect() };
        assert_eq!(kept("30 days. [2]"), [2]);
        assert_eq!(kept("Both. [1][2]"), [1, 2]);
        assert!(kept("Ask us.").is_empty());
    }
}
