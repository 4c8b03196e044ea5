//! Which passage answers: the one whose best part has most of the question's words, rare words first, and the kind of thing
//! that was asked for; a second one only where it is nearly as good and has what the first lacks.

use std::collections::HashSet;

use super::excerpt::{Excerpt, MOST_WORDS, excerpt};
use super::terms::{Terms, above};
use crate::answer::{Passage, Turn};
use crate::text::words::said;

/// Passages looked at, and how much less each further one counts.
const PASSAGES: usize = 8;
const FURTHER: f32 = 0.93;
/// What is left of a passage about a variant that was not asked about, or about what does not apply.
const VARIANT: f32 = 0.75;
const EXCEPTION: f32 = 0.75;
/// How much more a passage counts whose title was said word for word, or by its number.
const NAMED: f32 = 1.25;
/// A second passage has at least this share of the first one's score, and of the question's words as ones that the first lacks.
const NEARLY: f32 = 0.9;
const ADDS: f32 = 0.3;

/// Words that turn a heading into an exception, folded.
const NOT: [&str; 13] = [
    "not", "cannot", "no", "without", "nicht", "kein", "keine", "ne", "pas", "nao", "sin", "after",
    "nach",
];

/// A part of a passage of the turn.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Quote {
    pub(super) passage: usize,
    pub(super) excerpt: Excerpt,
}

/// The quotes that answer the question of `turn`: none, one or two.
pub(super) fn quotes(turn: &Turn) -> Vec<Quote> {
    let passages = turn.passages.get(..PASSAGES).unwrap_or(&turn.passages);
    let terms = Terms::of(turn, passages);
    let mut candidates: Vec<Quote> = Vec::new();
    let mut weight = 1.0;
    for (at, passage) in passages.iter().enumerate() {
        let fit = weight * fit(&terms, &turn.question, passage, passages);
        candidates.extend(excerpt(&terms, passage).map(|found| Quote {
            passage: at,
            excerpt: Excerpt {
                score: found.score * fit,
                ..found
            },
        }));
        weight *= FURTHER;
    }
    // Among equals the better passage, which comes first.
    let best = candidates
        .iter()
        .enumerate()
        .rev()
        .max_by(|a, b| a.1.excerpt.score.total_cmp(&b.1.excerpt.score));
    let Some((best, _)) = best else {
        return Vec::new();
    };
    let first = candidates.swap_remove(best);
    candidates.sort_by_key(|candidate| candidate.passage);
    let covered = |quote: &Quote, with_above: bool| {
        let above = passages
            .get(quote.passage)
            .filter(|_| with_above)
            .map(above);
        terms.covered(&format!(
            "{} {}",
            quote.excerpt.quote(),
            above.unwrap_or_default()
        ))
    };
    let known = covered(&first, true);
    let second = candidates.into_iter().find(|candidate| {
        let own = covered(candidate, false);
        let adds: HashSet<&str> = own.difference(&known).copied().collect();
        candidate.excerpt.score >= first.excerpt.score * NEARLY
            && terms.share(&adds) >= ADDS
            && candidate.excerpt.words() + first.excerpt.words() <= MOST_WORDS
    });
    std::iter::once(first).chain(second).collect()
}

/// "Talus Mid Wide" is the name of a thing, "Talus Mid fit guide" is not.
fn is_name(title: &str) -> bool {
    title
        .split_whitespace()
        .all(|word| word.chars().next().is_some_and(|c| !c.is_lowercase()))
}

fn is_number(word: &str) -> bool {
    word.bytes().all(|byte| byte.is_ascii_digit())
}

/// How far `passage` is about what was asked, judged by its title and heading.
fn fit(terms: &Terms, question: &str, passage: &Passage, passages: &[Passage]) -> f32 {
    let asked = terms.stems(question);
    let title = terms.stems(&passage.title);
    // "Talus Mid Wide" where the Talus Mid was asked about, which has a page of its own.
    let is_variant = passages.iter().any(|other| {
        let base = terms.stems(&other.title);
        let is_base = !base.is_empty() && base.len() < title.len() && base.is_subset(&title);
        is_base
            && base.is_subset(&asked)
            && title.intersection(&asked).count() == base.len()
            && is_name(&passage.title)
    });
    // The "Larch 3" where the Larch 2 was asked about.
    let has_asked_number =
        |title: &HashSet<String>| title.intersection(&asked).any(|word| is_number(word));
    let is_variant = is_variant
        || title.iter().any(|word| is_number(word))
            && !has_asked_number(&title)
            && passages
                .iter()
                .any(|other| has_asked_number(&terms.stems(&other.title)));
    let has_not = |text: &str| said(text).iter().any(|word| NOT.contains(&word.as_str()));
    let is_exception = has_not(&passage.heading) && !has_not(question);
    let variant = if is_variant { VARIANT } else { 1.0 };
    let exception = if is_exception { EXCEPTION } else { 1.0 };
    let is_named = title.len() > 1 && title.is_subset(&asked) || has_asked_number(&title);
    let named = if is_named { NAMED } else { 1.0 };
    variant * exception * named
}
