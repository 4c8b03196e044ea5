//! The phrases of one language as they are written down, and made ready to be found.

use super::nearly::is_nearly;
use std::collections::{HashMap, HashSet};

/// The phrases of one language; folded, lower case, words apart by one space.
#[derive(Debug)]
pub(super) struct Lexicon {
    /// Openings after which any person is meant: "talk to".
    pub(super) strong: &'static [&'static str],
    /// Openings after which the person must end the thought: "I need a human", but not "I need a person tent".
    pub(super) weak: &'static [&'static str],
    /// Words that may stand between an opening and the person.
    pub(super) fillers: &'static str,
    /// Verbs that end a request where the language puts them there: "mit einem Menschen sprechen".
    pub(super) closing: &'static str,
    /// Who is asked for.
    pub(super) people: &'static [&'static str],
    /// Who is asked for only after a strong opening: "talk to someone".
    pub(super) anyone: &'static [&'static str],
    /// Words that may follow a person after a weak opening.
    pub(super) after: &'static str,
    /// Words that turn a request into its opposite when they stand shortly before it.
    pub(super) negations: &'static str,
    /// Courtesies around a message that is only a person: "human please".
    pub(super) courtesies: &'static str,
    /// Phrases that ask for a person wherever they stand.
    pub(super) anywhere: &'static [&'static str],
    /// Phrases that ask for a person as a whole message.
    pub(super) whole: &'static [&'static str],
    /// Phrases that ask to be contacted wherever they stand.
    pub(super) contact: &'static [&'static str],
    /// Phrases that ask to be contacted at the end of a thought: "call me", but not "call me Ishmael".
    pub(super) contact_end: &'static [&'static str],
    /// Words that may follow the latter.
    pub(super) contact_after: &'static str,
}

type Words = HashSet<&'static str>;

/// What a phrase does where it stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Part {
    /// It is a request for a person.
    Anywhere,
    /// Any person after it makes it one.
    Strong,
    /// A person who ends the thought makes it one.
    Weak,
    /// It is a request to be contacted.
    Contact,
    /// So it is at the end of a thought.
    ContactEnd,
}

/// A phrase of exact words.
#[derive(Debug)]
pub(super) struct Phrase {
    pub(super) part: Part,
    /// How many words it has.
    pub(super) length: usize,
    /// Whether it begins a thought of its own ("I want"): what was denied before it does not reach in.
    pub(super) begins: bool,
    rest: Vec<&'static str>,
}

/// A lexicon by the beginnings of its phrases, so that each word of a message is looked up once.
#[derive(Debug)]
pub(super) struct Phrasebook {
    /// By the first word.
    phrases: HashMap<&'static str, Vec<Phrase>>,
    anyone: HashMap<&'static str, Vec<Vec<&'static str>>>,
    /// By the first letter, which is never wrong.
    people: HashMap<char, Vec<Vec<&'static str>>>,
    whole: Vec<Vec<&'static str>>,
    pub(super) fillers: Words,
    pub(super) closing: Words,
    pub(super) after: Words,
    pub(super) negations: Words,
    pub(super) courtesies: Words,
    pub(super) contact_after: Words,
}

impl Phrasebook {
    pub(super) fn of(lexicon: &Lexicon) -> Self {
        let mut phrases: HashMap<_, Vec<Phrase>> = HashMap::new();
        for (part, texts) in [
            (Part::Anywhere, lexicon.anywhere),
            (Part::Strong, lexicon.strong),
            (Part::Weak, lexicon.weak),
            (Part::Contact, lexicon.contact),
            (Part::ContactEnd, lexicon.contact_end),
        ] {
            for text in texts {
                let (first, phrase) = Phrase::of(part, text);
                phrases.entry(first).or_default().push(phrase);
            }
        }
        let mut anyone: HashMap<_, Vec<_>> = HashMap::new();
        for text in lexicon.anyone {
            let (first, rest) = cut(text);
            anyone.entry(first).or_default().push(rest);
        }
        let mut people: HashMap<_, Vec<Vec<&'static str>>> = HashMap::new();
        for text in lexicon.people {
            let first = text.chars().next().unwrap_or_default();
            people
                .entry(first)
                .or_default()
                .push(text.split(' ').collect());
        }
        let words = |list: &'static str| list.split(' ').collect();
        Self {
            phrases,
            anyone,
            people,
            whole: lexicon
                .whole
                .iter()
                .map(|text| text.split(' ').collect())
                .collect(),
            fillers: words(lexicon.fillers),
            closing: lexicon
                .closing
                .split(' ')
                .filter(|word| !word.is_empty())
                .collect(),
            after: words(lexicon.after),
            negations: words(lexicon.negations),
            courtesies: words(lexicon.courtesies),
            contact_after: words(lexicon.contact_after),
        }
    }

    /// The phrases that stand in `words`, each with its position.
    pub(super) fn find<'a>(
        &'a self,
        words: &'a [String],
    ) -> impl Iterator<Item = (usize, &'a Phrase)> {
        words.iter().enumerate().flat_map(move |(at, word)| {
            let rest = words.get(at + 1..).unwrap_or_default();
            let known = self.phrases.get(word.as_str()).map(Vec::as_slice);
            known
                .unwrap_or_default()
                .iter()
                .filter(|phrase| begins_with(rest, &phrase.rest))
                .map(move |phrase| (at, phrase))
        })
    }

    /// How many words at the beginning name a person; one letter may be wrong.
    pub(super) fn person_at(&self, words: &[String]) -> Option<usize> {
        let first = words.first()?.chars().next()?;
        let known = self.people.get(&first)?.iter();
        known
            .filter(|phrase| begins_nearly_with(words, phrase))
            .map(Vec::len)
            .max()
    }

    /// How many words at the beginning name just anyone.
    pub(super) fn anyone_at(&self, words: &[String]) -> Option<usize> {
        let (first, rest) = words.split_first()?;
        let known = self.anyone.get(first.as_str())?.iter();
        known
            .filter(|phrase| begins_with(rest, phrase))
            .map(|phrase| phrase.len() + 1)
            .next()
    }

    /// Whether `words` are one of the phrases that are a request as a whole message.
    pub(super) fn is_whole(&self, words: &[String]) -> bool {
        let said = words
            .iter()
            .filter(|word| !self.courtesies.contains(word.as_str()));
        let length = said.clone().count();
        self.whole.iter().any(|phrase| {
            phrase.len() == length
                && said
                    .clone()
                    .zip(phrase)
                    .all(|(word, wanted)| is_nearly(word, wanted))
        })
    }
}

impl Phrase {
    fn of(part: Part, text: &'static str) -> (&'static str, Self) {
        let begins = ["i ", "ich ", "je ", "yo ", "eu ", "j "]
            .iter()
            .any(|start| text.starts_with(start));
        let (first, rest) = cut(text);
        let phrase = Self {
            part,
            length: rest.len() + 1,
            begins,
            rest,
        };
        (first, phrase)
    }
}

fn cut(text: &'static str) -> (&'static str, Vec<&'static str>) {
    let mut words = text.split(' ');
    (words.next().unwrap_or_default(), words.collect())
}

fn begins_with(words: &[String], phrase: &[&str]) -> bool {
    words
        .get(..phrase.len())
        .is_some_and(|head| head.iter().eq(phrase))
}

fn begins_nearly_with(words: &[String], phrase: &[&str]) -> bool {
    words.get(..phrase.len()).is_some_and(|head| {
        head.iter()
            .zip(phrase)
            .all(|(word, wanted)| is_nearly(word, wanted))
    })
}
