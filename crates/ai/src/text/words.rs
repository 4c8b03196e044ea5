//! Cutting text into words, by script: spaces where a script has them, overlapping pairs where it has none.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::{decompose_canonical, is_combining_mark};

/// Words longer than this are noise (base64, hashes) and are cut.
const LONGEST: usize = 40;

/// The words of `text` in order, lower case, accents kept: what a stemmer wants.
///
/// A compound with a digit or a very short part also gives its joined form: `A-1234` gives `a`, `1234` and `a1234`,
/// so that a code is found however it is written.
pub(crate) fn words(text: &str) -> Vec<String> {
    cut(text, true)
}

fn cut(text: &str, joins: bool) -> Vec<String> {
    let mut scan = Scan {
        joins,
        ..Scan::default()
    };
    let mut characters = text.nfkc().flat_map(char::to_lowercase).peekable();
    while let Some(c) = characters.next() {
        let next = characters.peek().copied();
        scan.take(c, next);
    }
    scan.end_unspaced();
    scan.end_compound();
    scan.words
}

/// The words of `text` with accents folded, one after the other as they are said: for phrases.
pub(crate) fn said(text: &str) -> Vec<String> {
    cut(text, false).iter().map(|word| fold(word)).collect()
}

/// The words of `text` with accents folded: what is compared exactly.
pub(crate) fn surface_forms(text: &str) -> Vec<String> {
    words(text).iter().map(|word| fold(word)).collect()
}

/// `word` without the accents of Latin and Greek letters: `größe` is `grosse`.
pub(crate) fn fold(word: &str) -> String {
    let mut folded = String::with_capacity(word.len());
    for c in word.chars() {
        match c {
            'ß' => folded.push_str("ss"),
            'æ' => folded.push_str("ae"),
            'œ' => folded.push_str("oe"),
            'ø' => folded.push('o'),
            'ł' => folded.push('l'),
            'đ' | 'ð' => folded.push('d'),
            'ı' => folded.push('i'),
            'ς' => folded.push('σ'),
            '\u{e0}'..='\u{24f}' | '\u{1e00}'..='\u{1eff}' | '\u{370}'..='\u{3ff}' => {
                let mut base = c;
                let mut first = true;
                decompose_canonical(c, |part| {
                    if first {
                        base = part;
                        first = false;
                    }
                });
                folded.push(base);
            }
            // Arabic vowel signs and the stretching line, and loose Latin accents, are optional in writing.
            '\u{64b}'..='\u{652}' | '\u{640}' | '\u{300}'..='\u{36f}' => {}
            other => folded.push(other),
        }
    }
    folded
}

/// Whether `c` belongs to a script written without spaces.
pub(crate) const fn is_unspaced(c: char) -> bool {
    matches!(c,
        '\u{e00}'..='\u{eff}'      // Thai, Lao
        | '\u{1000}'..='\u{109f}'  // Burmese
        | '\u{1780}'..='\u{17ff}'  // Khmer
        | '\u{3040}'..='\u{30ff}'  // kana
        | '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}' | '\u{f900}'..='\u{faff}'
        | '\u{20000}'..='\u{2ffff}')
}

#[derive(Default)]
struct Scan {
    /// Whether compounds also give their joined form.
    joins: bool,
    words: Vec<String>,
    word: String,
    /// Parts of the compound being read, as positions in `words`.
    parts: usize,
    unspaced: Vec<char>,
}

impl Scan {
    fn take(&mut self, c: char, next: Option<char>) {
        if is_unspaced(c) {
            self.end_compound();
            self.unspaced.push(c);
            return;
        }
        self.end_unspaced();
        if c.is_alphanumeric() || (is_combining_mark(c) && !self.word.is_empty()) {
            self.word.push(c);
            return;
        }
        let digit_before = self
            .word
            .chars()
            .next_back()
            .is_some_and(|b| b.is_ascii_digit());
        let digit_after = next.is_some_and(|n| n.is_ascii_digit());
        if matches!(c, '.' | ',') && digit_before && digit_after {
            self.word.push('.');
        } else if matches!(c, '-' | '‐' | '‑' | '_' | '/' | '.')
            && next.is_some_and(char::is_alphanumeric)
        {
            self.end_part();
        } else {
            self.end_compound();
        }
    }

    fn end_part(&mut self) {
        if self.word.is_empty() {
            return;
        }
        let word = std::mem::take(&mut self.word);
        self.words.push(super::clip(&word, LONGEST).to_owned());
        self.parts += 1;
    }

    fn end_compound(&mut self) {
        self.end_part();
        if self.joins && (2..=4).contains(&self.parts) {
            let from = self.words.len() - self.parts;
            let parts = self.words.get(from..).unwrap_or_default();
            let telling =
                |part: &String| part.chars().any(|c| c.is_ascii_digit()) || part.len() <= 2;
            if parts.iter().any(telling) {
                let joined = parts.concat();
                self.words.push(super::clip(&joined, LONGEST).to_owned());
            }
        }
        self.parts = 0;
    }

    fn end_unspaced(&mut self) {
        match self.unspaced.as_slice() {
            [] => return,
            [one] => self.words.push(one.to_string()),
            run => {
                self.words
                    .extend(run.windows(2).map(|pair| pair.iter().collect::<String>()));
            }
        }
        self.unspaced.clear();
    }
}

#[cfg(test)]
mod tests {
    use super::{fold, words};

    fn cut(text: &str) -> String {
        words(text).join(" ")
    }

    #[test]
    fn words_are_cut_by_script() {
        for (text, expected) in [
            ("The Tent's weight: 2.5 kg!", "the tent s weight 2.5 kg"),
            ("SKU A-1234", "sku a 1234 a1234"),
            ("e-mail us", "e mail email us"),
            ("well-known", "well known"),
            ("1,299.00 EUR", "1.299.00 eur"),
            ("帐篷有多重", "帐篷 篷有 有多 多重"),
            ("重", "重"),
            ("iPhone用テント", "iphone 用テ テン ント"),
            ("हिन्दी भाषा", "हिन्दी भाषा"),
            ("", ""),
            ("--- ... !!!", ""),
        ] {
            assert_eq!(cut(text), expected, "{text}");
        }
    }

    #[test]
    fn accents_fold() {
        for (word, folded) in [
            ("größe", "grosse"),
            ("café", "cafe"),
            ("сайт", "сайт"),
            ("ñandú", "nandu"),
        ] {
            assert_eq!(fold(word), folded);
        }
    }
}
