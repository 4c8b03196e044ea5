//! Which sentences of the passages answer: those that have most of the question's words, rare words first.

use std::collections::{HashMap, HashSet};

use super::plain_text;
use crate::answer::Passage;
use crate::chunk::sentences;
use crate::index::stem;
use crate::language::Language;
use crate::num::float;
use crate::text::one_line;
use crate::text::stop_words::is_stop_word;
use crate::text::words::{fold, words};

/// Longest answer, in words.
const MOST_WORDS: usize = 90;
/// Sentences of one quote.
const MOST_SENTENCES: usize = 3;
/// A sentence joins its better neighbour when it has this share of its score, or finishes a short quote.
const NEIGHBOUR: f32 = 0.5;
/// A quote shorter than this goes on, in words: half an answer helps nobody.
const SHORT_QUOTE: usize = 18;
/// A second passage is quoted if it has this share of the question that the first lacks.
const SECOND: f32 = 0.25;
/// Passages looked at.
const PASSAGES: usize = 4;

/// A part of a passage, in plain text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Quote {
    pub(super) passage: usize,
    pub(super) text: String,
}

/// The quotes that answer `question`: one, or two where the second passage adds words of the question that the first lacks.
pub(super) fn quotes(question: &str, language: Language, passages: &[Passage]) -> Vec<Quote> {
    let terms = Terms::of(question, language, passages);
    let Some(first) = passages
        .first()
        .and_then(|passage| terms.best_quote(0, passage))
    else {
        return Vec::new();
    };
    let covered = terms.covered(&first.text, passages.first());
    let budget = MOST_WORDS.saturating_sub(first.text.split_whitespace().count());
    let mut quotes = vec![first];
    for (at, passage) in passages.iter().enumerate().take(PASSAGES).skip(1) {
        let Some(quote) = terms.best_quote(at, passage) else {
            continue;
        };
        let words = quote.text.split_whitespace().count();
        let adds: HashSet<&str> = terms
            .covered(&quote.text, None)
            .difference(&covered)
            .copied()
            .collect();
        if terms.share(&adds) >= SECOND && words <= budget {
            quotes.push(quote);
            break;
        }
    }
    quotes
}

/// The question's words with their weights among these passages.
struct Terms {
    language: Language,
    weights: HashMap<String, f32>,
}

struct Sentence<'a> {
    text: &'a str,
    words: usize,
    score: f32,
    /// Sentences on different sides of an empty line do not join.
    paragraph: usize,
}

impl Terms {
    fn of(question: &str, language: Language, passages: &[Passage]) -> Self {
        let stemmer = language.stemmer();
        let texts: Vec<HashSet<String>> = passages
            .iter()
            .map(|passage| {
                words(&passage.text)
                    .iter()
                    .map(|word| stem(word, stemmer.as_ref()))
                    .collect()
            })
            .collect();
        let weights = words(question)
            .into_iter()
            .filter(|word| !is_stop_word(&fold(word), language))
            .map(|word| {
                let stem = stem(&word, stemmer.as_ref());
                let frequency = texts.iter().filter(|text| text.contains(&stem)).count();
                let weight = ((float(texts.len()) + 1.0) / (float(frequency) + 0.5)).ln() + 0.5;
                (stem, weight)
            })
            .collect();
        Self { language, weights }
    }

    fn share(&self, terms: &HashSet<&str>) -> f32 {
        let all: f32 = sum(self.weights.values().copied());
        let has =
            |(term, weight): (&String, &f32)| terms.contains(term.as_str()).then_some(*weight);
        let some: f32 = sum(self.weights.iter().filter_map(has));
        if all > 0.0 { some / all } else { 0.0 }
    }

    /// Terms that `text`, or the title, headings and question of `passage`, has.
    fn covered(&self, text: &str, passage: Option<&Passage>) -> HashSet<&str> {
        let stemmer = self.language.stemmer();
        let around = passage.map_or_else(String::new, |passage| {
            format!(
                "{} {} {}",
                passage.title,
                passage.heading,
                passage.question.as_deref().unwrap_or("")
            )
        });
        words(text)
            .iter()
            .chain(&words(&around))
            .filter_map(|word| self.weights.get_key_value(&stem(word, stemmer.as_ref())))
            .map(|(term, _)| term.as_str())
            .collect()
    }

    /// The best run of sentences of `passage`; the beginning of an answer to a known question.
    fn best_quote(&self, at: usize, passage: &Passage) -> Option<Quote> {
        let plain = plain_text(&passage.text);
        let sentences = self.scored(&plain);
        let best = if passage.question.is_some() {
            0
        } else {
            let scores = sentences.iter().map(|sentence| sentence.score);
            let top = scores.enumerate().rev().max_by(|a, b| a.1.total_cmp(&b.1));
            top.map_or(0, |(at, _)| at)
        };
        let run = grow(&sentences, best, passage.question.is_some())?;
        let text = run
            .iter()
            .map(|sentence| sentence.text)
            .collect::<Vec<_>>()
            .join(" ");
        Some(Quote {
            passage: at,
            text: shorten(&one_line(&text)),
        })
    }

    fn scored<'a>(&self, plain: &'a str) -> Vec<Sentence<'a>> {
        let mut start = 0;
        let mut scored = Vec::new();
        for (paragraph, block) in plain.split("\n").enumerate() {
            let range = start..start + block.len();
            start = range.end + 1;
            for range in sentences(plain, &range) {
                let text = plain.get(range).unwrap_or_default();
                let covered = self.covered(text, None);
                let words = text.split_whitespace().count();
                // Long sentences cover more by chance.
                let length = 1.0 + float(words.saturating_sub(20)) / 40.0;
                scored.push(Sentence {
                    text,
                    words,
                    score: self.share(&covered) / length,
                    paragraph,
                });
            }
        }
        scored
    }
}

fn sum(weights: impl Iterator<Item = f32>) -> f32 {
    // Sorted, so that the sum does not depend on the order of a hash map.
    let mut weights: Vec<f32> = weights.collect();
    weights.sort_by(f32::total_cmp);
    weights.iter().sum()
}

/// The sentence at `best` with the neighbours that belong to it.
fn grow<'a, 'b>(
    sentences: &'b [Sentence<'a>],
    best: usize,
    is_answer: bool,
) -> Option<&'b [Sentence<'a>]> {
    let core = sentences.get(best)?;
    let (mut first, mut last) = (best, best);
    let mut words = core.words;
    while last - first + 1 < MOST_SENTENCES || is_answer {
        let next = sentences.get(last + 1).filter(|next| {
            let belongs =
                next.paragraph == core.paragraph || introduces(sentences.get(last)) || is_answer;
            belongs && (next.score >= core.score * NEIGHBOUR || words < SHORT_QUOTE || is_answer)
        });
        let before = first
            .checked_sub(1)
            .and_then(|at| sentences.get(at))
            .filter(|before| {
                let belongs = before.paragraph == core.paragraph || introduces(Some(before));
                belongs && before.score >= core.score * NEIGHBOUR
            });
        if let Some(next) = next.filter(|next| words + next.words <= MOST_WORDS) {
            last += 1;
            words += next.words;
        } else if let Some(before) = before.filter(|before| words + before.words <= MOST_WORDS) {
            first -= 1;
            words += before.words;
        } else {
            break;
        }
    }
    sentences.get(first..=last)
}

/// "We ship to:" needs what follows.
fn introduces(sentence: Option<&Sentence<'_>>) -> bool {
    sentence.is_some_and(|sentence| sentence.text.ends_with(':'))
}

/// At most the words of an answer; a single sentence can be longer.
fn shorten(text: &str) -> String {
    if text.split_whitespace().count() <= MOST_WORDS {
        return text.to_owned();
    }
    let kept: Vec<&str> = text.split_whitespace().take(MOST_WORDS).collect();
    format!("{} …", kept.join(" "))
}
