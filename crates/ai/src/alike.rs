//! Questions that are about the same, told by their words alone: the same always says the same.

use crate::language::Language;
use crate::text::telling;
use std::collections::BTreeSet;

/// Of the words of the shorter of two questions, how many the other one has, in percent.
const SHARED: usize = 50;

/// What other questions are compared with.
#[derive(Clone, Debug)]
pub struct Likeness {
    language: Language,
    words: BTreeSet<String>,
}

impl Likeness {
    /// Compares with `question`.
    pub fn to(question: &str) -> Self {
        let language = Language::detect_or(question, Language::English);
        Self {
            words: telling(question, language),
            language,
        }
    }

    /// Whether another question is about the same: it has half of the words that name something, and more than one.
    pub fn has(&self, other: &str) -> bool {
        let other = telling(other, self.language);
        let shorter = self.words.len().min(other.len());
        let shared = self.words.intersection(&other).count();
        shared >= shorter.clamp(1, 2) && shared * 100 >= shorter * SHARED
    }
}

#[cfg(test)]
mod tests {
    use super::Likeness;

    #[test]
    fn questions_about_the_same_are_told_from_others() {
        let ours = Likeness::to("How long can I return unworn boots?");
        for other in [
            "How long can I return unworn boots?",
            "can i still return boots after two weeks",
            "Return?",
        ] {
            assert!(ours.has(other), "{other}");
        }
        for other in [
            "Are the boots waterproof?",
            "Where is my order?",
            "How?",
            "",
        ] {
            assert!(!ours.has(other), "{other}");
        }
        let german = Likeness::to("Wie lange kann ich Schuhe zurückgeben?");
        assert!(german.has("Schuhe zurückgeben, geht das?"));
    }
}
