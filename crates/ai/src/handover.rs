//! Does the visitor ask for a person, or to be contacted? Decided by phrases, at once and without a model, so that nobody
//! has to argue with a machine to get out of it.
//!
//! A request is an opening ("talk to", "I need") with a person soon after it, a message that names nothing but a person, or
//! a fixed phrase. Words are compared without case, accents and punctuation, those for a person also with one letter wrong.

mod ar;
mod de;
mod en;
mod es;
mod fr;
mod lexicon;
mod nearly;
mod pt;

use crate::text::clip;
use crate::text::words::said;
use lexicon::{Lexicon, Part, Phrase, Phrasebook};
use std::sync::LazyLock;

static PHRASEBOOKS: LazyLock<[Phrasebook; 6]> = LazyLock::new(|| {
    [
        &en::LEXICON,
        &de::LEXICON,
        &es::LEXICON,
        &fr::LEXICON,
        &pt::LEXICON,
        &ar::LEXICON,
    ]
    .map(Phrasebook::of)
});

/// Longest message that is looked at, in characters: a request stands at the beginning or the end is lost anyway.
const LONGEST: usize = 1000;
/// Words that may stand between an opening and the person.
const REACH: usize = 4;
/// Words before an opening in which a negation counts.
const NEGATION_REACH: usize = 4;
/// Longest message that names nothing but a person, in words.
const LONGEST_NAME: usize = 6;

/// What a message asks for besides an answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Wish {
    /// A person.
    pub person: bool,
    /// To be contacted: a call back, a quote, an e-mail.
    pub contact: bool,
}

impl Wish {
    /// What `text` asks for, in English, German, Spanish, French, Portuguese or Arabic.
    pub fn of(text: &str) -> Self {
        let clauses = clauses(text);
        let any = |asks: fn(&Phrasebook, &[String]) -> bool| {
            let mut pairs = clauses
                .iter()
                .flat_map(|words| PHRASEBOOKS.iter().map(move |book| (book, words)));
            pairs.any(|(book, words)| asks(book, words))
        };
        Self {
            person: any(Phrasebook::asks_for_person),
            contact: any(Phrasebook::wants_contact),
        }
    }
}

/// Whether `text` asks for a person.
pub fn asks_for_person(text: &str) -> bool {
    Wish::of(text).person
}

/// Whether `text` asks to be contacted.
pub fn wants_contact(text: &str) -> bool {
    Wish::of(text).contact
}

/// The words of each clause: a negation does not reach over a comma.
fn clauses(text: &str) -> Vec<Vec<String>> {
    clip(text, LONGEST)
        .split([
            ',', '.', ';', '!', '?', '\n', '…', '–', '—', ':', '¿', '¡', '(', ')', '،', '؛', '؟',
        ])
        .map(said)
        .filter(|words| !words.is_empty())
        .collect()
}

impl Phrasebook {
    fn asks_for_person(&self, words: &[String]) -> bool {
        self.is_only_a_person(words)
            || self.is_whole(words)
            || self
                .find(words)
                .any(|(at, phrase)| self.opens(words, at, phrase))
            || self.closes(words)
    }

    fn wants_contact(&self, words: &[String]) -> bool {
        self.find(words).any(|(at, phrase)| {
            let asks = match phrase.part {
                Part::Contact => true,
                Part::ContactEnd => words.get(at + phrase.length).is_none_or(|word| {
                    self.contact_after.contains(word.as_str())
                        || word.starts_with(|c: char| c.is_ascii_digit())
                }),
                Part::Anywhere | Part::Strong | Part::Weak => false,
            };
            asks && !self.denies(words, at, phrase)
        })
    }

    /// Whether a phrase is a request for a person, by itself or with a person after it.
    fn opens(&self, words: &[String], at: usize, phrase: &Phrase) -> bool {
        let rest = words.get(at + phrase.length..).unwrap_or_default();
        let asks = match phrase.part {
            Part::Anywhere => true,
            Part::Strong => self.person_follows(rest, true),
            Part::Weak => self.person_follows(rest, false),
            Part::Contact | Part::ContactEnd => false,
        };
        asks && !self.denies(words, at, phrase)
    }

    /// Whether a person is followed by a verb of speaking.
    fn closes(&self, words: &[String]) -> bool {
        !self.closing.is_empty()
            && (0..words.len()).any(|at| {
                let tail = words.get(at..).unwrap_or_default();
                let person = self.person_at(tail).or_else(|| self.anyone_at(tail));
                let next = person.and_then(|taken| {
                    let mut rest = tail.get(taken..)?.iter().take(REACH);
                    rest.find(|word| !self.fillers.contains(word.as_str()))
                });
                next.is_some_and(|word| self.closing.contains(word.as_str()))
                    && !self.is_denied(words, at)
            })
    }

    /// Whether a person comes soon; after a weak opening they must end the thought.
    fn person_follows(&self, rest: &[String], is_strong: bool) -> bool {
        for skipped in 0..=REACH.min(rest.len()) {
            let tail = rest.get(skipped..).unwrap_or_default();
            let anyone = || is_strong.then(|| self.anyone_at(tail)).flatten();
            if let Some(taken) = self.person_at(tail).or_else(anyone) {
                return is_strong
                    || tail.get(taken).is_none_or(|word| {
                        self.after.contains(word.as_str())
                            || self.courtesies.contains(word.as_str())
                    });
            }
            if !tail
                .first()
                .is_some_and(|word| self.fillers.contains(word.as_str()))
            {
                return false;
            }
        }
        false
    }

    /// "A real human, please": a person, fillers and courtesies, nothing else.
    fn is_only_a_person(&self, words: &[String]) -> bool {
        if words.len() > LONGEST_NAME {
            return false;
        }
        let mut rest = words;
        let mut named = false;
        while let Some(word) = rest.first() {
            let taken = self.person_at(rest);
            named |= taken.is_some();
            let is_around =
                self.fillers.contains(word.as_str()) || self.courtesies.contains(word.as_str());
            if taken.is_none() && !is_around {
                return false;
            }
            rest = rest.get(taken.unwrap_or(1)..).unwrap_or_default();
        }
        named
    }

    fn denies(&self, words: &[String], at: usize, phrase: &Phrase) -> bool {
        !phrase.begins && self.is_denied(words, at)
    }

    fn is_denied(&self, words: &[String], at: usize) -> bool {
        let before = words.get(at.saturating_sub(NEGATION_REACH)..at);
        before
            .unwrap_or_default()
            .iter()
            .any(|word| self.negations.contains(word.as_str()))
    }
}
