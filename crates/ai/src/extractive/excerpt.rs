//! What of a passage to quote: all of a short one, else the paragraph, the list or the rows that answer best.

use std::collections::HashSet;

use super::plain::{Kind, Line, lines};
use super::terms::{Terms, above};
use crate::answer::Passage;
use crate::chunk::sentences;
use crate::num::float;

/// Longest quote, in words.
pub(super) const MOST_WORDS: usize = 90;
/// Up to this many words a passage, a paragraph or a list is quoted whole.
const WHOLE: usize = 65;
/// Of a longer paragraph this many sentences.
const MOST_SENTENCES: usize = 3;
/// What a word is worth in the title and headings above a sentence, against in the sentence.
const ABOVE: f32 = 0.9;
/// How much more a sentence counts that has the kind of thing that was asked for.
const KIND: f32 = 0.5;
/// Help pages answer first: what being the beginning of a passage is worth, and of a page once more.
const OPENING: f32 = 0.15;

/// A part of a passage.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Excerpt {
    /// Title or heading, where the text cannot be understood without.
    pub(super) lead: Option<String>,
    pub(super) lines: Vec<Line>,
    /// How well it answers; about 1 when it has all words of the question.
    pub(super) score: f32,
}

impl Excerpt {
    /// What a visitor reads: Markdown.
    pub(super) fn shown(&self) -> String {
        let mut text = self.lead.clone().unwrap_or_default();
        for line in &self.lines {
            if !text.is_empty() {
                text.push_str(if line.kind == Kind::Prose {
                    "\n\n"
                } else {
                    "\n"
                });
            }
            if line.kind != Kind::Prose {
                text.push_str("- ");
            }
            text.push_str(&line.text);
        }
        text
    }

    /// The words of the passage alone: plain text.
    pub(super) fn quote(&self) -> String {
        let lines: Vec<&str> = self.lines.iter().map(|line| line.text.as_str()).collect();
        lines.join("\n")
    }

    pub(super) fn words(&self) -> usize {
        count(&self.lines)
    }
}

/// The part of `passage` that answers best.
pub(super) fn excerpt(terms: &Terms, passage: &Passage) -> Option<Excerpt> {
    let lines = lines(&passage.text);
    let page = Page {
        terms,
        passage,
        above: terms.covered(&above(passage)),
        lines: &lines,
    };
    let is_short = count(&lines) <= WHOLE;
    let has_rows = lines.iter().any(|line| line.kind == Kind::Row);
    if is_short && !has_rows {
        return page.whole();
    }
    let units: Vec<(usize, f32)> = lines
        .iter()
        .enumerate()
        .map(|(at, line)| (at, page.line_score(at, line)))
        .collect();
    // Among equals the first.
    let (at, score) = units
        .iter()
        .copied()
        .rev()
        .max_by(|a, b| a.1.total_cmp(&b.1))?;
    match lines.get(at)?.kind {
        Kind::Prose => page.paragraph(at, score),
        Kind::Item => page.list(at, score),
        Kind::Row => page.rows(at, score),
    }
}

struct Page<'a> {
    terms: &'a Terms,
    passage: &'a Passage,
    /// Words of the question in title and headings.
    above: HashSet<&'a str>,
    lines: &'a [Line],
}

impl Page<'_> {
    fn whole(&self) -> Option<Excerpt> {
        let text: Vec<&str> = self.lines.iter().map(|line| line.text.as_str()).collect();
        let score = self.score(&text.join("\n")) + self.opening(0);
        let is_list = self.lines.first()?.kind != Kind::Prose;
        Some(Excerpt {
            lead: is_list.then(|| self.lead()),
            lines: self.lines.to_vec(),
            score,
        })
    }

    fn line_score(&self, at: usize, line: &Line) -> f32 {
        let best = match line.kind {
            Kind::Prose => split(&line.text)
                .into_iter()
                .map(|sentence| self.score(sentence))
                .fold(0.0, f32::max),
            Kind::Item | Kind::Row => self.score(&line.text),
        };
        best + self.opening(at)
    }

    fn score(&self, text: &str) -> f32 {
        let own = self.terms.covered(text);
        let only_above: HashSet<&str> = self.above.difference(&own).copied().collect();
        let share = self.terms.share(&own) + ABOVE * self.terms.share(&only_above);
        // Long sentences cover more by chance.
        let words = text.split_whitespace().count();
        let length = 1.0 + float(words.saturating_sub(WHOLE / 2)) / 100.0;
        let kind = if self.terms.asked_for.is_in(text) {
            KIND
        } else {
            0.0
        };
        share / length * (1.0 + kind)
    }

    fn opening(&self, at: usize) -> f32 {
        match at {
            0 if self.heading().is_none() => 2.0 * OPENING,
            0 => OPENING,
            _ => 0.0,
        }
    }

    /// The paragraph at `at`, with the list that it introduces; of a long one the best sentence and those after it.
    fn paragraph(&self, at: usize, score: f32) -> Option<Excerpt> {
        let line = self.lines.get(at)?;
        let mut kept = vec![line.clone()];
        if words(&line.text) > WHOLE {
            let sentences = split(&line.text);
            let best = (0..sentences.len()).rev().max_by(|a, b| {
                let score = |at: &usize| sentences.get(*at).map_or(0.0, |text| self.score(text));
                score(a).total_cmp(&score(b))
            })?;
            let mut run = Vec::new();
            for sentence in sentences.iter().skip(best).take(MOST_SENTENCES) {
                if !run.is_empty() && words(&run.join(" ")) + words(sentence) > WHOLE {
                    break;
                }
                run.push(*sentence);
            }
            kept = vec![Line {
                kind: Kind::Prose,
                text: shorten(&run.join(" ")),
            }];
        } else if line.text.ends_with(':') {
            for next in self.lines.iter().skip(at + 1) {
                if next.kind == Kind::Prose || count(&kept) + words(&next.text) > MOST_WORDS {
                    break;
                }
                kept.push(next.clone());
            }
        }
        Some(Excerpt {
            lead: None,
            lines: kept,
            score,
        })
    }

    /// The list around the item at `at`, or that item alone, after the words that introduce it.
    fn list(&self, at: usize, score: f32) -> Option<Excerpt> {
        let first = self.block_start(at);
        let items: Vec<Line> = self.block(first).cloned().collect();
        let before = first
            .checked_sub(1)
            .and_then(|before| self.lines.get(before))
            .filter(|before| before.text.ends_with(':'));
        let mut lines: Vec<Line> = before.cloned().into_iter().collect();
        if count(&items) <= WHOLE {
            lines.extend(items);
        } else {
            let item = self.lines.get(at)?;
            lines.push(Line {
                kind: item.kind,
                text: shorten(&item.text),
            });
        }
        Some(Excerpt {
            lead: before.is_none().then(|| self.lead()),
            lines,
            score,
        })
    }

    /// The rows that answer as well as the one at `at`.
    fn rows(&self, at: usize, score: f32) -> Option<Excerpt> {
        let first = self.block_start(at);
        let best = self.score(&self.lines.get(at)?.text);
        let mut lines: Vec<Line> = Vec::new();
        for row in self.block(first) {
            let is_as_good = self.score(&row.text) > best - 0.01;
            if is_as_good && (lines.is_empty() || count(&lines) + words(&row.text) <= WHOLE) {
                lines.push(row.clone());
            }
        }
        Some(Excerpt {
            lead: Some(self.lead()),
            lines,
            score,
        })
    }

    fn block_start(&self, at: usize) -> usize {
        let kind = self.lines.get(at).map(|line| line.kind);
        let before = self.lines.iter().take(at).rev();
        at - before.take_while(|line| Some(line.kind) == kind).count()
    }

    fn block(&self, first: usize) -> impl Iterator<Item = &Line> {
        let kind = self.lines.get(first).map(|line| line.kind);
        let lines = self.lines.iter().skip(first);
        lines.take_while(move |line| Some(line.kind) == kind)
    }

    /// The question or the innermost heading above the passage.
    fn heading(&self) -> Option<&str> {
        let heading = self.passage.heading.rsplit(" › ").next();
        let question = self.passage.question.as_deref();
        question
            .or(heading)
            .filter(|heading| !heading.is_empty() && *heading != self.passage.title)
    }

    /// `Larch 2 tent – At a glance:`
    fn lead(&self) -> String {
        let lead = self.heading().map_or_else(
            || self.passage.title.clone(),
            |heading| format!("{} – {heading}", self.passage.title),
        );
        if lead.ends_with(['?', ':']) {
            lead
        } else {
            lead + ":"
        }
    }
}

fn split(text: &str) -> Vec<&str> {
    sentences(text, &(0..text.len()))
        .into_iter()
        .filter_map(|range| text.get(range))
        .collect()
}

fn words(text: &str) -> usize {
    text.split_whitespace().count()
}

fn count(lines: &[Line]) -> usize {
    lines.iter().map(|line| words(&line.text)).sum()
}

/// At most the words of an answer; a single sentence can be longer.
fn shorten(text: &str) -> String {
    if words(text) <= MOST_WORDS {
        return text.to_owned();
    }
    let kept: Vec<&str> = text.split_whitespace().take(MOST_WORDS).collect();
    format!("{} …", kept.join(" "))
}
