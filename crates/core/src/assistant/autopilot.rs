//! Whether an assistant's answers go out by themselves.

use crate::text::Invalid;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

crate::codes! {
    /// What happens to the assistant's answers.
    #[derive(Default)]
    pub enum AutopilotMode {
        /// They go out at once.
        #[default]
        Auto = "auto",
        /// They wait a while in which the team may change or stop them.
        Held = "held",
        /// None is made: what the visitor writes goes to the team.
        Off = "off",
    }
}

crate::codes! {
    /// What becomes of a held answer that nobody of the team looked at.
    #[derive(Default)]
    pub enum Unseen {
        /// It is sent.
        #[default]
        Send = "send",
        /// It is not sent, and a person is called.
        Escalate = "escalate",
    }
}

/// Whether an assistant's answers go out by themselves; a conversation may have a mode of its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(default)]
pub struct Autopilot {
    /// What happens to its answers.
    #[schema(required = true)]
    pub mode: AutopilotMode,
    /// For how many seconds an answer is held.
    #[schema(required = true)]
    pub hold_s: u32,
    /// What becomes of one that nobody looked at.
    #[schema(required = true)]
    pub unseen: Unseen,
}

impl Default for Autopilot {
    fn default() -> Self {
        Self {
            mode: AutopilotMode::Auto,
            hold_s: 30,
            unseen: Unseen::Send,
        }
    }
}

impl Autopilot {
    /// The shortest and the longest time that an answer is held, in seconds.
    pub const HOLD_S: (u32, u32) = (5, 600);

    /// The same, checked.
    pub fn checked(self) -> Result<Self, Invalid> {
        let (least, most) = Self::HOLD_S;
        if (least..=most).contains(&self.hold_s) {
            Ok(self)
        } else {
            Err(Invalid("Hold answers for 5 to 600 seconds."))
        }
    }

    /// The same, with the mode that a conversation has of its own.
    #[must_use]
    pub fn or_own(self, own: Option<AutopilotMode>) -> Self {
        Self {
            mode: own.unwrap_or(self.mode),
            ..self
        }
    }

    /// For how long an answer is held, in milliseconds.
    pub fn hold_ms(self) -> i64 {
        i64::from(self.hold_s) * 1_000
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_answer_is_held_for_5_to_600_seconds() {
        let holding = |hold_s| Autopilot {
            hold_s,
            ..Autopilot::default()
        };
        for (seconds, is_good) in [(4, false), (5, true), (600, true), (601, false)] {
            assert_eq!(holding(seconds).checked().is_ok(), is_good, "{seconds}");
        }
        assert_eq!(holding(5).hold_ms(), 5_000);
    }

    #[test]
    fn a_conversation_may_have_a_mode_of_its_own() {
        let held = Autopilot {
            mode: AutopilotMode::Held,
            ..Autopilot::default()
        };
        assert_eq!(held.or_own(None).mode, AutopilotMode::Held);
        assert_eq!(
            held.or_own(Some(AutopilotMode::Off)).mode,
            AutopilotMode::Off
        );
    }

    #[test]
    fn what_was_stored_before_there_was_a_choice_answers_at_once() {
        let stored: Autopilot = serde_json::from_str("{}").unwrap();
        assert_eq!(stored, Autopilot::default());
    }
}
