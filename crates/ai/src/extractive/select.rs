//! Which sentences of the passages answer: those that have most of the question's words, rare words first, and the kind of
//! thing that was asked for.

use std::collections::{HashMap, HashSet};

use super::asked_for::AskedFor;
use super::plain_text;
use crate::answer::Passage;
use crate::chunk::sentences;
use crate::index::stem;
use crate::language::Language;
use crate::num::float;
use crate::text::one_line;
use crate::text::stop_words::is_stop_word;
use crate::text::synonyms::synonyms;
use crate::text::words::{fold, words};

/// Longest answer, in words.
const MOST_WORDS: usize = 90;
/// Sentences of one quote.
const MOST_SENTENCES: usize = 3;
/// A sentence joins its better neighbour when it has this share of its score, or finishes a short quote.
const NEIGHBOUR: f32 = 0.6;
/// A quote shorter than this goes on, in words: half an answer helps nobody.
const SHORT_QUOTE: usize = 14;
/// A second passage is quoted if it has this share of the question that the first lacks.
const SECOND: f32 = 0.3;
/// Passages looked at, and how much less each further one counts.
const PASSAGES: usize = 8;
const FURTHER: f32 = 0.85;
/// What a word is worth in the title and headings above a sentence, against in the sentence.
const ABOVE: f32 = 0.6;
/// What the kind of thing that was asked for is worth, against all words of the question.
const KIND: f32 = 0.5;

/// A part of a passage, in plain text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Quote {
    pub(super) passage: usize,
    pub(super) text: String,
}

/// A quote and how well it answers.
struct Candidate {
    quote: Quote,
    score: f32,
    words: usize,
}

/// The quotes that answer `question`: one, or two where another passage has words of the question that the first lacks.
pub(super) fn quotes(question: &str, language: Language, passages: &[Passage]) -> Vec<Quote> {
    let passages = passages
        .get(..passages.len().min(PASSAGES))
        .unwrap_or_default();
    let terms = Terms::of(question, language, passages);
    let mut candidates: Vec<Candidate> = Vec::new();
    let mut weight = 1.0;
    for (at, passage) in passages.iter().enumerate() {
        candidates.extend(terms.best_quote(at, passage).map(|found| Candidate {
            score: found.score * weight,
            ..found
        }));
        weight *= FURTHER;
    }
    // Among equals the better passage, which comes first.
    let best = candidates
        .iter()
        .enumerate()
        .rev()
        .max_by(|a, b| a.1.score.total_cmp(&b.1.score));
    let Some((best, _)) = best else {
        return Vec::new();
    };
    let first = candidates.swap_remove(best);
    let covered = terms.covered(&first.quote.text, passages.get(first.quote.passage));
    candidates.sort_by_key(|candidate| candidate.quote.passage);
    let second = candidates.into_iter().find(|candidate| {
        let own = terms.covered(&candidate.quote.text, None);
        let adds: HashSet<&str> = own.difference(&covered).copied().collect();
        terms.share(&adds) >= SECOND && candidate.words + first.words <= MOST_WORDS
    });
    [Some(first), second]
        .into_iter()
        .flatten()
        .map(|candidate| candidate.quote)
        .collect()
}

/// The question's words with their weights among these passages, and what it asks for.
struct Terms {
    language: Language,
    asked_for: AskedFor,
    weights: HashMap<String, f32>,
    /// Stems that stand for a word of the question, with that word.
    meant: HashMap<String, String>,
}

struct Sentence<'a> {
    text: &'a str,
    words: usize,
    score: f32,
    /// Lines are paragraphs, items or rows: sentences of different ones do not join.
    line: usize,
}

impl Terms {
    fn of(question: &str, language: Language, passages: &[Passage]) -> Self {
        let stemmer = language.stemmer();
        let stems = |text: &str| {
            words(text)
                .iter()
                .map(|word| stem(word, stemmer.as_ref()))
                .collect::<HashSet<_>>()
        };
        let texts: Vec<HashSet<String>> = passages
            .iter()
            .map(|passage| plain_text(&passage.text))
            .flat_map(|plain| plain.lines().map(stems).collect::<Vec<_>>())
            .collect();
        let mut weights = HashMap::new();
        let mut meant = HashMap::new();
        for word in words(question)
            .iter()
            .filter(|word| !is_stop_word(&fold(word), language))
        {
            let term = stem(word, stemmer.as_ref());
            let others: Vec<String> = synonyms(&fold(word), language)
                .iter()
                .map(|other| stem(other, stemmer.as_ref()))
                .collect();
            let has = |text: &&HashSet<String>| {
                text.contains(&term) || others.iter().any(|other| text.contains(other))
            };
            let frequency = texts.iter().filter(has).count();
            // What no sentence has cannot choose between them.
            let rarity = ((float(texts.len()) + 1.0) / (float(frequency) + 0.5))
                .ln()
                .max(0.1);
            meant.extend(others.into_iter().map(|other| (other, term.clone())));
            weights.insert(term, if frequency == 0 { 0.0 } else { rarity });
        }
        meant.retain(|other, _| !weights.contains_key(other));
        Self {
            language,
            asked_for: AskedFor::of(question),
            weights,
            meant,
        }
    }

    fn share(&self, terms: &HashSet<&str>) -> f32 {
        let all: f32 = sum(self.weights.values().copied());
        let has =
            |(term, weight): (&String, &f32)| terms.contains(term.as_str()).then_some(*weight);
        let some: f32 = sum(self.weights.iter().filter_map(has));
        if all > 0.0 { some / all } else { 0.0 }
    }

    /// The word of the question that `stem` is, or stands for.
    fn term(&self, stem: &str) -> Option<&str> {
        let stem = self.meant.get(stem).map_or(stem, String::as_str);
        self.weights
            .get_key_value(stem)
            .map(|(term, _)| term.as_str())
    }

    /// Terms that `text`, or the title, headings and question of `passage`, has.
    fn covered(&self, text: &str, passage: Option<&Passage>) -> HashSet<&str> {
        let stemmer = self.language.stemmer();
        words(text)
            .iter()
            .chain(&words(&passage.map_or_else(String::new, above)))
            .filter_map(|word| self.term(&stem(word, stemmer.as_ref())))
            .collect()
    }

    /// The best run of sentences of `passage`; the beginning of an answer to a known question.
    fn best_quote(&self, at: usize, passage: &Passage) -> Option<Candidate> {
        let plain = plain_text(&passage.text);
        let sentences = self.scored(&plain, passage);
        let is_answer = passage.question.is_some();
        let top = sentences
            .iter()
            .enumerate()
            .rev()
            .max_by(|a, b| a.1.score.total_cmp(&b.1.score))?;
        let (best, score) = (top.0, top.1.score);
        let run = grow(
            &sentences,
            if is_answer && !self.asked_for.is_measure() {
                0
            } else {
                best
            },
            is_answer,
        )?;
        let text = run
            .iter()
            .map(|sentence| sentence.text)
            .collect::<Vec<_>>()
            .join(" ");
        let text = shorten(one_line(&text).trim_start_matches("- "));
        let words = text.split_whitespace().count();
        Some(Candidate {
            quote: Quote { passage: at, text },
            score,
            words,
        })
    }

    fn scored<'a>(&self, plain: &'a str, passage: &Passage) -> Vec<Sentence<'a>> {
        let around = self.covered("", Some(passage));
        let mut start = 0;
        let mut scored = Vec::new();
        for (line, block) in plain.split('\n').enumerate() {
            let range = start..start + block.len();
            start = range.end + 1;
            for range in sentences(plain, &range) {
                let text = plain.get(range).unwrap_or_default();
                let own = self.covered(text, None);
                let only_around: HashSet<&str> = around.difference(&own).copied().collect();
                let words = text.split_whitespace().count();
                // Long sentences cover more by chance; a sentence that points elsewhere answers nothing.
                let length = 1.0 + float(words.saturating_sub(25)) / 50.0;
                let kind = if self.asked_for.is_in(text) {
                    KIND
                } else {
                    0.0
                };
                let score = (self.share(&own) + ABOVE * self.share(&only_around)) / length + kind;
                scored.push(Sentence {
                    text,
                    words,
                    score,
                    line,
                });
            }
        }
        scored
    }
}

/// What stands above the text of `passage`.
fn above(passage: &Passage) -> String {
    format!(
        "{} {} {}",
        passage.title,
        passage.heading,
        passage.question.as_deref().unwrap_or_default()
    )
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
            let belongs = next.line == core.line || introduces(sentences.get(last)) || is_answer;
            belongs && (next.score >= core.score * NEIGHBOUR || words < SHORT_QUOTE || is_answer)
        });
        let before = first
            .checked_sub(1)
            .and_then(|at| sentences.get(at))
            .filter(|before| {
                before.line == core.line && before.score >= core.score * NEIGHBOUR
                    || introduces(Some(before))
            });
        if let Some(before) = before.filter(|before| words + before.words <= MOST_WORDS) {
            first -= 1;
            words += before.words;
        } else if let Some(next) = next.filter(|next| words + next.words <= MOST_WORDS) {
            last += 1;
            words += next.words;
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
