//! The character run: which words resemble which, by the 3- to 5-grams within them.

use std::collections::HashMap;

use super::postings::{Posting, Postings};
use super::top;
use super::words::{QueryTerms, Run};
use crate::num::{float, fnv, ordinal, position, quantise};

/// Fixed point of `1 + ln(frequency)`, which stays below 8.
const FREQUENCY_SCALE: f32 = 4096.0;
/// Lengths of the n-grams.
const SHORTEST: usize = 3;
const LONGEST: usize = 5;
/// How many words of the knowledge one word of a query may stand for, and how much they must have in common.
const EXPANSIONS: usize = 48;
const LEAST_SIMILARITY: f32 = 0.22;
/// Postings of n-grams read for one word of a query, rarest n-grams first: bounds the time for words like "station".
const GRAM_BUDGET: usize = 40_000;
/// Postings of words read for one query.
const WORD_BUDGET: usize = 1_500_000;

/// A word of the knowledge that resembles a word of the query.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Similar {
    form: u32,
    /// Dot product of the two TF-IDF vectors.
    dot: f32,
    /// Their cosine.
    pub(crate) cosine: f32,
}

/// Words by n-gram, chunks by word, and the norms that make the dot products cosines.
#[derive(Debug, Default)]
pub(super) struct Grams {
    /// Chunks by surface form.
    forms: Postings,
    /// Surface forms by n-gram.
    by_gram: Postings,
    /// Square of the inverse document frequency of each n-gram.
    idf_squared: Vec<f32>,
    form_norms: Vec<f32>,
    chunk_norms: Vec<f32>,
    /// Square of the inverse document frequency of an n-gram never seen.
    unseen: f32,
}

/// The frequency of a word in a chunk as a posting keeps it.
pub(super) fn pack_frequency(frequency: f32) -> u16 {
    quantise(1.0 + frequency.max(1.0).ln(), FREQUENCY_SCALE)
}

/// Calls `each` with the hash of every n-gram of `word` between two boundary marks.
fn each_gram(word: &str, mut each: impl FnMut(u64)) {
    let padded: Vec<char> = [' '].into_iter().chain(word.chars()).chain([' ']).collect();
    let mut buffer = [0_u8; LONGEST * 4];
    for length in SHORTEST..=LONGEST.min(padded.len()) {
        for gram in padded.windows(length) {
            let mut end = 0;
            for c in gram {
                if let Some(rest) = buffer.get_mut(end..end + c.len_utf8()) {
                    end += c.encode_utf8(rest).len();
                }
            }
            each(fnv(buffer.get(..end).unwrap_or_default()));
        }
    }
}

/// N-grams of every form, with their counts, as ordinals.
struct FormGrams {
    keys: Vec<u64>,
    of_form: Vec<Vec<(u32, u16)>>,
}

impl FormGrams {
    fn of(forms: &[Box<str>]) -> Self {
        let mut ordinals: HashMap<u64, u32> = HashMap::new();
        let mut keys = Vec::new();
        let of_form = forms
            .iter()
            .map(|form| {
                let mut counts: Vec<(u32, u16)> = Vec::new();
                each_gram(form, |gram| {
                    let key = *ordinals.entry(gram).or_insert_with(|| {
                        keys.push(gram);
                        ordinal(keys.len() - 1)
                    });
                    match counts.iter_mut().find(|(known, _)| *known == key) {
                        Some((_, count)) => *count = count.saturating_add(1),
                        None => counts.push((key, 1)),
                    }
                });
                counts
            })
            .collect();
        Self { keys, of_form }
    }

    fn get(&self, form: u32) -> &[(u32, u16)] {
        self.of_form.get(position(form)).map_or(&[], Vec::as_slice)
    }
}

impl Grams {
    pub(super) fn build(forms: &[Box<str>], postings: &[Posting], chunks: usize) -> Self {
        let grams = FormGrams::of(forms);
        let idf = inverse_frequencies(&grams, postings, chunks);
        let chunk_norms = chunk_norms(&grams, &idf, postings, chunks);
        let form_keys: Vec<u64> = forms.iter().map(|form| fnv(form.as_bytes())).collect();
        let (packed_forms, renamed_forms) = Postings::pack(&form_keys, postings);
        let mut form_norms = vec![0.0; forms.len()];
        let mut gram_postings = Vec::new();
        for (old, new) in renamed_forms.iter().enumerate() {
            let mut squares = 0.0;
            for (key, count) in grams.get(ordinal(old)) {
                let idf = idf.get(position(*key)).copied().unwrap_or(0.0);
                squares += (f32::from(*count) * idf).powi(2);
                gram_postings.push(Posting {
                    key: *key,
                    document: *new,
                    weight: *count,
                });
            }
            if let Some(norm) = form_norms.get_mut(position(*new)) {
                *norm = squares.sqrt();
            }
        }
        gram_postings.sort_unstable_by_key(|posting| posting.document);
        let (packed_grams, renamed_grams) = Postings::pack(&grams.keys, &gram_postings);
        let mut idf_squared = vec![0.0; idf.len()];
        for (new, idf) in renamed_grams.iter().zip(&idf) {
            if let Some(slot) = idf_squared.get_mut(position(*new)) {
                *slot = idf * idf;
            }
        }
        let unseen = smooth_idf(chunks, 0).powi(2);
        Self {
            forms: packed_forms,
            by_gram: packed_grams,
            idf_squared,
            form_norms,
            chunk_norms,
            unseen,
        }
    }

    /// The words of the knowledge that resemble `form` most.
    pub(super) fn similar(&self, form: &str) -> Vec<Similar> {
        let (mut known, norm) = self.look_up(form);
        known.sort_unstable_by_key(|(gram, _)| self.by_gram.list(*gram).len());
        let mut dots: HashMap<u32, f32> = HashMap::new();
        let mut budget = GRAM_BUDGET;
        for (gram, count) in known {
            let list = self.by_gram.list(gram);
            if list.len() > budget && !dots.is_empty() {
                break;
            }
            budget = budget.saturating_sub(list.len());
            let idf_squared = self.idf_squared.get(position(gram)).copied().unwrap_or(0.0);
            for (form, of_form) in list {
                *dots.entry(form).or_default() +=
                    f32::from(of_form) * f32::from(count) * idf_squared;
            }
        }
        let mut similar: Vec<Similar> = dots
            .into_iter()
            .filter_map(|(form, dot)| {
                let of_form = self.form_norms.get(position(form)).copied().unwrap_or(0.0);
                let cosine = dot / (of_form * norm).max(f32::MIN_POSITIVE);
                (cosine >= LEAST_SIMILARITY).then_some(Similar { form, dot, cosine })
            })
            .collect();
        similar.sort_unstable_by(|a, b| b.cosine.total_cmp(&a.cosine).then(a.form.cmp(&b.form)));
        similar.truncate(EXPANSIONS);
        similar
    }

    /// The known n-grams of `form` with their counts, and the norm of its whole vector.
    fn look_up(&self, form: &str) -> (Vec<(u32, u16)>, f32) {
        let mut known: Vec<(u32, u16)> = Vec::new();
        let mut unseen = 0.0;
        each_gram(form, |gram| match self.by_gram.find(gram) {
            Some(gram) => match known.iter_mut().find(|(other, _)| *other == gram) {
                Some((_, count)) => *count = count.saturating_add(1),
                None => known.push((gram, 1)),
            },
            None => unseen += self.unseen,
        });
        let squares: f32 = known
            .iter()
            .map(|(gram, count)| {
                let idf_squared = self
                    .idf_squared
                    .get(position(*gram))
                    .copied()
                    .unwrap_or(0.0);
                f32::from(*count).powi(2) * idf_squared
            })
            .sum();
        (known, (squares + unseen).sqrt())
    }

    /// The `depth` best chunks by cosine.
    pub(super) fn search(&self, terms: &QueryTerms, chunks: usize, depth: usize) -> Run {
        let mut scores = vec![0.0_f32; chunks];
        let mut query_squares = 0.0;
        let mut wanted: Vec<(f32, Similar)> = Vec::new();
        for term in &terms.terms {
            let (_, norm) = self.look_up(&term.form);
            query_squares += (term.weight * norm).powi(2);
            wanted.extend(
                term.similar
                    .iter()
                    .map(|similar| (term.weight * similar.dot, *similar)),
            );
        }
        for (form, weight) in &terms.function_words {
            let (_, norm) = self.look_up(form);
            query_squares += (weight * norm).powi(2);
            if let Some(form) = self.forms.find(fnv(form.as_bytes())) {
                let same = Similar {
                    form,
                    dot: norm * norm,
                    cosine: 1.0,
                };
                wanted.push((weight * same.dot, same));
            }
        }
        wanted.sort_unstable_by(|a, b| b.0.total_cmp(&a.0));
        let mut budget = WORD_BUDGET;
        for (dot, similar) in wanted {
            let list = self.forms.list(similar.form);
            if list.len() > budget {
                continue;
            }
            budget -= list.len();
            let factor = dot / FREQUENCY_SCALE;
            for (chunk, frequency) in list {
                if let Some(score) = scores.get_mut(position(chunk)) {
                    *score += factor * f32::from(frequency);
                }
            }
        }
        let query_norm = query_squares.sqrt().max(f32::MIN_POSITIVE);
        for (score, norm) in scores.iter_mut().zip(&self.chunk_norms) {
            *score *= norm / query_norm;
        }
        Run {
            best: top(&scores, depth),
        }
    }

    /// The best cosine between a word of the query and a word that `chunk` has.
    pub(super) fn nearest(&self, similar: &[Similar], chunk: u32) -> f32 {
        similar
            .iter()
            .find(|similar| self.forms.contains(similar.form, chunk))
            .map_or(0.0, |similar| similar.cosine)
    }

    pub(super) const fn bytes(&self) -> usize {
        self.forms.bytes()
            + self.by_gram.bytes()
            + (self.idf_squared.len() + self.form_norms.len() + self.chunk_norms.len()) * 4
    }
}

/// `ln((1 + N) / (1 + df)) + 1`: never zero, so that frequent n-grams still tell a little.
fn smooth_idf(chunks: usize, frequency: usize) -> f32 {
    ((1.0 + float(chunks)) / (1.0 + float(frequency))).ln() + 1.0
}

/// Inverse document frequency of each n-gram. `postings` are in chunk order.
fn inverse_frequencies(grams: &FormGrams, postings: &[Posting], chunks: usize) -> Vec<f32> {
    let mut frequencies = vec![0_usize; grams.keys.len()];
    let mut last_seen = vec![u32::MAX; grams.keys.len()];
    for posting in postings {
        for (key, _) in grams.get(posting.key) {
            let at = position(*key);
            if let (Some(seen), Some(frequency)) = (last_seen.get_mut(at), frequencies.get_mut(at))
                && *seen != posting.document
            {
                *seen = posting.document;
                *frequency += 1;
            }
        }
    }
    frequencies
        .into_iter()
        .map(|frequency| smooth_idf(chunks, frequency))
        .collect()
}

/// Reciprocal length of each chunk's TF-IDF vector. `postings` are in chunk order.
fn chunk_norms(grams: &FormGrams, idf: &[f32], postings: &[Posting], chunks: usize) -> Vec<f32> {
    let mut norms = vec![0.0; chunks];
    let mut weights = vec![0.0_f32; grams.keys.len()];
    for of_chunk in postings.chunk_by(|a, b| a.document == b.document) {
        let mut touched: Vec<u32> = Vec::new();
        for posting in of_chunk {
            let frequency = f32::from(posting.weight) / FREQUENCY_SCALE;
            for (key, count) in grams.get(posting.key) {
                if let Some(weight) = weights.get_mut(position(*key)) {
                    if *weight == 0.0 {
                        touched.push(*key);
                    }
                    *weight += frequency * f32::from(*count);
                }
            }
        }
        let mut squares = 0.0;
        for key in touched {
            let at = position(key);
            if let (Some(weight), Some(idf)) = (weights.get_mut(at), idf.get(at)) {
                squares += (*weight * idf).powi(2);
                *weight = 0.0;
            }
        }
        let document = of_chunk.first().map_or(0, |posting| posting.document);
        if let Some(norm) = norms.get_mut(position(document)) {
            *norm = 1.0 / squares.sqrt().max(f32::MIN_POSITIVE);
        }
    }
    norms
}
