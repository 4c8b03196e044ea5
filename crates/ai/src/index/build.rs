//! Building an index: chunks are added one by one, so that their texts need not be in memory together.

use std::collections::HashMap;

use rust_stemmers::Stemmer;
use uuid::Uuid;

use super::grams::Grams;
use super::postings::Posting;
use super::words::{Lengths, Words};
use super::{Index, question_key};
use crate::chunk::Chunk;
use crate::language::Language;
use crate::num::ordinal;
use crate::text::words::{fold, words};

/// How much a word counts in the fields beside the text (retrieval notes, section 3: title and question twice, heading
/// one and a half times).
const TITLE: f32 = 2.0;
const QUESTION: f32 = 2.0;
const HEADING: f32 = 1.5;
/// Share of the chunks that a language needs for queries to be stemmed in it.
const LANGUAGE_SHARE: usize = 100;

/// Collects chunks and packs them into an [`Index`].
#[derive(Debug, Default)]
pub struct IndexBuilder {
    index: Index,
    document_ordinals: HashMap<Uuid, u32>,
    language_counts: Vec<(Language, usize)>,
    stems: Vocabulary,
    forms: Vocabulary,
    stem_postings: Vec<RawPosting>,
    form_postings: Vec<Posting>,
    lengths: Vec<f32>,
}

/// A stem in a chunk, with its boosted frequency.
#[derive(Clone, Copy, Debug)]
pub(super) struct RawPosting {
    pub(super) key: u32,
    pub(super) document: u32,
    pub(super) frequency: f32,
}

/// Strings by ordinal, in order of first sight.
#[derive(Debug, Default)]
pub(super) struct Vocabulary {
    ordinals: HashMap<Box<str>, u32>,
}

impl Vocabulary {
    fn intern(&mut self, word: &str) -> u32 {
        if let Some(known) = self.ordinals.get(word) {
            return *known;
        }
        let new = ordinal(self.ordinals.len());
        self.ordinals.insert(word.into(), new);
        new
    }

    /// The strings in ordinal order.
    pub(super) fn into_words(self) -> Vec<Box<str>> {
        let mut words: Vec<(u32, Box<str>)> = self
            .ordinals
            .into_iter()
            .map(|(word, ordinal)| (ordinal, word))
            .collect();
        words.sort_unstable_by_key(|(ordinal, _)| *ordinal);
        words.into_iter().map(|(_, word)| word).collect()
    }
}

impl IndexBuilder {
    /// Adds `chunk` under the id that [`super::Hit`] is to name.
    pub fn add(&mut self, chunk_id: Uuid, chunk: &Chunk) {
        let number = ordinal(self.index.ids.len());
        let documents = ordinal(self.index.document_ids.len());
        let document = *self
            .document_ordinals
            .entry(chunk.document_id)
            .or_insert(documents);
        if document == documents {
            self.index.document_ids.push(chunk.document_id);
        }
        self.index.ids.push(chunk_id);
        self.index.documents.push(document);
        self.index.copies.push(chunk.hash);
        match self
            .language_counts
            .iter_mut()
            .find(|(of, _)| *of == chunk.language)
        {
            Some((_, count)) => *count += 1,
            None => self.language_counts.push((chunk.language, 1)),
        }
        if let Some(question) = &chunk.question {
            let key = question_key(question);
            if chunk.is_curated {
                // What the team has written goes before what was read, and what it wrote last before that.
                self.index.questions.insert(key, number);
            } else {
                self.index.questions.entry(key).or_insert(number);
            }
        }
        self.add_words(number, chunk);
    }

    fn add_words(&mut self, number: u32, chunk: &Chunk) {
        let stemmer = chunk.language.stemmer();
        let heading = chunk.heading_path.join(" ");
        let question = chunk.question.as_deref().unwrap_or_default();
        // The question is its title, and counts once.
        let title = if chunk.is_curated { "" } else { &chunk.title };
        let fields = [
            (title, TITLE),
            (question, QUESTION),
            (&heading, HEADING),
            (&chunk.text, 1.0),
        ];
        let mut stems: HashMap<u32, f32> = HashMap::new();
        let mut forms: HashMap<u32, f32> = HashMap::new();
        let mut length = 0.0;
        for (text, boost) in fields {
            for word in words(text) {
                length += 1.0;
                let stem = self.stems.intern(&stem(&word, stemmer.as_ref()));
                *stems.entry(stem).or_default() += boost;
                *forms.entry(self.forms.intern(&fold(&word))).or_default() += 1.0;
            }
        }
        self.lengths.push(length);
        self.stem_postings.extend(
            sorted(stems)
                .into_iter()
                .map(|(key, frequency)| RawPosting {
                    key,
                    document: number,
                    frequency,
                }),
        );
        self.form_postings
            .extend(sorted(forms).into_iter().map(|(key, frequency)| Posting {
                key,
                document: number,
                weight: super::grams::pack_frequency(frequency),
            }));
    }

    /// Packs what was added.
    pub fn build(self) -> Index {
        let mut index = self.index;
        let enough = index.ids.len().div_ceil(LANGUAGE_SHARE);
        let mut counts = self.language_counts;
        counts.retain(|(language, count)| *count >= enough && *language != Language::Unknown);
        counts.sort_by(|a, b| b.1.cmp(&a.1).then(a.0.cmp(&b.0)));
        index.languages = counts.into_iter().map(|(language, _)| language).collect();
        index.words = Words::build(
            &self.stems.into_words(),
            &self.stem_postings,
            &Lengths::of(&self.lengths),
        );
        drop(self.stem_postings);
        index.grams = Grams::build(
            &self.forms.into_words(),
            &self.form_postings,
            index.ids.len(),
        );
        index
    }
}

impl Index {
    /// Builds an index of `chunks`, each with its id.
    pub fn of<'a, I>(chunks: I) -> Self
    where
        I: IntoIterator<Item = (Uuid, &'a Chunk)>,
    {
        let mut builder = IndexBuilder::default();
        for (id, chunk) in chunks {
            builder.add(id, chunk);
        }
        builder.build()
    }
}

/// The stem of `word` (lower case, accents kept), folded; the folded word itself where its language has no stemmer.
pub(crate) fn stem(word: &str, stemmer: Option<&Stemmer>) -> String {
    stemmer.map_or_else(|| fold(word), |stemmer| fold(&stemmer.stem(word)))
}

/// The counts by key, in order: a hash map has none.
pub(super) fn sorted(counts: HashMap<u32, f32>) -> Vec<(u32, f32)> {
    let mut counts: Vec<(u32, f32)> = counts.into_iter().collect();
    counts.sort_unstable_by_key(|(key, _)| *key);
    counts
}
