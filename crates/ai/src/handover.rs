//! Does the visitor ask for a person, or to be contacted? Decided by phrases, at once and without a model, so that nobody
//! has to argue with a machine to get out of it.
//!
//! A request is an opening ("talk to", "I need") with a person soon after it, a message that names nothing but a person, or
//! a fixed phrase. Words are compared without case, accents and punctuation, those for a person also with one letter wrong.

mod de;
mod en;
mod es;
mod fr;
mod pt;

use crate::text::clip;
use crate::text::words::said;

/// The phrases of one language; folded, lower case, words apart by one space.
#[derive(Debug)]
struct Lexicon {
    /// Openings after which any person is meant: "talk to".
    strong: &'static [&'static str],
    /// Openings after which the person must end the thought: "I need a human", but not "I need a person tent".
    weak: &'static [&'static str],
    /// Words that may stand between an opening and the person.
    fillers: &'static str,
    /// Verbs that end a request where the language puts them there: "mit einem Menschen sprechen".
    closing: &'static str,
    /// Who is asked for.
    people: &'static [&'static str],
    /// Who is asked for only after a strong opening: "talk to someone".
    anyone: &'static [&'static str],
    /// Words that may follow a person after a weak opening.
    after: &'static str,
    /// Words that turn a request into its opposite when they stand shortly before it.
    negations: &'static str,
    /// Courtesies around a message that is only a person: "human please".
    courtesies: &'static str,
    /// Phrases that ask for a person wherever they stand.
    anywhere: &'static [&'static str],
    /// Phrases that ask for a person as a whole message.
    whole: &'static [&'static str],
    /// Phrases that ask to be contacted wherever they stand.
    contact: &'static [&'static str],
    /// Phrases that ask to be contacted at the end of a thought: "call me", but not "call me Ishmael".
    contact_end: &'static [&'static str],
    /// Words that may follow the latter.
    contact_after: &'static str,
}

const LEXICONS: [&Lexicon; 5] = [
    &en::LEXICON,
    &de::LEXICON,
    &es::LEXICON,
    &fr::LEXICON,
    &pt::LEXICON,
];

/// Longest message that is looked at, in characters: a request stands at the beginning or the end is lost anyway.
const LONGEST: usize = 1000;
/// Words that may stand between an opening and the person.
const REACH: usize = 4;
/// Words before an opening in which a negation counts.
const NEGATION_REACH: usize = 4;
/// Longest message that names nothing but a person, in words.
const LONGEST_NAME: usize = 6;
/// Words from this length on may have one letter wrong.
const LONG_ENOUGH: usize = 5;

/// Whether `text` asks for a person, in English, German, Spanish, French or Portuguese.
pub fn asks_for_person(text: &str) -> bool {
    clauses(text).iter().any(|words| {
        LEXICONS
            .iter()
            .any(|lexicon| lexicon.asks_for_person(words))
    })
}

/// Whether `text` asks to be contacted: a call back, a quote, an e-mail.
pub fn wants_contact(text: &str) -> bool {
    clauses(text)
        .iter()
        .any(|words| LEXICONS.iter().any(|lexicon| lexicon.wants_contact(words)))
}

/// The words of each clause: a negation does not reach over a comma.
fn clauses(text: &str) -> Vec<Vec<String>> {
    clip(text, LONGEST)
        .split([
            ',', '.', ';', '!', '?', '\n', '…', '–', '—', ':', '¿', '¡', '(', ')',
        ])
        .map(said)
        .filter(|words| !words.is_empty())
        .collect()
}

impl Lexicon {
    fn asks_for_person(&self, words: &[String]) -> bool {
        self.is_only_a_person(words)
            || self
                .whole
                .iter()
                .any(|phrase| same(&self.without_courtesies(words), phrase))
            || self
                .anywhere
                .iter()
                .any(|phrase| find(words, phrase).any(|at| !self.is_negated(words, at, phrase)))
            || self.opens(words, self.strong, true)
            || self.opens(words, self.weak, false)
            || self.closes(words)
    }

    /// Whether a person is followed by a verb of speaking.
    fn closes(&self, words: &[String]) -> bool {
        !self.closing.is_empty()
            && (0..words.len()).any(|at| {
                let tail = words.get(at..).unwrap_or_default();
                let person = self
                    .person_at(tail)
                    .or_else(|| starts_with_any(tail, self.anyone));
                let next = person.and_then(|taken| {
                    let rest = tail.get(taken..)?;
                    rest.iter()
                        .take(REACH)
                        .find(|word| !has(self.fillers, word))
                });
                next.is_some_and(|word| has(self.closing, word)) && !self.is_negated(words, at, "")
            })
    }

    fn wants_contact(&self, words: &[String]) -> bool {
        let ends_well = |rest: &[String]| {
            rest.first().is_none_or(|word| {
                has(self.contact_after, word) || word.starts_with(|c: char| c.is_ascii_digit())
            })
        };
        self.contact
            .iter()
            .any(|phrase| find(words, phrase).any(|at| !self.is_negated(words, at, phrase)))
            || self.contact_end.iter().any(|phrase| {
                find(words, phrase).any(|at| {
                    let rest = words.get(at + length(phrase)..).unwrap_or_default();
                    ends_well(rest) && !self.is_negated(words, at, phrase)
                })
            })
    }

    /// Whether one of `openings` is followed by a person; after a weak one the person must end the thought.
    fn opens(&self, words: &[String], openings: &[&str], is_strong: bool) -> bool {
        openings.iter().any(|opening| {
            find(words, opening).any(|at| {
                let rest = words.get(at + length(opening)..).unwrap_or_default();
                !self.is_negated(words, at, opening) && self.person_follows(rest, is_strong)
            })
        })
    }

    fn person_follows(&self, rest: &[String], is_strong: bool) -> bool {
        for skipped in 0..=REACH.min(rest.len()) {
            let tail = rest.get(skipped..).unwrap_or_default();
            let person = self.person_at(tail).or_else(|| {
                is_strong
                    .then(|| starts_with_any(tail, self.anyone))
                    .flatten()
            });
            if let Some(taken) = person {
                let next = tail.get(taken);
                return is_strong
                    || next.is_none_or(|word| has(self.after, word) || has(self.courtesies, word));
            }
            if !tail.first().is_some_and(|word| has(self.fillers, word)) {
                return false;
            }
        }
        false
    }

    fn person_at(&self, words: &[String]) -> Option<usize> {
        self.people
            .iter()
            .filter(|phrase| starts_nearly_with(words, phrase))
            .map(|phrase| length(phrase))
            .max()
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
            if taken.is_none() && !has(self.fillers, word) && !has(self.courtesies, word) {
                return false;
            }
            rest = rest.get(taken.unwrap_or(1)..).unwrap_or_default();
        }
        named
    }

    fn without_courtesies(&self, words: &[String]) -> Vec<String> {
        words
            .iter()
            .filter(|word| !has(self.courtesies, word))
            .cloned()
            .collect()
    }

    fn is_negated(&self, words: &[String], at: usize, phrase: &str) -> bool {
        // "I want" begins a thought of its own: what was denied before it does not reach in.
        let begins = ["i ", "ich ", "je ", "yo ", "eu ", "j "]
            .iter()
            .any(|start| phrase.starts_with(start));
        let before = words
            .get(at.saturating_sub(NEGATION_REACH)..at)
            .unwrap_or_default();
        !begins && before.iter().any(|word| has(self.negations, word))
    }
}

fn has(list: &str, word: &str) -> bool {
    list.split(' ').any(|known| known == word)
}

fn length(phrase: &str) -> usize {
    phrase.split(' ').count()
}

fn same(words: &[String], phrase: &str) -> bool {
    words.len() == length(phrase) && starts_nearly_with(words, phrase)
}

fn starts_with_any(words: &[String], phrases: &[&str]) -> Option<usize> {
    phrases
        .iter()
        .find(|phrase| starts_with(words, phrase))
        .map(|phrase| length(phrase))
}

fn starts_with(words: &[String], phrase: &str) -> bool {
    let mut words = words.iter();
    phrase
        .split(' ')
        .all(|wanted| words.next().is_some_and(|word| word == wanted))
}

fn starts_nearly_with(words: &[String], phrase: &str) -> bool {
    let mut words = words.iter();
    phrase
        .split(' ')
        .all(|wanted| words.next().is_some_and(|word| is_nearly(word, wanted)))
}

/// Positions at which `phrase` stands in `words`.
fn find<'a>(words: &'a [String], phrase: &'a str) -> impl Iterator<Item = usize> + use<'a> {
    (0..words.len()).filter(move |at| starts_with(words.get(*at..).unwrap_or_default(), phrase))
}

/// Whether `word` is `wanted`, or has one letter wrong, missing, added or swapped with its neighbour. The first letter counts:
/// it is rarely wrong, and "stuff" must not be "staff".
fn is_nearly(word: &str, wanted: &str) -> bool {
    if word == wanted {
        return true;
    }
    if wanted.len() < LONG_ENOUGH || REAL_WORDS.contains(&word) {
        return false;
    }
    let (said, meant): (Vec<char>, Vec<char>) = (word.chars().collect(), wanted.chars().collect());
    if said.first() != meant.first() || said.len().abs_diff(meant.len()) > 1 {
        return false;
    }
    let same_start = said.iter().zip(&meant).take_while(|(x, y)| x == y).count();
    let said = said.get(same_start..).unwrap_or_default();
    let meant = meant.get(same_start..).unwrap_or_default();
    let rest = |letters: &[char], from: usize| letters.get(from..).map(<[char]>::to_vec);
    let is_swapped = || {
        let heads = said.get(..2).zip(meant.get(..2));
        let are_swapped = heads.is_some_and(|(x, y)| x.iter().eq(y.iter().rev()));
        are_swapped && rest(said, 2) == rest(meant, 2)
    };
    let is_wrong = rest(said, 1) == rest(meant, 1);
    let is_extra = rest(said, 1).as_deref() == Some(meant);
    let is_missing = rest(meant, 1).as_deref() == Some(said);
    is_wrong || is_extra || is_missing || is_swapped()
}

/// Words of their own that are one letter away from a person.
const REAL_WORDS: [&str; 9] = [
    "stuff", "humane", "humano", "agenda", "persona", "personal", "agente", "humana", "pessoal",
];
