//! Text as it is before it means anything: hygiene, words, stop words.

pub(crate) mod stop_words;
pub(crate) mod synonyms;
pub(crate) mod words;

use crate::language::Language;
use std::collections::BTreeSet;
use stop_words::is_stop_word;
use unicode_normalization::UnicodeNormalization;
use words::{fold, words};

/// The words of a text that name something, by their stems.
pub(crate) fn telling(text: &str, language: Language) -> BTreeSet<String> {
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

/// `text` in NFC without what people cannot see: zero-width and bidi controls, soft hyphens, tags, other control
/// characters. Hidden characters carry instructions to a model past a human reader, so none gets in.
pub(crate) fn visible(text: &str) -> String {
    text.nfc().filter(|c| !is_hidden(*c)).collect()
}

/// `text` on one line: every run of white space is one space.
pub(crate) fn one_line(text: &str) -> String {
    let mut line = String::with_capacity(text.len());
    for word in text.split_whitespace() {
        if !line.is_empty() {
            line.push(' ');
        }
        line.push_str(word);
    }
    line
}

const fn is_hidden(c: char) -> bool {
    match c {
        '\n' | '\t' => false,
        '\u{ad}'
        | '\u{34f}'
        | '\u{61c}'
        | '\u{180e}'
        | '\u{200b}'..='\u{200f}'
        | '\u{202a}'..='\u{202e}'
        | '\u{2060}'..='\u{206f}'
        | '\u{feff}'
        | '\u{fff9}'..='\u{fffb}'
        | '\u{e0000}'..='\u{e007f}' => true,
        other => other.is_ascii_control() || matches!(other, '\u{80}'..='\u{9f}'),
    }
}

/// At most `limit` characters of `text`, never within one.
pub(crate) fn clip(text: &str, limit: usize) -> &str {
    match text.char_indices().nth(limit) {
        Some((end, _)) => text.get(..end).unwrap_or(text),
        None => text,
    }
}

#[cfg(test)]
mod tests {
    use super::{clip, one_line, visible};

    #[test]
    fn hidden_characters_are_removed() {
        assert_eq!(
            visible("a\u{200b}b\u{202e}c\u{feff}\r\nd\u{e0041}e\u{ad}"),
            "abc\nde"
        );
    }

    #[test]
    fn white_space_collapses() {
        assert_eq!(one_line("  a \n\t b  "), "a b");
    }

    #[test]
    fn clipping_keeps_whole_characters() {
        assert_eq!(clip("äöü", 2), "äö");
        assert_eq!(clip("a", 2), "a");
    }
}
