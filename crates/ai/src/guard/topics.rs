//! Whether a text is about a topic: it has all the words of it, in whatever form.

use crate::{
    language::Language,
    text::{stop_words::is_stop_word, words::said},
};

/// How much longer another form of a word may be.
const ENDING: usize = 3;

/// The first topic that `text` is about.
pub(super) fn avoided<'a>(text: &str, topics: &'a [String]) -> Option<&'a String> {
    let words = said(text);
    topics.iter().find(|topic| {
        let mut wanted: Vec<String> = said(topic)
            .into_iter()
            .filter(|word| !is_stop_word(word, Language::English))
            .collect();
        if wanted.is_empty() {
            wanted = said(topic);
        }
        !wanted.is_empty()
            && wanted
                .iter()
                .all(|want| words.iter().any(|word| alike(want, word)))
    })
}

/// Whether one is the other, or the other with an ending.
fn alike(a: &str, b: &str) -> bool {
    let (short, long) = if a.len() <= b.len() { (a, b) } else { (b, a) };
    short == long
        || (short.len() >= 4 && long.starts_with(short) && long.len() - short.len() <= ENDING)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn all_words_of_a_topic_make_it() {
        let topics: Vec<String> = ["medical advice", "prices of competitors", "Politik"]
            .map(str::to_owned)
            .to_vec();
        for (text, is_about) in [
            ("Do you give medical advice?", true),
            ("my doctor's advice was to rest", false),
            ("What are the competitors' prices?", true),
            ("What is the price of these boots?", false),
            ("Wie ist eure Meinung zur Politik?", true),
            ("", false),
        ] {
            assert_eq!(avoided(text, &topics).is_some(), is_about, "{text}");
        }
    }
}
