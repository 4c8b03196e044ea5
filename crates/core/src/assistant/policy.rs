//! What an assistant does by itself: what it keeps off, when it asks for contact details, when it lets go of the baton.

use crate::text::Invalid;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// What an assistant keeps to, whoever answers: the built-in answerer or a model.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(default)]
pub struct Guardrails {
    /// What it does not talk about: each a few words. A question that has all the words of one is turned down.
    #[schema(required = true)]
    pub avoid: Vec<String>,
    /// The longest answer, in words.
    #[schema(required = true)]
    pub max_words: u32,
}

impl Default for Guardrails {
    fn default() -> Self {
        Self {
            avoid: Vec::new(),
            max_words: 90,
        }
    }
}

impl Guardrails {
    /// How many topics there may be, and of how many characters.
    pub const TOPICS: (usize, usize) = (20, 80);
    /// The shortest and the longest that the longest answer may be.
    pub const WORDS: (u32, u32) = (20, 400);

    /// The same, cleaned and checked.
    pub fn checked(self) -> Result<Self, Invalid> {
        let (many, long) = Self::TOPICS;
        let avoid: Vec<String> = self
            .avoid
            .iter()
            .map(|topic| topic.trim().to_owned())
            .filter(|topic| !topic.is_empty())
            .collect();
        if avoid.len() > many || avoid.iter().any(|topic| topic.chars().count() > long) {
            return Err(Invalid("Keep to 20 topics of 80 characters each."));
        }
        let (least, most) = Self::WORDS;
        if !(least..=most).contains(&self.max_words) {
            return Err(Invalid("Allow answers of 20 to 400 words."));
        }
        Ok(Self { avoid, ..self })
    }
}

crate::codes! {
    /// When an assistant asks for contact details of its own accord. Who asks to be contacted gets the form in any case.
    pub enum LeadPromptMode {
        /// After so many messages of the visitor.
        AfterTurns = "after_turns",
        /// When a message shows that the visitor wants to buy.
        OnIntent = "on_intent",
        /// Never.
        Off = "off",
    }
}

/// When an assistant asks for contact details of its own accord: once in a conversation, and not of who left them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(default)]
pub struct LeadPrompt {
    /// When.
    #[schema(required = true)]
    pub mode: LeadPromptMode,
    /// After how many messages of the visitor, for `after_turns`.
    #[schema(required = true)]
    pub turns: u32,
}

impl Default for LeadPrompt {
    fn default() -> Self {
        Self {
            mode: LeadPromptMode::AfterTurns,
            turns: 3,
        }
    }
}

impl LeadPrompt {
    /// Never of its own accord.
    pub const OFF: Self = Self {
        mode: LeadPromptMode::Off,
        turns: 3,
    };

    /// The same, checked.
    pub fn checked(self) -> Result<Self, Invalid> {
        if (1..=20).contains(&self.turns) {
            Ok(self)
        } else {
            Err(Invalid("Ask after 1 to 20 messages."))
        }
    }

    /// Whether this is the moment, by how much the visitor wrote and whether they want to buy.
    pub fn is_due(self, visitor_messages: i64, wants_to_buy: bool) -> bool {
        match self.mode {
            LeadPromptMode::AfterTurns => visitor_messages >= i64::from(self.turns),
            LeadPromptMode::OnIntent => wants_to_buy,
            LeadPromptMode::Off => false,
        }
    }
}

crate::codes! {
    /// What an assistant does where its knowledge has no answer.
    pub enum Unsure {
        /// Says so and offers a person.
        Offer = "offer",
        /// Says so and lets go of the baton at once.
        Pass = "pass",
    }
}

/// When an assistant lets go of the baton, beside when a visitor asks for a person.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(default)]
pub struct Handover {
    /// Where the knowledge has no answer.
    #[schema(required = true)]
    pub unsure: Unsure,
    /// After so many messages in a row without an answer; 0: never by their number.
    #[schema(required = true)]
    pub after_declines: u32,
}

impl Default for Handover {
    fn default() -> Self {
        Self {
            unsure: Unsure::Offer,
            after_declines: 0,
        }
    }
}

impl Handover {
    /// The same, checked.
    pub fn checked(self) -> Result<Self, Invalid> {
        if self.after_declines <= 10 {
            Ok(self)
        } else {
            Err(Invalid("Let go after at most 10 messages, or 0 for never."))
        }
    }

    /// Whether a message without an answer, with so many of the kind right before it, is one for a person.
    pub fn passes(self, declines_before: u32) -> bool {
        self.unsure == Unsure::Pass
            || (self.after_declines > 0 && declines_before + 1 >= self.after_declines)
    }
}

crate::codes! {
    /// How bright a widget is.
    pub enum WidgetTheme {
        /// As the visitor's system has it.
        System = "system",
        /// Light.
        Light = "light",
        /// Dark.
        Dark = "dark",
    }
}

crate::codes! {
    /// How an assistant speaks.
    #[derive(Default)]
    pub enum Tone {
        /// To the point.
        Factual = "factual",
        /// Warm and brief.
        #[default]
        Warm = "warm",
        /// With a wink.
        Playful = "playful",
    }
}

crate::codes! {
    /// At which side of a page a widget stands.
    #[derive(Default)]
    pub enum WidgetSide {
        /// Where lines end: at the right, where one reads from the left.
        #[default]
        End = "end",
        /// Where lines begin.
        Start = "start",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn guardrails_are_cleaned_and_bounded() {
        let kept = Guardrails {
            avoid: vec![" medical advice ".into(), "  ".into()],
            max_words: 60,
        };
        assert_eq!(kept.checked().unwrap().avoid, ["medical advice"]);
        for refused in [
            Guardrails {
                avoid: vec!["x".repeat(81)],
                ..Guardrails::default()
            },
            Guardrails {
                max_words: 19,
                ..Guardrails::default()
            },
        ] {
            assert!(refused.checked().is_err());
        }
    }

    #[test]
    fn details_are_asked_for_as_chosen() {
        let after = LeadPrompt::default();
        assert!(!after.is_due(2, true) && after.is_due(3, false));
        let intent = LeadPrompt {
            mode: LeadPromptMode::OnIntent,
            ..after
        };
        assert!(intent.is_due(1, true) && !intent.is_due(9, false));
        assert!(!LeadPrompt::OFF.is_due(9, true));
        assert!(LeadPrompt { turns: 0, ..after }.checked().is_err());
    }

    #[test]
    fn the_baton_is_let_go_as_chosen() {
        let offer = Handover::default();
        assert!(!offer.passes(7));
        let third = Handover {
            after_declines: 3,
            ..offer
        };
        assert!(!third.passes(1) && third.passes(2));
        let at_once = Handover {
            unsure: Unsure::Pass,
            ..offer
        };
        assert!(at_once.passes(0));
    }
}
