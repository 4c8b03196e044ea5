//! The structure of a Markdown text: sections by heading, and the blocks within.

use std::ops::Range;

use pulldown_cmark::{Event, HeadingLevel, Options, Parser, Tag, TagEnd};

use super::{Block, BlockKind, Section};
use crate::text::one_line;

/// What is read beyond `CommonMark`.
pub(super) const OPTIONS: Options = Options::ENABLE_TABLES.union(Options::ENABLE_STRIKETHROUGH);

pub(super) struct Parsed {
    pub(super) first_heading: Option<String>,
    pub(super) sections: Vec<Section>,
}

/// Reads the structure of `text`.
pub(super) fn parse(text: &str) -> Parsed {
    let mut reader = Reader {
        text,
        ..Reader::default()
    };
    for (event, range) in Parser::new_ext(text, OPTIONS).into_offset_iter() {
        reader.take(&event, range);
    }
    reader.finish()
}

#[derive(Default)]
struct Reader<'a> {
    text: &'a str,
    /// How many blocks are open: only the outermost count, and items of an outermost list.
    depth: usize,
    in_list: bool,
    heading: Option<String>,
    path: Vec<(HeadingLevel, String)>,
    table: Option<(Range<usize>, Vec<Range<usize>>)>,
    section: Section,
    sections: Vec<Section>,
    first_heading: Option<String>,
}

impl Reader<'_> {
    fn take(&mut self, event: &Event<'_>, range: Range<usize>) {
        match event {
            Event::Start(tag) => self.start(tag, range),
            Event::End(end) => self.end(*end),
            Event::Text(text) | Event::Code(text) => {
                if let Some(heading) = &mut self.heading {
                    heading.push_str(text);
                }
            }
            Event::SoftBreak | Event::HardBreak => {
                if let Some(heading) = &mut self.heading {
                    heading.push(' ');
                }
            }
            _ => {}
        }
    }

    fn start(&mut self, tag: &Tag<'_>, range: Range<usize>) {
        match tag {
            Tag::Heading { level, .. } if self.depth == 0 => {
                self.close_section();
                while self.path.last().is_some_and(|(open, _)| open >= level) {
                    self.path.pop();
                }
                self.path.push((*level, String::new()));
                self.heading = Some(String::new());
            }
            Tag::List(_) if self.depth == 0 => self.in_list = true,
            Tag::Item if self.in_list && self.depth == 1 => self.block(BlockKind::Item, range),
            Tag::Table(_) if self.depth == 0 => self.table = Some((range, Vec::new())),
            Tag::TableHead | Tag::TableRow => {
                if let Some((_, rows)) = &mut self.table {
                    rows.push(range);
                }
            }
            Tag::CodeBlock(_) if self.depth == 0 => self.block(BlockKind::Code, range),
            Tag::Paragraph | Tag::BlockQuote(_) if self.depth == 0 => {
                self.block(BlockKind::Paragraph, range);
            }
            _ => {}
        }
        if is_block(tag) {
            self.depth += 1;
        }
    }

    fn end(&mut self, end: TagEnd) {
        if is_block_end(end) {
            self.depth = self.depth.saturating_sub(1);
        }
        match end {
            TagEnd::Heading(_) => self.close_heading(),
            TagEnd::List(_) if self.depth == 0 => self.in_list = false,
            TagEnd::Table => self.close_table(),
            _ => {}
        }
    }

    fn block(&mut self, kind: BlockKind, range: Range<usize>) {
        let slice = self.text.get(range.clone()).unwrap_or_default();
        let range = range.start..range.start + slice.trim_end().len();
        if slice.contains(char::is_alphanumeric) {
            self.section.blocks.push(Block { kind, range });
        }
    }

    fn close_heading(&mut self) {
        let Some(heading) = self.heading.take().map(|heading| one_line(&heading)) else {
            return;
        };
        if self.first_heading.is_none() && !is_question(&heading) {
            self.first_heading = Some(heading.clone());
        }
        if let Some((_, own)) = self.path.last_mut() {
            own.clone_from(&heading);
        }
        let mut path: Vec<String> = self
            .path
            .iter()
            .map(|(_, heading)| heading.clone())
            .collect();
        self.section.question = is_question(&heading).then(|| {
            path.pop();
            heading
        });
        path.retain(|heading| !heading.is_empty());
        self.section.heading_path = path;
    }

    fn close_table(&mut self) {
        let Some((range, rows)) = self.table.take() else {
            return;
        };
        let mut rows = rows.into_iter();
        // The line of dashes belongs to the header.
        let header = rows.next().map_or(range.start..range.start, |header| {
            let after = self.text.get(header.end..).unwrap_or_default();
            let dashes = after
                .trim_start_matches('\n')
                .lines()
                .next()
                .unwrap_or_default();
            let skipped = after.len() - after.trim_start_matches('\n').len();
            header.start..header.end + skipped + dashes.len()
        });
        self.block(
            BlockKind::Table {
                header,
                rows: rows.collect(),
            },
            range,
        );
    }

    fn close_section(&mut self) {
        let section = std::mem::take(&mut self.section);
        if !section.blocks.is_empty() {
            self.sections.push(section);
        }
    }

    fn finish(mut self) -> Parsed {
        self.close_section();
        Parsed {
            first_heading: self.first_heading,
            sections: self.sections,
        }
    }
}

fn is_question(heading: &str) -> bool {
    heading.ends_with(['?', '？', '؟', ';']) && heading.chars().count() > 3
}

const fn is_block(tag: &Tag<'_>) -> bool {
    matches!(
        tag,
        Tag::Paragraph
            | Tag::Heading { .. }
            | Tag::BlockQuote(_)
            | Tag::CodeBlock(_)
            | Tag::List(_)
            | Tag::Item
            | Tag::Table(_)
    )
}

const fn is_block_end(end: TagEnd) -> bool {
    matches!(
        end,
        TagEnd::Paragraph
            | TagEnd::Heading(_)
            | TagEnd::BlockQuote(_)
            | TagEnd::CodeBlock
            | TagEnd::List(_)
            | TagEnd::Item
            | TagEnd::Table
    )
}

#[cfg(test)]
mod tests {
    use super::{BlockKind, parse};

    const TEXT: &str = "\
# Shipping

We ship daily.

## Rates

Rates by country:

- Austria: 4 EUR
- Germany: 5 EUR
  - islands: 9 EUR

| Country | Days |
| --- | --- |
| Austria | 2 |
| Germany | 3 |

## How do I return?

Send it back.
";

    #[test]
    fn sections_have_their_headings_and_blocks() {
        let parsed = parse(TEXT);
        assert_eq!(parsed.first_heading.as_deref(), Some("Shipping"));
        let paths: Vec<String> = parsed
            .sections
            .iter()
            .map(|section| section.heading_path.join(" > "))
            .collect();
        assert_eq!(paths, ["Shipping", "Shipping > Rates", "Shipping"]);
        let question = parsed.sections[2].question.as_deref();
        assert_eq!(question, Some("How do I return?"));
        let rates = &parsed.sections[1].blocks;
        let texts: Vec<&str> = rates
            .iter()
            .map(|block| TEXT.get(block.range.clone()).unwrap())
            .collect();
        assert_eq!(texts[0], "Rates by country:");
        assert_eq!(texts[1], "- Austria: 4 EUR");
        assert_eq!(texts[2], "- Germany: 5 EUR\n  - islands: 9 EUR");
        let BlockKind::Table { header, rows } = &rates[3].kind else {
            panic!("{rates:?}")
        };
        assert_eq!(
            TEXT.get(header.clone()),
            Some("| Country | Days |\n| --- | --- |")
        );
        assert_eq!(rows.len(), 2);
    }
}
