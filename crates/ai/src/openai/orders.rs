//! Whether an answer says what a standing order of the team says: then it is no guess, though no passage carries it.

use crate::language::Language;
use crate::text::stop_words::is_stop_word;
use crate::text::words::{fold, words};
use std::collections::BTreeSet;

/// Words of an order that an answer shares with it, where the order has so many.
const SHARED: usize = 2;

/// Whether `answer` rests on one of `orders`: it shares words with it. An answer in another language than the order shares none.
pub(super) fn carry(orders: &[String], answer: &str) -> bool {
    let said = telling(answer);
    orders.iter().any(|order| {
        let told = telling(order);
        let shared = told.intersection(&said).count();
        shared > 0 && shared >= told.len().min(SHARED)
    })
}

/// The words of a text that name something, by their stems.
fn telling(text: &str) -> BTreeSet<String> {
    let language = Language::detect_or(text, Language::English);
    let stemmer = language.stemmer();
    words(text)
        .into_iter()
        .filter(|word| !is_stop_word(&fold(word), language))
        .map(|word| match &stemmer {
            Some(stemmer) => fold(&stemmer.stem(&word)),
            None => fold(&word),
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::carry;

    fn orders() -> Vec<String> {
        vec!["refund approved, no discounts".to_owned()]
    }

    #[test]
    fn an_answer_in_the_words_of_an_order_rests_on_it() {
        assert!(carry(&orders(), "Yes, your refund has been approved."));
        assert!(carry(
            &["Offer a callback".to_owned()],
            "We offer you a callback tomorrow."
        ));
        assert!(carry(&["Callback".to_owned()], "You get a callback."));
    }

    #[test]
    fn another_answer_does_not() {
        for other in [
            "I'm not sure about that. Would you like to talk to a person?",
            "I don't know about your refund.",
            "",
        ] {
            assert!(!carry(&orders(), other), "{other}");
        }
        assert!(!carry(&[], "Your refund has been approved."));
        assert!(
            !carry(&["the".to_owned()], "the boots"),
            "nothing is no order"
        );
    }
}
