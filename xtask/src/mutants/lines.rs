//! From lines and columns to bytes.

/// Where the lines of a text begin.
#[derive(Debug)]
pub(super) struct Lines<'a> {
    text: &'a str,
    starts: Vec<usize>,
}

impl<'a> Lines<'a> {
    pub(super) fn of(text: &'a str) -> Self {
        let after = text.match_indices('\n').map(|(at, _)| at + 1);
        let starts = std::iter::once(0).chain(after).collect();
        Self { text, starts }
    }

    /// The byte at a line, from one, and a column of characters, from zero.
    pub(super) fn byte(&self, line: usize, column: usize) -> Option<usize> {
        let start = *self.starts.get(line.checked_sub(1)?)?;
        let rest = self.text.get(start..)?;
        let ends = std::iter::once(rest.len());
        let bytes = rest.char_indices().map(|(at, _)| at).chain(ends);
        Some(start + bytes.into_iter().nth(column)?)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_count_characters() {
        let lines = Lines::of("a\nüb\n");
        assert_eq!(lines.byte(1, 0), Some(0));
        assert_eq!(lines.byte(2, 1), Some(4));
        assert_eq!(lines.byte(4, 0), None);
    }
}
