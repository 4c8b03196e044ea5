//! Cutting documents into passages that can be found and quoted.
//!
//! By structure first, then by size: a question stays with its answer, a table row with its header, and prose is cut between
//! sentences with a little overlap. Sizes from the retrieval notes, section 2.

mod cut;
mod sentences;

use serde::{Deserialize, Serialize};
use uuid::Uuid;

pub(crate) use sentences::sentences;

use crate::ingest::Document;
use crate::language::Language;
use crate::num::fnv;

/// A passage of a document.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Chunk {
    /// Where it comes from.
    pub document_id: Uuid,
    /// Its place among the chunks of its document, from 0.
    pub position: u32,
    /// Title of the document.
    pub title: String,
    /// Headings above it, outermost first, without the title.
    pub heading_path: Vec<String>,
    /// The question that it answers, if its heading is one.
    pub question: Option<String>,
    /// Its text: Markdown. A table that was cut has its header again.
    pub text: String,
    /// First byte in the document's text.
    pub start: u32,
    /// Byte after the last.
    pub end: u32,
    /// Language of its document.
    pub language: Language,
    /// Of question and text; equal for copies, stable between runs.
    pub hash: u64,
    /// Whether the team wrote it as the answer to its question: it goes before what else answers that.
    #[serde(default)]
    pub is_curated: bool,
}

impl Chunk {
    /// The one passage of the document `document_id`: what the team has a question answered with.
    pub fn curated(document_id: Uuid, question: &str, answer: &str) -> Self {
        Self {
            document_id,
            title: question.to_owned(),
            question: Some(question.to_owned()),
            text: answer.to_owned(),
            end: crate::num::ordinal(answer.len()),
            language: Language::detect(&format!("{question}\n{answer}")),
            hash: hash(Some(question), answer),
            is_curated: true,
            ..Self::default()
        }
    }

    /// `title › h1 › h2`: what a reader sees above the passage, and part of what is indexed.
    pub fn header(&self) -> String {
        std::iter::once(self.title.as_str())
            .chain(self.heading_path.iter().map(String::as_str))
            .filter(|part| !part.is_empty())
            .collect::<Vec<_>>()
            .join(" › ")
    }
}

/// Cuts `document` into chunks, in order.
pub fn split(document_id: Uuid, document: &Document) -> Vec<Chunk> {
    let mut chunks = Vec::new();
    for section in &document.sections {
        for piece in cut::pieces(&document.text, section) {
            let question = section.question.clone();
            let hash = hash(question.as_deref(), &piece.text);
            chunks.push(Chunk {
                document_id,
                position: crate::num::ordinal(chunks.len()),
                title: document.title.clone(),
                heading_path: section.heading_path.clone(),
                question,
                text: piece.text,
                start: crate::num::ordinal(piece.range.start),
                end: crate::num::ordinal(piece.range.end),
                language: document.language,
                hash,
                is_curated: false,
            });
        }
    }
    chunks
}

fn hash(question: Option<&str>, text: &str) -> u64 {
    fnv(format!("{}\n{text}", question.unwrap_or_default()).as_bytes())
}

/// Tokens of a model in `text`, about: four characters of a spaced script each, one of another.
pub(crate) fn tokens(text: &str) -> usize {
    let unspaced = text
        .chars()
        .filter(|c| crate::text::words::is_unspaced(*c))
        .count();
    let rest = text.chars().count() - unspaced;
    unspaced + rest.div_ceil(4)
}
