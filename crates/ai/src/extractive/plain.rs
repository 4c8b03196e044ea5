//! Markdown to the text that a reader sees.

use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};

/// `markdown` without markup: one line a paragraph, item or table row (`cell: cell`), blocks apart by an empty line.
pub(crate) fn plain_text(markdown: &str) -> String {
    Writer::of(markdown).text.trim().to_owned()
}

/// What a line of the plain text is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// A paragraph.
    Prose,
    /// An item of a list.
    Item,
    /// A row of a table.
    Row,
}

/// A line of [`plain_text`], an item without its mark.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Line {
    pub(super) kind: Kind,
    pub(super) text: String,
}

/// The lines of [`plain_text`] that are not empty.
pub(super) fn lines(markdown: &str) -> Vec<Line> {
    let writer = Writer::of(markdown);
    let mut start = 0;
    let mut lines = Vec::new();
    for line in writer.text.split('\n') {
        let mark = writer.marks.iter().rev().find(|(at, _)| *at == start);
        start += line.len() + 1;
        let kind = mark.map_or(Kind::Prose, |(_, kind)| *kind);
        let text = match kind {
            Kind::Item => line.strip_prefix("- ").unwrap_or(line),
            Kind::Prose | Kind::Row => line,
        };
        if !text.trim().is_empty() {
            lines.push(Line {
                kind,
                text: text.trim().to_owned(),
            });
        }
    }
    lines
}

#[derive(Default)]
struct Writer {
    text: String,
    in_image: bool,
    in_head: bool,
    /// Heads of the columns of the open table.
    columns: Vec<String>,
    column: usize,
    cell: Option<String>,
    /// Where items and rows begin.
    marks: Vec<(usize, Kind)>,
}

impl Writer {
    fn of(markdown: &str) -> Self {
        let mut writer = Self::default();
        let options = Options::ENABLE_TABLES.union(Options::ENABLE_STRIKETHROUGH);
        for event in Parser::new_ext(markdown, options) {
            writer.take(event);
        }
        writer
    }

    fn take(&mut self, event: Event<'_>) {
        match event {
            Event::Text(text) | Event::Code(text) => self.write(&text),
            Event::SoftBreak | Event::HardBreak => self.write(" "),
            Event::Start(tag) => self.start(&tag),
            Event::End(end) => self.end(end),
            _ => {}
        }
    }

    fn write(&mut self, text: &str) {
        if !self.in_image {
            self.cell.as_mut().unwrap_or(&mut self.text).push_str(text);
        }
    }

    fn start(&mut self, tag: &Tag<'_>) {
        match tag {
            Tag::Image { .. } => self.in_image = true,
            Tag::Item => {
                if !self.text.is_empty() {
                    self.text.push('\n');
                }
                self.marks.push((self.text.len(), Kind::Item));
                self.text.push_str("- ");
            }
            Tag::TableHead => {
                self.in_head = true;
                self.columns.clear();
            }
            Tag::TableRow => {
                self.text.push('\n');
                self.marks.push((self.text.len(), Kind::Row));
                self.column = 0;
            }
            Tag::TableCell => self.cell = Some(String::new()),
            Tag::Paragraph if self.text.ends_with("- ") => {}
            Tag::Paragraph | Tag::Heading { .. } | Tag::CodeBlock(_) | Tag::Table(_) => {
                self.text.push_str("\n\n");
            }
            _ => {}
        }
    }

    fn end(&mut self, end: TagEnd) {
        match end {
            TagEnd::Image => self.in_image = false,
            TagEnd::TableHead => self.in_head = false,
            TagEnd::TableCell => self.end_cell(),
            _ => {}
        }
    }

    /// `Country: Austria, Days: 2`: a row that can be read without its table.
    fn end_cell(&mut self) {
        let Some(cell) = self.cell.take() else { return };
        if self.in_head {
            self.columns.push(cell);
            return;
        }
        let head = self
            .columns
            .get(self.column)
            .filter(|head| !head.is_empty());
        let has_heads = self.columns.iter().any(|head| !head.is_empty());
        match self.column {
            0 => {}
            // Without heads the first cell says what the row is about.
            1 if !has_heads => self.text.push_str(": "),
            _ => self.text.push_str(", "),
        }
        if let Some(head) = head {
            self.text.push_str(head);
            self.text.push_str(": ");
        }
        self.text.push_str(&cell);
        self.column += 1;
    }
}

#[cfg(test)]
mod tests {
    use super::plain_text;

    #[test]
    fn markup_is_gone_and_structure_stays() {
        let markdown = "Free **returns**, see [policy](https://a.example) ![x](y.png).\n\n- one\n- two `2`\n\n\
            | Country | Days |\n| --- | --- |\n| Austria | 2 |\n| Germany | 3 |\n";
        let lines: Vec<String> = plain_text(markdown)
            .lines()
            .filter(|line| !line.is_empty())
            .map(str::to_owned)
            .collect();
        assert_eq!(
            lines,
            [
                "Free returns, see policy .",
                "- one",
                "- two 2",
                "Country: Austria, Days: 2",
                "Country: Germany, Days: 3",
            ]
        );
    }
}
