//! What of the model's text a visitor may see, decided while it streams.
//!
//! Thoughts, citations of passages that do not exist, pictures, and links that the knowledge does not have are taken out. Text is held
//! back only as long as it takes to know: until a word or a bracket ends.

use crate::answer::Grounding;
use crate::text::words::is_unspaced;

const THINK: &str = "<think>";
const THOUGHT: &str = "</think>";
/// How a teammate's lines begin in the history; a model may imitate it.
pub(super) const TEAMMATE: &str = "[teammate]";
/// Longest text held back, in bytes: a bracket or word that long is shown as it is checked so far.
const LONGEST: usize = 400;

/// The visible side of a reply.
#[derive(Debug)]
pub(super) struct Visible<'a> {
    grounding: &'a Grounding<'a>,
    pending: String,
    is_thinking: bool,
    /// White space that is shown once something follows it.
    gap: String,
    text: String,
}

/// What the beginning of the pending text is.
enum Token {
    /// So many bytes can be shown, as this.
    Shown(usize, String),
    /// So many bytes are dropped.
    Dropped(usize),
    /// So many bytes of white space.
    Space(usize),
    /// A thought begins.
    Thought,
    /// More must come before it is known.
    Open,
}

impl<'a> Visible<'a> {
    pub(super) const fn new(grounding: &'a Grounding<'a>) -> Self {
        Self {
            grounding,
            pending: String::new(),
            is_thinking: false,
            gap: String::new(),
            text: String::new(),
        }
    }

    /// Takes more of the model's text; returns what can be shown now.
    pub(super) fn push(&mut self, more: &str) -> String {
        self.pending.push_str(more);
        self.drain(false)
    }

    /// The rest, when no more comes.
    pub(super) fn finish(&mut self) -> String {
        self.drain(true)
    }

    /// How much was shown so far, in bytes.
    pub(super) const fn shown(&self) -> usize {
        self.text.len()
    }

    /// Drops what was held back: the request is repeated from its beginning.
    pub(super) fn forget_pending(&mut self) {
        self.pending.clear();
        self.gap.clear();
        self.is_thinking = false;
    }

    /// All that was shown.
    pub(super) fn into_text(self) -> String {
        self.text
    }

    fn drain(&mut self, at_end: bool) -> String {
        let before = self.text.len();
        while !self.pending.is_empty() {
            if self.is_thinking {
                let Some((_, rest)) = self.pending.split_once(THOUGHT) else {
                    break;
                };
                self.pending = rest.to_owned();
                self.is_thinking = false;
                continue;
            }
            match self.token(at_end) {
                Token::Shown(length, text) => {
                    self.cut(length);
                    if !text.is_empty() {
                        let gap = std::mem::take(&mut self.gap);
                        // An answer does not begin with empty lines.
                        if !self.text.is_empty() {
                            self.text.push_str(&gap);
                        }
                        self.text.push_str(&text);
                    }
                }
                Token::Dropped(length) => {
                    self.cut(length);
                    self.gap.clear();
                }
                Token::Space(length) => {
                    let space = self.cut(length);
                    self.gap.push_str(&space);
                }
                Token::Thought => {
                    self.cut(THINK.len());
                    self.is_thinking = true;
                }
                Token::Open => break,
            }
        }
        self.text.get(before..).unwrap_or_default().to_owned()
    }

    fn cut(&mut self, length: usize) -> String {
        let rest = self.pending.split_off(length.min(self.pending.len()));
        std::mem::replace(&mut self.pending, rest)
    }

    fn token(&self, at_end: bool) -> Token {
        let pending = self.pending.as_str();
        let Some(first) = pending.chars().next() else {
            return Token::Open;
        };
        let must_decide = at_end || pending.len() >= LONGEST;
        if first.is_whitespace() {
            let end = pending
                .find(|c: char| !c.is_whitespace())
                .unwrap_or(pending.len());
            return Token::Space(end);
        }
        if pending.starts_with(THINK) {
            return Token::Thought;
        }
        if THINK.starts_with(pending) && !must_decide {
            return Token::Open;
        }
        if pending.starts_with('[') || pending.starts_with("![") {
            return self.bracket(pending, must_decide);
        }
        if pending == "!" && !must_decide {
            return Token::Open;
        }
        if is_unspaced(first) {
            return Token::Shown(first.len_utf8(), first.to_string());
        }
        let ends = |c: char| c.is_whitespace() || matches!(c, '[' | '<') || is_unspaced(c);
        let start = first.len_utf8();
        let end = pending
            .get(start..)
            .and_then(|rest| rest.find(ends))
            .map(|end| start + end);
        match end {
            None if !must_decide => Token::Open,
            end => {
                let word = pending
                    .get(..end.unwrap_or(pending.len()))
                    .unwrap_or_default();
                Token::Shown(word.len(), self.grounding.without_unknown_addresses(word))
            }
        }
    }

    /// `[1]`, `[1, 2]`, `[label](address)`, `![picture](address)` or any other text in brackets.
    fn bracket(&self, pending: &str, must_decide: bool) -> Token {
        let open = pending.find('[').unwrap_or(0);
        let Some(close) = pending.find(']') else {
            return if must_decide {
                Token::Shown(1, String::new())
            } else {
                Token::Open
            };
        };
        let inner = pending.get(open + 1..close).unwrap_or_default();
        let rest = pending.get(close + 1..).unwrap_or_default();
        if rest.is_empty() && !must_decide {
            return Token::Open;
        }
        if pending.starts_with(TEAMMATE) {
            return Token::Dropped(TEAMMATE.len());
        }
        if rest.starts_with('(') {
            let Some(end) = rest.find(')') else {
                return if must_decide {
                    Token::Dropped(close + 2)
                } else {
                    Token::Open
                };
            };
            let address = rest
                .get(1..end)
                .unwrap_or_default()
                .split_whitespace()
                .next()
                .unwrap_or_default();
            let length = close + 1 + end + 1;
            let is_link = open == 0 && self.grounding.allows(address);
            let shown = if is_link {
                format!("[{inner}]({address})")
            } else if open == 0 {
                self.grounding.without_unknown_addresses(inner)
            } else {
                return Token::Dropped(length);
            };
            return Token::Shown(length, shown);
        }
        match numbers(inner) {
            None => {
                let shown = self.grounding.without_unknown_addresses(inner);
                Token::Shown(close + 1, format!("[{shown}]"))
            }
            Some(numbers) => {
                let known: Vec<String> = numbers
                    .into_iter()
                    .filter(|n| self.grounding.has(*n))
                    .map(|n| format!("[{n}]"))
                    .collect();
                let known = known.concat();
                if known.is_empty() {
                    Token::Dropped(close + 1)
                } else {
                    Token::Shown(close + 1, known)
                }
            }
        }
    }
}

/// The numbers of `1` or `1, 2`; none where it is anything else.
fn numbers(inner: &str) -> Option<Vec<u32>> {
    inner.split(',').map(|n| n.trim().parse().ok()).collect()
}

#[cfg(test)]
mod tests {
    use super::Visible;
    use crate::answer::{Grounding, Passage};

    fn shown(text: &str, size: usize) -> String {
        let passages = [Passage {
            text: "Write to help@shop.example.".to_owned(),
            url: Some("https://shop.example/returns".to_owned()),
            ..Passage::default()
        }];
        let grounding = Grounding::new(&passages, []);
        let mut visible = Visible::new(&grounding);
        let characters: Vec<char> = text.chars().collect();
        let mut out = String::new();
        for piece in characters.chunks(size) {
            out.push_str(&visible.push(&piece.iter().collect::<String>()));
        }
        out.push_str(&visible.finish());
        assert_eq!(out, visible.into_text(), "the deltas are the text");
        out
    }

    #[test]
    fn only_what_is_grounded_is_shown_however_it_is_cut() {
        for (text, expected) in [
            ("Free for 30 days [1].", "Free for 30 days [1]."),
            ("Free for 30 days [7].", "Free for 30 days."),
            ("Yes [1, 3] and [2][1] done", "Yes [1] and[1] done"),
            ("<think>let me see [1]</think>\n\nYes.", "Yes."),
            ("a <b>x</b> < 3", "a <b>x</b> < 3"),
            (
                "See [returns](https://shop.example/returns).",
                "See [returns](https://shop.example/returns).",
            ),
            (
                "See [returns](https://evil.example/?q=secret).",
                "See returns.",
            ),
            ("![x](https://evil.example/leak.png) ok", "ok"),
            (
                "Mail help@shop.example or evil@evil.example now",
                "Mail help@shop.example or  now",
            ),
            ("Go to https://evil.example/x today", "Go to  today"),
            ("[teammate] Hello", "Hello"),
            ("Hello [sic] there!", "Hello [sic] there!"),
            ("很轻，防水！[1]", "很轻，防水！[1]"),
            ("open [bracket", "open bracket"),
            ("<think>never ends", ""),
            ("wow! ", "wow!"),
        ] {
            for size in [1, 3, 1000] {
                assert_eq!(
                    shown(text, size).replace("  ", " "),
                    expected.replace("  ", " "),
                    "{text} by {size}"
                );
            }
        }
    }

    #[test]
    fn words_are_shown_as_they_end() {
        let passages: [Passage; 0] = [];
        let grounding = Grounding::new(&passages, []);
        let mut visible = Visible::new(&grounding);
        assert_eq!(visible.push("Hel"), "");
        assert_eq!(visible.push("lo the"), "Hello");
        assert_eq!(visible.push("re"), "");
        assert_eq!(visible.finish(), " there");
    }
}
