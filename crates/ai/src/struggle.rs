//! Signs that a visitor struggles, read from their words alone: the same always says the same.

mod tone;

pub use tone::is_negative;

use crate::language::Language;
use crate::text::telling;

/// Words that two questions share at least, where both have so many.
const SHARED: usize = 2;
/// Of the words of the shorter one, how many the longer one repeats, in percent.
const ALIKE: usize = 75;

/// Whether a question says again what the one before said: it repeats most of the words that name something.
pub fn rephrases(before: &str, after: &str) -> bool {
    let language = Language::detect_or(after, Language::English);
    let (one, two) = (telling(before, language), telling(after, language));
    let (shorter, longer) = if one.len() <= two.len() {
        (&one, &two)
    } else {
        (&two, &one)
    };
    let shared = shorter.intersection(longer).count();
    // A single word is a topic, not a question.
    shared >= SHARED && shared * 100 >= shorter.len() * ALIKE
}

#[cfg(test)]
mod tests {
    use super::rephrases;

    #[test]
    fn the_same_question_in_other_words_is_told_from_another_question() {
        for (before, after) in [
            (
                "Do you sell canoes for the Amazon?",
                "I asked if you sell canoes for the Amazon",
            ),
            (
                "Where is my order 4711?",
                "Hello? My order 4711, where is it now?",
            ),
            (
                "Wie lange dauert die Reparatur der Schuhe?",
                "Nochmal: die Reparatur meiner Schuhe dauert wie lange?",
            ),
            (
                "¿Cuánto cuesta el envío a Madrid?",
                "Pregunto cuánto cuesta el envío a Madrid",
            ),
        ] {
            assert!(rephrases(before, after), "{before} / {after}");
        }
        for (before, after) in [
            ("Do Talus boots run small?", "How long does a refund take?"),
            ("Do Talus boots run small?", "Are Talus boots waterproof?"),
            ("Thanks!", "Thanks!"),
            ("", "Where is my order?"),
        ] {
            assert!(!rephrases(before, after), "{before} / {after}");
        }
    }
}
