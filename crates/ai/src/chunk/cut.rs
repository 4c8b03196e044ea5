//! From the blocks of a section to pieces of the right size.

use std::ops::Range;

use super::{sentences, tokens};
use crate::ingest::{Block, BlockKind, Section};

/// A piece is closed when the next block would pass this, in tokens.
const TARGET: usize = 320;
/// No piece is larger, unless a single sentence or row is.
const MOST: usize = 500;
/// Of a long paragraph that is cut, each piece repeats the end of the one before up to this.
const OVERLAP: usize = 40;

/// A passage and where it is.
pub(super) struct Piece {
    pub(super) range: Range<usize>,
    pub(super) text: String,
}

/// A part that is not cut further, with what must precede it wherever a piece begins with it.
struct Part {
    range: Range<usize>,
    /// Header of the table that it is a row of.
    header: Option<Range<usize>>,
    /// Whether it is a sentence, which may be repeated as overlap.
    is_sentence: bool,
}

/// Cuts `section` of `text`. An answer stays whole up to the hard limit.
pub(super) fn pieces(text: &str, section: &Section) -> Vec<Piece> {
    let target = if section.question.is_some() {
        MOST
    } else {
        TARGET
    };
    let parts: Vec<Part> = section
        .blocks
        .iter()
        .flat_map(|block| parts(text, block))
        .collect();
    let mut pieces = Vec::new();
    let mut open: Vec<&Part> = Vec::new();
    let mut size = 0;
    for part in &parts {
        let part_size = size_of(text, &part.range);
        if !open.is_empty() && size + part_size > target {
            pieces.extend(close(text, &open));
            open = overlap(text, &open, part);
            size = open.iter().map(|part| size_of(text, &part.range)).sum();
        }
        open.push(part);
        size += part_size;
    }
    pieces.extend(close(text, &open));
    pieces
}

fn size_of(text: &str, range: &Range<usize>) -> usize {
    tokens(text.get(range.clone()).unwrap_or_default())
}

/// `block` whole if it fits, else its rows, sentences or lines.
fn parts(text: &str, block: &Block) -> Vec<Part> {
    let part = |range| Part {
        range,
        header: None,
        is_sentence: false,
    };
    if size_of(text, &block.range) <= TARGET {
        return vec![part(block.range.clone())];
    }
    match &block.kind {
        BlockKind::Table { header, rows } => rows
            .iter()
            .map(|row| Part {
                range: row.clone(),
                header: Some(header.clone()),
                is_sentence: false,
            })
            .collect(),
        BlockKind::Paragraph => sentences(text, &block.range)
            .into_iter()
            .flat_map(|range| by_size(text, range))
            .map(|range| Part {
                range,
                header: None,
                is_sentence: true,
            })
            .collect(),
        BlockKind::Item | BlockKind::Code => lines(text, &block.range)
            .into_iter()
            .flat_map(|range| by_size(text, range))
            .map(part)
            .collect(),
    }
}

fn lines(text: &str, range: &Range<usize>) -> Vec<Range<usize>> {
    let mut start = range.start;
    text.get(range.clone())
        .unwrap_or_default()
        .split_inclusive('\n')
        .map(|line| {
            let from = start;
            start += line.len();
            from..from + line.trim_end().len()
        })
        .filter(|range| !range.is_empty())
        .collect()
}

/// `range` in parts of at most the hard limit, between words where there are any.
fn by_size(text: &str, range: Range<usize>) -> Vec<Range<usize>> {
    let mut parts = Vec::new();
    let mut rest = range;
    while size_of(text, &rest) > MOST {
        let slice = text.get(rest.clone()).unwrap_or_default();
        let mut end = slice.len();
        for (at, c) in slice.char_indices() {
            if c.is_whitespace() || crate::text::words::is_unspaced(c) {
                end = at + c.len_utf8();
            }
            if at >= TARGET * 3 && end != slice.len() && end <= at + c.len_utf8() {
                break;
            }
        }
        parts.push(rest.start..rest.start + end);
        rest.start += end;
    }
    if !rest.is_empty() {
        parts.push(rest);
    }
    parts
}

/// The last sentences of `closed` that the next piece repeats, if it goes on in the same prose.
fn overlap<'a>(text: &str, closed: &[&'a Part], next: &Part) -> Vec<&'a Part> {
    let Some(last) = closed.last() else {
        return Vec::new();
    };
    let goes_on = next.is_sentence && last.is_sentence && last.range.end <= next.range.start;
    let fits = goes_on && size_of(text, &last.range) <= OVERLAP;
    if fits && closed.len() > 1 {
        vec![*last]
    } else {
        Vec::new()
    }
}

fn close(text: &str, parts: &[&Part]) -> Option<Piece> {
    let (first, last) = (parts.first()?, parts.last()?);
    let range = first.range.start..last.range.end;
    let slice = text.get(range.clone())?;
    let header = first
        .header
        .as_ref()
        .and_then(|header| text.get(header.clone()));
    let text = header.map_or_else(|| slice.to_owned(), |header| format!("{header}\n{slice}"));
    Some(Piece {
        range,
        text: text.trim().to_owned(),
    })
}
