//! The word run: BM25 over stems, with the saturation of each posting computed when the index is built.

use std::collections::HashMap;

use rust_stemmers::Stemmer;

use super::build::{RawPosting, sorted, stem};
use super::postings::{Posting, Postings};
use super::{Index, Scored, spelling, top};
use crate::language::Language;
use crate::num::{float, fnv, position, quantise};
use crate::query::Query;
use crate::text::stop_words::{is_asking, is_stop_word};
use crate::text::synonyms::synonyms;
use crate::text::words::{fold, words};

/// Term saturation, as measured in the retrieval notes, section 11.
const K1: f32 = 1.5;
/// Length normalisation. Weaker than the usual 0.75: chunks are cut to size, and a short one is short because it only
/// mentions its subject. Measured on the demo's questions: recall@1 .86 with .75, .88 with .5; `SciFact` is the same.
const B: f32 = 0.5;
/// What a chunk gains from the others of its document, as a share of their scores, capped at twice its own: the page about
/// a subject beats the page that mentions it. Measured as above: recall@1 .90.
const FROM_DOCUMENT: f32 = 0.2;
const FROM_DOCUMENT_CAP: f32 = 2.0;
/// What a word of the same meaning counts.
const SYNONYM: f32 = 0.3;
/// Saturations are in (0, 1).
const SCALE: f32 = 65_535.0;

/// BM25 postings of one index.
#[derive(Debug, Default)]
pub(super) struct Words {
    postings: Postings,
    chunks: usize,
}

/// Lengths of all chunks, in words, and their mean.
pub(super) struct Lengths<'a> {
    each: &'a [f32],
    mean: f32,
}

impl<'a> Lengths<'a> {
    pub(super) fn of(each: &'a [f32]) -> Self {
        let mean = each.iter().sum::<f32>() / float(each.len()).max(1.0);
        Self {
            each,
            mean: mean.max(1.0),
        }
    }
}

/// What one run found.
#[derive(Debug, Default)]
pub(crate) struct Run {
    /// Best first.
    pub(crate) best: Vec<Scored>,
}

impl Run {
    pub(crate) fn top_score(&self) -> f32 {
        self.best.first().map_or(0.0, |(_, score)| *score)
    }

    /// Mean score of the first `count`.
    pub(crate) fn mean(&self, count: usize) -> f32 {
        self.best
            .iter()
            .take(count)
            .map(|(_, score)| *score)
            .sum::<f32>()
            / float(count)
    }

    /// How far the first stands above the fifth, relative to the first.
    pub(crate) fn margin(&self) -> f32 {
        let top = self.top_score();
        let fifth = self.best.get(4).map_or(0.0, |(_, score)| *score);
        if top > 0.0 { (top - fifth) / top } else { 0.0 }
    }
}

/// One word of a query, looked up.
#[derive(Debug)]
pub(crate) struct QueryTerm {
    /// Folded surface form, as it was said.
    said: String,
    /// The same as it was meant, with a slip corrected.
    pub(crate) form: String,
    /// How often it was said, by the weight of where.
    pub(crate) weight: f32,
    /// Whether it belongs to what is asked now rather than to the context.
    pub(crate) in_focus: bool,
    /// Ordinals of its stems among the postings.
    pub(super) stems: Vec<u32>,
    /// Ordinals of stems that mean the same.
    synonyms: Vec<u32>,
    /// Inverse document frequency of its most frequent stem; that of a word never seen if there is none.
    pub(crate) idf: f32,
    /// Words of the knowledge that resemble it.
    pub(super) similar: Vec<super::grams::Similar>,
}

impl QueryTerm {
    /// Whether the word was taken for another.
    pub(crate) fn is_corrected(&self) -> bool {
        self.said != self.form
    }
}

/// The words of a query that carry topic.
#[derive(Debug, Default)]
pub(crate) struct QueryTerms {
    pub(crate) terms: Vec<QueryTerm>,
    /// The words that carry none, with their weights: they tell how alike two sentences are phrased.
    pub(super) function_words: Vec<(String, f32)>,
}

impl QueryTerms {
    /// Cuts `query` into words, leaves out stop words, merges repetitions and looks the rest up in `index`.
    pub(super) fn of(query: &Query, index: &Index) -> Self {
        let language = index.query_language(query.language());
        let stemmers: Vec<Stemmer> = index
            .stem_languages(language)
            .filter_map(Language::stemmer)
            .collect();
        let mut terms: Vec<QueryTerm> = Vec::new();
        let mut function_words = Vec::new();
        for part in query.parts() {
            let mut before = String::new();
            for word in words(&part.text) {
                let said = fold(&word);
                let only_asks = is_asking(&before, &said);
                before.clone_from(&said);
                if only_asks || is_stop_word(&said, language) {
                    function_words.push((said, part.weight));
                    continue;
                }
                if let Some(known) = terms.iter_mut().find(|term| term.said == said) {
                    known.weight += part.weight;
                    known.in_focus |= part.in_focus;
                    continue;
                }
                let (form, stems) = index.words.read(&word, &stemmers);
                let synonyms = index.words.synonyms(&form, language, &stemmers, &stems);
                if form != said && is_stop_word(&form, language) {
                    function_words.push((form, part.weight));
                    continue;
                }
                terms.push(QueryTerm {
                    idf: index.words.idf_of(&stems),
                    similar: index.grams.similar(&form),
                    said,
                    form,
                    weight: part.weight,
                    in_focus: part.in_focus,
                    stems,
                    synonyms,
                });
            }
        }
        Self {
            terms,
            function_words,
        }
    }

    /// The words that are asked about now.
    pub(crate) fn focus(&self) -> impl Iterator<Item = &QueryTerm> {
        self.terms.iter().filter(|term| term.in_focus)
    }
}

impl Words {
    pub(super) fn build(stems: &[Box<str>], raw: &[RawPosting], lengths: &Lengths<'_>) -> Self {
        let keys: Vec<u64> = stems.iter().map(|stem| fnv(stem.as_bytes())).collect();
        let postings: Vec<Posting> = raw
            .iter()
            .map(|raw| {
                let length = lengths
                    .each
                    .get(position(raw.document))
                    .copied()
                    .unwrap_or(0.0);
                let norm = K1 * (1.0 - B + B * length / lengths.mean);
                let saturation = raw.frequency / (raw.frequency + norm);
                Posting {
                    key: raw.key,
                    document: raw.document,
                    weight: quantise(saturation, SCALE),
                }
            })
            .collect();
        let (postings, _) = Postings::pack(&keys, &postings);
        Self {
            postings,
            chunks: lengths.each.len(),
        }
    }

    fn look_up(&self, word: &str, stemmers: &[Stemmer]) -> Vec<u32> {
        let mut found = Vec::new();
        let stems = stemmers.iter().map(|stemmer| stem(word, Some(stemmer)));
        for key in stems.chain([fold(word)]) {
            if let Some(key) = self.postings.find(fnv(key.as_bytes()))
                && !found.contains(&key)
            {
                found.push(key);
            }
        }
        found
    }

    fn synonyms(
        &self,
        form: &str,
        language: Language,
        stemmers: &[Stemmer],
        stems: &[u32],
    ) -> Vec<u32> {
        let mut found: Vec<u32> = synonyms(form, language)
            .iter()
            .flat_map(|word| self.look_up(word, stemmers))
            .filter(|stem| !stems.contains(stem))
            .collect();
        found.sort_unstable();
        found.dedup();
        found
    }

    /// The folded form of `word` and its stems; where the knowledge lacks it, those of the most frequent word one slip away.
    fn read(&self, word: &str, stemmers: &[Stemmer]) -> (String, Vec<u32>) {
        let (form, stems) = (fold(word), self.look_up(word, stemmers));
        if !stems.is_empty() {
            return (form, stems);
        }
        let frequency = |stems: &[u32]| {
            stems
                .iter()
                .map(|stem| self.postings.list(*stem).len())
                .max()
        };
        let candidates = spelling::slips(&form).into_iter().map(|word| {
            let stems = self.look_up(&word, stemmers);
            (frequency(&stems).unwrap_or(0), word, stems)
        });
        // Among equals the likelier slip, which comes first.
        let best = candidates.rev().max_by_key(|(frequency, ..)| *frequency);
        best.filter(|(frequency, ..)| *frequency > 0)
            .map_or((form, stems), |(_, word, stems)| (word, stems))
    }

    pub(super) fn idf_of(&self, stems: &[u32]) -> f32 {
        let frequency = stems
            .iter()
            .map(|stem| self.postings.list(*stem).len())
            .max()
            .unwrap_or(0);
        let (chunks, frequency) = (float(self.chunks), float(frequency));
        ((chunks - frequency + 0.5) / (frequency + 0.5)).ln_1p()
    }

    /// The `depth` best chunks by BM25.
    pub(super) fn search(&self, terms: &QueryTerms, documents: &[u32], depth: usize) -> Run {
        let mut scores = vec![0.0_f32; documents.len()];
        for term in &terms.terms {
            for stem in &term.stems {
                let factor = term.weight * self.idf_of(&[*stem]) / SCALE;
                for (chunk, saturation) in self.postings.list(*stem) {
                    if let Some(score) = scores.get_mut(position(chunk)) {
                        *score += factor * f32::from(saturation);
                    }
                }
            }
        }
        for term in &terms.terms {
            self.add_synonyms(term, &mut scores);
        }
        share_within_documents(&mut scores, documents);
        Run {
            best: top(&scores, depth),
        }
    }

    /// Scores a chunk once for the best synonym that it has: a text with all of them says nothing more.
    fn add_synonyms(&self, term: &QueryTerm, scores: &mut [f32]) {
        let mut best: HashMap<u32, f32> = HashMap::new();
        for stem in &term.synonyms {
            let factor = SYNONYM * term.weight * self.idf_of(&[*stem]).min(term.idf) / SCALE;
            for (chunk, saturation) in self.postings.list(*stem) {
                let score = best.entry(chunk).or_default();
                *score = score.max(factor * f32::from(saturation));
            }
        }
        for (chunk, gain) in sorted(best) {
            if let Some(score) = scores.get_mut(position(chunk)) {
                *score += gain;
            }
        }
    }

    /// Whether `chunk` has a word that means the same as `term`.
    pub(super) fn has_synonym(&self, term: &QueryTerm, chunk: u32) -> bool {
        term.synonyms
            .iter()
            .any(|stem| self.postings.contains(*stem, chunk))
    }

    /// Whether `chunk` has the word of `term` in any of its stems.
    pub(super) fn has(&self, term: &QueryTerm, chunk: u32) -> bool {
        term.stems
            .iter()
            .any(|stem| self.postings.contains(*stem, chunk))
    }

    pub(super) const fn bytes(&self) -> usize {
        self.postings.bytes()
    }
}

/// Adds to each score a share of those of the other chunks of its document. `documents` has the document of each chunk.
fn share_within_documents(scores: &mut [f32], documents: &[u32]) {
    let mut sums = vec![0.0_f32; scores.len()];
    for (score, document) in scores.iter().zip(documents) {
        if let Some(sum) = sums.get_mut(position(*document)) {
            *sum += *score;
        }
    }
    for (score, document) in scores.iter_mut().zip(documents) {
        let sum = sums.get(position(*document)).copied().unwrap_or(0.0);
        *score += FROM_DOCUMENT * (sum - *score).min(FROM_DOCUMENT_CAP * *score);
    }
}
