//! Reading what a company knows: Markdown, HTML and plain text become one clean Markdown text with its structure.
//!
//! What a person would not see is not knowledge: scripts, comments, hidden elements and invisible characters are dropped, because
//! a model would read them as instructions.

mod html;
mod markdown;
mod pairs;
mod structure;

use std::ops::Range;

use serde::{Deserialize, Serialize};

use crate::language::Language;
use crate::text::{clip, one_line, visible};

/// What a file or page is written in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Format {
    /// `CommonMark` with tables; raw HTML in it is dropped.
    Markdown,
    /// A web page: its main content is read.
    Html,
    /// Plain text, also with `Q:` and `A:` lines.
    Plain,
}

/// Something to read.
#[derive(Clone, Copy, Debug)]
pub struct Raw<'a> {
    /// How to read it.
    pub format: Format,
    /// File name or address: the title where the content has none.
    pub name: &'a str,
    /// Where it was fetched, to resolve links against.
    pub url: Option<&'a str>,
    /// Its content.
    pub content: &'a str,
}

/// A document that was read.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Document {
    /// From the content, else its name.
    pub title: String,
    /// Canonical address, where the page names one, else where it was fetched.
    pub url: Option<String>,
    /// Language of the text.
    pub language: Language,
    /// The clean text, Markdown. Offsets of blocks and chunks are bytes of this.
    pub text: String,
    /// Its parts under one heading each, in order.
    pub sections: Vec<Section>,
}

/// A part of a document under one heading.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Section {
    /// Headings from the outermost to its own; empty before the first.
    pub heading_path: Vec<String>,
    /// Its own heading, when that is a question: then the section is the answer.
    pub question: Option<String>,
    /// Its blocks in order.
    pub blocks: Vec<Block>,
}

/// A paragraph, list item, table or code block: the smallest part that is not cut without need.
#[derive(Clone, Debug, PartialEq)]
pub struct Block {
    /// What it is.
    pub kind: BlockKind,
    /// Where it is in [`Document::text`].
    pub range: Range<usize>,
}

/// See [`Block`].
#[derive(Clone, Debug, PartialEq)]
pub enum BlockKind {
    /// Prose.
    Paragraph,
    /// One item of a list, with what is nested in it.
    Item,
    /// A table: the range of its header with the line below, and of each row.
    Table {
        /// Header and delimiter line.
        header: Range<usize>,
        /// The rows.
        rows: Vec<Range<usize>>,
    },
    /// Preformatted text.
    Code,
}

/// Why a document could not be read; the text is for people.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Unreadable {
    /// Nothing is left after cleaning.
    #[error(
        "there is no text in it; if the page builds its text with scripts, import the text itself"
    )]
    Empty,
}

/// Longest title, in characters.
const LONGEST_TITLE: usize = 200;

/// Reads `raw`.
pub fn read(raw: Raw<'_>) -> Result<Document, Unreadable> {
    let source = match raw.format {
        Format::Markdown => markdown::source(raw.content),
        Format::Html => html::source(raw.content, raw.url),
        Format::Plain => markdown::plain_source(raw.content),
    };
    let text = visible(&source.text).trim().to_owned();
    if !text.contains(char::is_alphanumeric) {
        return Err(Unreadable::Empty);
    }
    let parsed = structure::parse(&text);
    let title = source
        .title
        .or(parsed.first_heading)
        .map(|title| one_line(&visible(&title)))
        .filter(|title| !title.is_empty())
        .unwrap_or_else(|| title_of_name(raw.name));
    let title = clip(&title, LONGEST_TITLE).to_owned();
    let mut sections = parsed.sections;
    for section in &mut sections {
        // The title is indexed as a field of its own.
        if section.question.is_none() && section.heading_path.first() == Some(&title) {
            section.heading_path.remove(0);
        }
    }
    let language = source
        .language
        .map(|tag| Language::from_tag(&tag))
        .filter(|language| *language != Language::Unknown)
        .unwrap_or_else(|| Language::detect(clip(&text, 4000)));
    let url = source.url.or_else(|| raw.url.map(str::to_owned));
    Ok(Document {
        title,
        url,
        language,
        text,
        sections,
    })
}

/// What a format says about itself, before its structure is read.
#[derive(Debug, Default)]
struct Source {
    title: Option<String>,
    url: Option<String>,
    language: Option<String>,
    /// Markdown.
    text: String,
}

/// `returns-and-refunds.md` is "Returns and refunds".
fn title_of_name(name: &str) -> String {
    let file = name
        .trim_end_matches('/')
        .rsplit('/')
        .next()
        .unwrap_or(name);
    let stem = file.rsplit_once('.').map_or(file, |(stem, _)| stem);
    let words = one_line(&stem.replace(['-', '_'], " "));
    let mut letters = words.chars();
    letters.next().map_or_else(
        || "Untitled".to_owned(),
        |first| first.to_uppercase().chain(letters).collect(),
    )
}
