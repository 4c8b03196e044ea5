//! Where an answer ends that would be too long: with the sentence in which the limit falls, and the sources after it. What
//! was said so far decides, so that it can be told while more is coming.

/// A text as it comes, up to its limit.
#[derive(Debug)]
pub(super) struct Length {
    most: usize,
    text: String,
    said: usize,
    over: bool,
}

impl Length {
    /// 0: no limit.
    pub(super) const fn of(most: usize) -> Self {
        Self {
            most,
            text: String::new(),
            said: 0,
            over: false,
        }
    }

    /// Takes more; returns what may be said now.
    pub(super) fn push(&mut self, more: &str) -> Option<String> {
        if self.over {
            return None;
        }
        self.text.push_str(more);
        let until = match end(&self.text, self.most) {
            End::Here(at) => {
                self.over = true;
                self.text.truncate(at);
                at
            }
            End::Perhaps(at) => at,
            End::Later => self.text.len(),
        };
        self.tell(until)
    }

    /// Nothing more comes: what was held back until it was known what follows.
    pub(super) fn finish(&mut self) -> Option<String> {
        self.tell(self.text.len())
    }

    fn tell(&mut self, until: usize) -> Option<String> {
        let fresh = self.text.get(self.said..until).unwrap_or_default();
        let fresh = Some(fresh.to_owned()).filter(|fresh| !fresh.is_empty())?;
        self.said = until;
        Some(fresh)
    }

    /// Whether something was left out.
    pub(super) const fn is_over(&self) -> bool {
        self.over
    }

    /// What was said.
    pub(super) fn into_text(self) -> String {
        self.text
    }
}

/// Where a text ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum End {
    /// Not yet.
    Later,
    /// Here, unless sources follow: more has to come before that is known.
    Perhaps(usize),
    /// Here.
    Here(usize),
}

/// Where `text` ends: after the sentence with its `most`th word, at the latest after half as many and ten more.
fn end(text: &str, most: usize) -> End {
    if most == 0 {
        return End::Later;
    }
    let (mut words, mut was_space) = (0, true);
    let mut marks = text.char_indices().peekable();
    while let Some((at, c)) = marks.next() {
        let begins = was_space && !c.is_whitespace();
        if begins && words > most + most / 2 + 10 {
            // A sentence without an end.
            return End::Here(at);
        }
        // The number of a source is no word.
        words += usize::from(begins && c != '[');
        was_space = c.is_whitespace();
        if words < most || !matches!(c, '.' | '!' | '?' | '\u{2026}' | '\n') {
            continue;
        }
        let next = if c == '\n' { at } else { at + c.len_utf8() };
        match marks.peek() {
            None if c != '\n' => return End::Perhaps(next),
            Some((_, follows)) if follows.is_whitespace() => return after_sources(text, next),
            _ => {}
        }
    }
    End::Later
}

/// The place after the sources that follow `at`.
fn after_sources(text: &str, mut at: usize) -> End {
    loop {
        let rest = text.get(at..).unwrap_or_default();
        let trimmed = rest.trim_start_matches(' ');
        if !trimmed.is_empty() && !trimmed.starts_with('[') {
            return End::Here(at);
        }
        let Some(close) = trimmed.find(']') else {
            return End::Perhaps(at);
        };
        at += rest.len() - trimmed.len() + close + 1;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn all(text: &str, most: usize, step: usize) -> (String, bool) {
        let mut length = Length::of(most);
        let letters: Vec<char> = text.chars().collect();
        let mut told = String::new();
        for piece in letters.chunks(step) {
            told.extend(length.push(&piece.iter().collect::<String>()));
        }
        told.extend(length.finish());
        let over = length.is_over();
        assert_eq!(told, length.into_text());
        (told, over)
    }

    #[test]
    fn the_sentence_is_finished_and_keeps_its_sources() {
        let text = "Boots go back in 60 days. [1] Tents in 30. [2] Hire is not returned. [3]";
        for step in [1, 3, 7, 500] {
            assert_eq!(all(text, 3, 500).0, "Boots go back in 60 days. [1]");
            assert_eq!(
                all(text, 7, step).0,
                "Boots go back in 60 days. [1] Tents in 30. [2]"
            );
            assert_eq!(all(text, 50, step), (text.to_owned(), false));
            assert_eq!(all(text, 0, step), (text.to_owned(), false));
        }
    }

    #[test]
    fn numbers_do_not_end_sentences_and_endless_ones_do() {
        assert_eq!(
            all("It is 2.5 kg or more. Light.", 2, 1).0,
            "It is 2.5 kg or more."
        );
        let (cut, over) = all(&"a ".repeat(40), 4, 1);
        assert!(over && cut == "a ".repeat(17), "{cut}");
    }
}
