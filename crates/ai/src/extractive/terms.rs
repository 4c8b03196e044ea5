//! The words of a question, what each is worth among the passages found, and what else stands for them there.

use std::collections::{HashMap, HashSet};

use rust_stemmers::Stemmer;

use super::asked_for::AskedFor;
use super::plain::lines;
use crate::answer::{Passage, Speaker, Turn};
use crate::index::stem;
use crate::num::float;
use crate::text::stop_words::{is_asking, is_stop_word};
use crate::text::synonyms::synonyms;
use crate::text::words::{fold, words};

/// A question with fewer topics than this goes on from the visitor's message before it, whose words count this much.
const STANDS_ALONE: usize = 4;
const BEFORE: f32 = 0.5;
/// Shortest word that is taken for a misspelled one, in letters; and from where on two slips are forgiven.
const SPELLED: usize = 4;
const LONG: usize = 8;

/// The question's words with their weights among these passages, and what it asks for.
pub(super) struct Terms {
    pub(super) asked_for: AskedFor,
    stemmer: Option<Stemmer>,
    weights: HashMap<String, f32>,
    /// Stems that stand for a word of the question, with that word.
    meant: HashMap<String, String>,
}

impl Terms {
    pub(super) fn of(turn: &Turn, passages: &[Passage]) -> Self {
        let mut terms = Self {
            asked_for: AskedFor::of(&turn.question),
            stemmer: turn.language.stemmer(),
            weights: HashMap::new(),
            meant: HashMap::new(),
        };
        let texts: Vec<HashSet<String>> = passages
            .iter()
            .flat_map(|passage| {
                let lines = lines(&passage.text).into_iter().map(|line| line.text);
                std::iter::once(above(passage)).chain(lines)
            })
            .map(|text| terms.stems(&text))
            .collect();
        terms.add(&turn.question, turn, (&texts, 1.0));
        let before = turn.history.iter().rev();
        let before = before
            .into_iter()
            .find(|line| line.speaker == Speaker::Visitor);
        if let Some(before) = before.filter(|_| terms.weights.len() < STANDS_ALONE) {
            terms.add(&before.text, turn, (&texts, BEFORE));
        }
        let Self { weights, meant, .. } = &mut terms;
        meant.retain(|other, _| !weights.contains_key(other));
        terms
    }

    fn add(&mut self, text: &str, turn: &Turn, (texts, worth): (&[HashSet<String>], f32)) {
        let mut before = String::new();
        for word in words(text) {
            let said = fold(&word);
            let only_asks = is_asking(&before, &said);
            before.clone_from(&said);
            let term = stem(&word, self.stemmer.as_ref());
            if only_asks || is_stop_word(&said, turn.language) || self.weights.contains_key(&term) {
                continue;
            }
            let mut others: Vec<String> = synonyms(&said, turn.language)
                .iter()
                .map(|other| stem(other, self.stemmer.as_ref()))
                .collect();
            if !texts.iter().any(|text| text.contains(&term)) {
                others.extend(spelled(&term, texts));
            }
            let has = |text: &&HashSet<String>| {
                text.contains(&term) || others.iter().any(|other| text.contains(other))
            };
            let frequency = texts.iter().filter(has).count();
            let rarity = ((float(texts.len()) + 1.0) / (float(frequency) + 0.5))
                .ln()
                .max(0.1);
            self.meant
                .extend(others.into_iter().map(|other| (other, term.clone())));
            // What nothing has cannot choose.
            let weight = if frequency == 0 { 0.0 } else { rarity * worth };
            self.weights.insert(term, weight);
        }
    }

    pub(super) fn stems(&self, text: &str) -> HashSet<String> {
        words(text)
            .iter()
            .map(|word| stem(word, self.stemmer.as_ref()))
            .collect()
    }

    /// Share of the question's worth that `terms` have.
    pub(super) fn share(&self, terms: &HashSet<&str>) -> f32 {
        let all: f32 = sum(self.weights.values().copied());
        let has =
            |(term, weight): (&String, &f32)| terms.contains(term.as_str()).then_some(*weight);
        let some: f32 = sum(self.weights.iter().filter_map(has));
        if all > 0.0 { some / all } else { 0.0 }
    }

    /// The words of the question that `text` has.
    pub(super) fn covered(&self, text: &str) -> HashSet<&str> {
        let term = |stem: &String| {
            let stem = self.meant.get(stem).unwrap_or(stem);
            self.weights
                .get_key_value(stem)
                .map(|(term, _)| term.as_str())
        };
        self.stems(text).iter().filter_map(term).collect()
    }
}

/// What stands above the text of `passage`.
pub(super) fn above(passage: &Passage) -> String {
    format!(
        "{} {} {}",
        passage.title,
        passage.heading,
        passage.question.as_deref().unwrap_or_default()
    )
}

/// The words of `texts` that `term` was meant to be.
fn spelled(term: &str, texts: &[HashSet<String>]) -> HashSet<String> {
    let letters: Vec<char> = term.chars().collect();
    if letters.len() < SPELLED || !letters.iter().all(|c| c.is_alphabetic()) {
        return HashSet::new();
    }
    let most = if letters.len() < LONG { 1 } else { 2 };
    let is_near = |word: &&String| {
        let other: Vec<char> = word.chars().collect();
        other.first() == letters.first()
            && other.len().abs_diff(letters.len()) <= most
            && slips(&letters, &other) <= most
    };
    texts.iter().flatten().filter(is_near).cloned().collect()
}

/// Letters missing, too many, wrong or swapped between `a` and `b`.
fn slips(a: &[char], b: &[char]) -> usize {
    let mut before: Vec<usize> = Vec::new();
    let mut row: Vec<usize> = (0..=b.len()).collect();
    let mut last = None;
    for (i, x) in a.iter().enumerate() {
        let mut next = vec![i + 1];
        for (j, y) in b.iter().enumerate() {
            let at = |row: &[usize], j: usize| row.get(j).copied().unwrap_or(usize::MAX >> 1);
            let mut cost = (at(&row, j) + usize::from(x != y))
                .min(at(&row, j + 1) + 1)
                .min(at(&next, j) + 1);
            let left = j.checked_sub(1);
            if let Some(left) = left.filter(|left| last == Some(y) && b.get(*left) == Some(x)) {
                cost = cost.min(at(&before, left) + 1);
            }
            next.push(cost);
        }
        before = std::mem::replace(&mut row, next);
        last = Some(x);
    }
    row.last().copied().unwrap_or_default()
}

fn sum(weights: impl Iterator<Item = f32>) -> f32 {
    // Sorted, so that the sum does not depend on the order of a hash map.
    let mut weights: Vec<f32> = weights.collect();
    weights.sort_by(f32::total_cmp);
    weights.iter().sum()
}

#[cfg(test)]
mod tests {
    use super::slips;

    #[test]
    fn slips_are_counted() {
        for (a, b, count) in [
            ("return", "retrun", 1),
            ("shell", "shel", 1),
            ("tent", "tent", 0),
            ("germany", "germny", 1),
            ("boot", "tent", 3),
        ] {
            let letters = |word: &str| word.chars().collect::<Vec<_>>();
            assert_eq!(slips(&letters(a), &letters(b)), count, "{a} {b}");
        }
    }
}
