//! An immutable in-memory index of one assistant's knowledge, built from its chunks and swapped whole.
//!
//! Two runs are fused. Words: BM25 over stems, with boosted fields. Characters: the cosine of TF-IDF vectors of the 3- to
//! 5-grams within words, which forgives typos, inflection and compounds in every script. The second is computed exactly
//! where it matters and cheaply: n-grams are indexed over the *vocabulary*, not over the documents, so that a word of the
//! query first finds the words it resembles and then their documents. That costs a tenth of the memory.

mod build;
mod fuse;
mod grams;
mod postings;
mod spelling;
mod words;

use std::collections::HashMap;

use uuid::Uuid;

pub use build::IndexBuilder;
pub(crate) use build::stem;
use grams::Grams;
use words::{QueryTerm, QueryTerms, Run, Words};

use crate::gate::Evidence;
use crate::language::Language;
use crate::query::Query;

/// How many results of each run take part in the fusion.
const DEPTH: usize = 100;
/// At most this many passages of one document are returned.
const PER_DOCUMENT: usize = 4;
/// How many of the fused results are put in order again by what they have of the question, and how much that counts.
const COMPLETE_DEPTH: usize = 100;
const COMPLETE: f32 = 0.35;
/// In how many languages besides its own a query is looked up: a name or a loanword may have been stemmed as theirs.
const OTHER_LANGUAGES: usize = 2;
/// How far a word is covered by one of the same meaning.
const MEANT: f32 = 0.7;
/// How far a word is covered that had to be corrected first.
const CORRECTED: f32 = 0.6;

/// See the module. Cheap to share as `Arc<Index>`; a rebuild makes a new one.
#[derive(Debug, Default)]
pub struct Index {
    ids: Vec<Uuid>,
    /// Document of each chunk, as an ordinal into `document_ids`.
    documents: Vec<u32>,
    document_ids: Vec<Uuid>,
    /// Hash of each chunk's text, so that copies of a passage are returned once.
    copies: Vec<u64>,
    /// Languages of at least a hundredth of the chunks, most frequent first.
    languages: Vec<Language>,
    /// Chunk of each known question, by the hash of its words.
    questions: HashMap<u64, u32>,
    words: Words,
    grams: Grams,
}

/// A chunk that was found.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Hit {
    /// The id given with the chunk.
    pub chunk_id: Uuid,
    /// Its document.
    pub document_id: Uuid,
    /// Fused score in (0, 1], relative to the best that the fusion can give.
    pub score: f32,
}

/// What a search found, and what speaks for its answering the question.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Found {
    /// Best first, copies removed, at most three of one document.
    pub hits: Vec<Hit>,
    /// For [`crate::gate::confidence`].
    pub evidence: Evidence,
}

/// A chunk and its score within one run.
type Scored = (u32, f32);

impl Index {
    /// How many chunks it holds.
    pub const fn len(&self) -> usize {
        self.ids.len()
    }

    /// Whether there is nothing to find.
    pub const fn is_empty(&self) -> bool {
        self.ids.is_empty()
    }

    /// Approximate heap bytes, for the operator's figures.
    pub fn bytes(&self) -> usize {
        self.ids.len() * 28 + self.questions.len() * 16 + self.words.bytes() + self.grams.bytes()
    }

    /// The `limit` best chunks for `query`.
    pub fn search(&self, query: &Query, limit: usize) -> Found {
        if self.is_empty() {
            return Found::default();
        }
        let terms = QueryTerms::of(query, self);
        let word_run = self.words.search(&terms, &self.documents, DEPTH);
        let gram_run = self.grams.search(&terms, self.len(), DEPTH);
        let exact = self.questions.get(&query.question_key()).copied();
        let weights = fuse::weights(self.query_language(query.language()));
        let mut fused = fuse::fuse(&word_run, &gram_run, weights, exact);
        self.prefer_complete(&terms, &mut fused, exact);
        let evidence = self.evidence(&terms, (&word_run, &gram_run), &fused, exact.is_some());
        Found {
            hits: self.pick(&fused, limit),
            evidence,
        }
    }

    /// The word run alone: for measuring.
    pub fn search_words(&self, query: &Query, limit: usize) -> Vec<Hit> {
        let terms = QueryTerms::of(query, self);
        self.pick(
            &self.words.search(&terms, &self.documents, DEPTH).best,
            limit,
        )
    }

    /// The character run alone: for measuring.
    pub fn search_characters(&self, query: &Query, limit: usize) -> Vec<Hit> {
        let terms = QueryTerms::of(query, self);
        self.pick(&self.grams.search(&terms, self.len(), DEPTH).best, limit)
    }

    /// The language that a query is read in: its own if the knowledge has it, else the main one of the knowledge.
    /// Short queries are often mistaken for a language that nobody wrote here.
    fn query_language(&self, detected: Language) -> Language {
        if self.languages.contains(&detected) {
            return detected;
        }
        self.languages.first().copied().unwrap_or(detected)
    }

    /// Languages whose stems a query is looked up by: that of the query first, then the main ones of the knowledge.
    fn stem_languages(&self, query: Language) -> impl Iterator<Item = Language> {
        let others = self
            .languages
            .iter()
            .copied()
            .filter(move |language| *language != query);
        std::iter::once(query).chain(others.take(OTHER_LANGUAGES))
    }

    /// Puts first, among the best, what has more of the words asked about: the price table of a product, long as it is,
    /// before a short paragraph that has nothing but its name.
    fn prefer_complete(&self, terms: &QueryTerms, fused: &mut [Scored], exact: Option<u32>) {
        let worth = |term: &QueryTerm| term.weight * term.idf;
        let all: f32 = terms.terms.iter().map(worth).sum();
        for (chunk, score) in fused.iter_mut().take(COMPLETE_DEPTH) {
            let has = |term: &&QueryTerm| {
                self.words.has(term, *chunk) || self.words.has_synonym(term, *chunk)
            };
            let found: f32 = terms.terms.iter().filter(has).map(worth).sum();
            if all > 0.0 && exact != Some(*chunk) {
                *score *= (1.0 + COMPLETE * found / all) / (1.0 + COMPLETE);
            }
        }
        if let Some(best) = fused.get_mut(..COMPLETE_DEPTH.min(fused.len())) {
            best.sort_by(|a, b| {
                let exact_first = (exact == Some(b.0)).cmp(&(exact == Some(a.0)));
                exact_first.then(b.1.total_cmp(&a.1)).then(a.0.cmp(&b.0))
            });
        }
    }

    fn evidence(
        &self,
        terms: &QueryTerms,
        (words, grams): (&Run, &Run),
        fused: &[Scored],
        exact: bool,
    ) -> Evidence {
        let focus: Vec<&QueryTerm> = terms.focus().collect();
        let idf: f32 = focus.iter().map(|term| term.idf).sum();
        let share = |of: &dyn Fn(&QueryTerm) -> f32| {
            let found: f32 = focus
                .iter()
                .map(|term| term.idf * of(term) * trust(term))
                .sum();
            if idf > 0.0 { found / idf } else { 0.0 }
        };
        let coverage = |chunk: u32| {
            share(&|term| {
                if self.words.has(term, chunk) {
                    1.0
                } else {
                    let alike = self.grams.nearest(&term.similar, chunk).powi(2);
                    let meant = if self.words.has_synonym(term, chunk) {
                        MEANT
                    } else {
                        0.0
                    };
                    alike.max(meant)
                }
            })
        };
        let strict = |chunk: u32| {
            share(&|term| {
                if self.words.has(term, chunk) {
                    1.0
                } else {
                    0.0
                }
            })
        };
        let all_idf: f32 = terms.terms.iter().map(|term| term.weight * term.idf).sum();
        let top = fused.iter().take(5).map(|(chunk, _)| *chunk);
        Evidence {
            coverage: fused.first().map_or(0.0, |(chunk, _)| strict(*chunk)),
            soft_coverage: top.map(coverage).fold(0.0, f32::max),
            strength: words.top_score() / all_idf.max(f32::MIN_POSITIVE),
            cosine: grams.top_score(),
            mean_cosine: grams.mean(5),
            gram_margin: grams.margin(),
            content_words: focus.len(),
            exact,
        }
    }

    fn pick(&self, ranked: &[Scored], limit: usize) -> Vec<Hit> {
        let mut hits: Vec<Hit> = Vec::with_capacity(limit);
        let mut copies: Vec<u64> = Vec::with_capacity(limit);
        for (chunk, score) in ranked {
            let at = crate::num::position(*chunk);
            let (Some(&chunk_id), Some(&document), Some(&copy)) = (
                self.ids.get(at),
                self.documents.get(at),
                self.copies.get(at),
            ) else {
                continue;
            };
            let Some(&document_id) = self.document_ids.get(crate::num::position(document)) else {
                continue;
            };
            let of_document = hits
                .iter()
                .filter(|hit| hit.document_id == document_id)
                .count();
            if of_document >= PER_DOCUMENT || copies.contains(&copy) {
                continue;
            }
            copies.push(copy);
            hits.push(Hit {
                chunk_id,
                document_id,
                score: *score,
            });
            if hits.len() == limit {
                break;
            }
        }
        hits
    }
}

/// What finding `term` says about the question as it was asked.
fn trust(term: &QueryTerm) -> f32 {
    if term.is_corrected() { CORRECTED } else { 1.0 }
}

/// The `depth` highest of `scores` above zero, best first; among equals the earlier chunk.
fn top(scores: &[f32], depth: usize) -> Vec<Scored> {
    let mut best: Vec<Scored> = Vec::with_capacity(2 * depth);
    let mut floor = 0.0;
    for (chunk, score) in scores.iter().enumerate() {
        if *score > floor {
            best.push((crate::num::ordinal(chunk), *score));
            if best.len() == 2 * depth {
                best.sort_unstable_by(better);
                best.truncate(depth);
                floor = best.last().map_or(0.0, |(_, score)| *score);
            }
        }
    }
    best.sort_unstable_by(better);
    best.truncate(depth);
    best
}

#[expect(
    clippy::trivially_copy_pass_by_ref,
    reason = "the form that sorting takes"
)]
fn better(a: &Scored, b: &Scored) -> std::cmp::Ordering {
    b.1.total_cmp(&a.1).then(a.0.cmp(&b.0))
}

/// Two questions with the same words in the same order have the same key, whatever the case, accents and punctuation.
pub(crate) fn question_key(question: &str) -> u64 {
    crate::num::fnv(
        crate::text::words::surface_forms(question)
            .join(" ")
            .as_bytes(),
    )
}
