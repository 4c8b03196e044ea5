//! Whether words rest on other words: their names, numbers and addresses all occur there.

use crate::language::Language;
use crate::text::stop_words::is_stop_word;
use crate::text::{one_line, words::fold};
use std::collections::BTreeSet;

/// Numbers in words, in the languages that the widget speaks. One of each is an article as well.
const NUMBERS: &str = "two three four five six seven eight nine ten eleven twelve twenty thirty forty fifty hundred thousand \
    zwei drei vier funf sechs sieben acht neun zehn elf zwolf zwanzig hundert tausend \
    deux trois quatre cinq sept huit neuf dix onze douze vingt cent mille \
    dos tres cuatro cinco seis siete ocho nueve diez once doce veinte cien mil \
    dois duas quatro sete oito nove dez onze doze vinte cem";

/// A text as it is compared: on one line, without case and accents.
pub(super) fn folded(text: &str) -> String {
    fold(&one_line(text).to_lowercase())
}

/// What a statement may name.
#[derive(Debug, Default)]
pub(super) struct Support {
    /// Words by their stems.
    stems: BTreeSet<String>,
    /// Words with a sign in them, without the signs around them: addresses and codes.
    tokens: BTreeSet<String>,
    /// Digits of each word together, and each run of them.
    numbers: BTreeSet<String>,
}

impl Support {
    /// What these texts say.
    pub(super) fn of(texts: impl Iterator<Item = impl AsRef<str>>) -> Self {
        let mut support = Self::default();
        for text in texts {
            let text = text.as_ref();
            let language = Language::detect(text);
            for token in text.split_whitespace() {
                let token = trimmed(token);
                support.tokens.insert(token.to_lowercase());
                support.numbers.extend(runs(token).map(str::to_owned));
                support.numbers.insert(digits(token));
                for word in parts(token) {
                    support.stems.extend(forms(word, language));
                }
            }
        }
        support
    }

    /// Whether every name, number and address of `text` occurs. In `prose` the first word of a sentence is no name.
    pub(super) fn carries(&self, text: &str, prose: bool) -> bool {
        let language = Language::detect(text);
        let mut begins = prose;
        text.split_whitespace().all(|token| {
            let first = std::mem::replace(&mut begins, prose && token.ends_with(['.', '!', '?']));
            self.carries_word(trimmed(token), first, language)
        })
    }

    fn carries_word(&self, token: &str, begins: bool, language: Language) -> bool {
        if is_address(token) && !self.tokens.contains(&token.to_lowercase()) {
            return false;
        }
        let number = digits(token);
        if !number.is_empty() && !self.numbers.contains(&number) {
            return false;
        }
        parts(token).enumerate().all(|(at, word)| {
            let lower = fold(&word.to_lowercase());
            let is_number = NUMBERS.split_whitespace().any(|number| number == lower);
            let is_name = word.chars().any(char::is_uppercase) && !(begins && at == 0);
            let is_free = is_stop_word(&lower, language) || is_stop_word(&lower, Language::English);
            let needs = is_number || (is_name && !is_free);
            !needs
                || forms(word, language)
                    .iter()
                    .any(|form| self.stems.contains(form))
        })
    }
}

fn trimmed(token: &str) -> &str {
    token.trim_matches(|c: char| !c.is_alphanumeric())
}

fn is_address(token: &str) -> bool {
    let has_dot_within = token
        .split('.')
        .filter(|part| part.chars().any(char::is_alphabetic))
        .count()
        > 1;
    token.contains('@') || token.contains("://") || has_dot_within
}

/// The words of a token, cut at its signs: `Larch's` is `Larch` and `s`.
fn parts(token: &str) -> impl Iterator<Item = &str> {
    let parts = token.split(|c: char| !c.is_alphanumeric());
    parts.filter(|part| part.chars().any(char::is_alphabetic))
}

fn digits(token: &str) -> String {
    token.chars().filter(char::is_ascii_digit).collect()
}

fn runs(token: &str) -> impl Iterator<Item = &str> {
    let runs = token.split(|c: char| !c.is_ascii_digit());
    runs.filter(|run| !run.is_empty())
}

/// A word as it is said, and its stem.
fn forms(word: &str, language: Language) -> Vec<String> {
    let lower = word.to_lowercase();
    let stem = language
        .stemmer()
        .map(|stemmer| fold(&stemmer.stem(&lower)));
    std::iter::once(fold(&lower)).chain(stem).collect()
}

#[cfg(test)]
mod tests {
    use super::Support;

    fn carries(text: &str, said: &str) -> bool {
        Support::of([said].into_iter()).carries(text, false)
    }

    #[test]
    fn names_numbers_and_addresses_have_to_occur() {
        let said = "Hello, this is Hannah Berger from Larch. Order A-1234 over 1,200 euros never came, and hannah@larch.at got no mail.";
        for text in [
            "the delivery of order A-1234, which never came",
            "order 1234 over 1200 euros for Hannah",
            "a mail to hannah@larch.at, please",
            "what Berger's order is at",
            "The order of Larch",
        ] {
            assert!(carries(text, said), "{text}");
        }
        for text in [
            "order 1235",
            "order A-1234 over 1,300 euros",
            "a refund for Maria",
            "Maria wants a refund",
            "a mail to hannah@larch.com",
            "two orders",
            "see larch.com",
            "a refund through PayPal",
        ] {
            assert!(!carries(text, said), "{text}");
        }
    }

    #[test]
    fn other_languages_keep_to_their_words() {
        let said = "Meine Bestellungen 77 und 78 sind noch nicht da. Ich heiße Jürgen Groß.";
        assert!(carries("wo Bestellung 77 von Jürgen Gross ist", said));
        assert!(!carries("wo die Lieferung 77 für Herrn Müller ist", said));
        let said = "أين طلبي رقم 552؟";
        assert!(carries("يريد معرفة مكان الطلب 552", said));
        assert!(!carries("يريد معرفة مكان الطلب 553", said));
    }

    #[test]
    fn prose_may_begin_a_sentence() {
        let support = Support::of(["The tent pole broke."].into_iter());
        assert!(support.carries("Sorry about the tent pole. Let me look.", true));
        assert!(!support.carries("Sorry about that, Maria.", true));
    }
}
