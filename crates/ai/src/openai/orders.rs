//! Whether an answer says what a standing order of the team says: then it is no guess, though no passage carries it.

use crate::language::Language;
use crate::text::telling;

/// Words of an order that an answer shares with it, where the order has so many.
const SHARED: usize = 2;

/// Whether `answer` rests on one of `orders`: it shares words with it. An answer in another language than the order shares none.
pub(super) fn carry(orders: &[String], answer: &str) -> bool {
    let words = |text: &str| telling(text, Language::detect_or(text, Language::English));
    let said = words(answer);
    orders.iter().any(|order| {
        let told = words(order);
        let shared = told.intersection(&said).count();
        shared > 0 && shared >= told.len().min(SHARED)
    })
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
