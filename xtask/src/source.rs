//! A Rust file as the rules see it: tokens outside of tests and comments, and how long its functions are.

use anyhow::{Result, anyhow};
use proc_macro2::{Delimiter, Spacing, Span, TokenStream, TokenTree};
use std::path::Path;

/// What is in a file, its tests left out.
#[derive(Debug, Default)]
pub(crate) struct Source {
    /// Lines of the file, its tests left out.
    pub(crate) lines: usize,
    /// Every identifier with its line; a macro's name ends in `!`.
    pub(crate) names: Vec<(usize, String)>,
    /// Every literal as written, quotes included, with its line.
    pub(crate) literals: Vec<(usize, String)>,
    /// Every function: its line, name and length in lines.
    pub(crate) functions: Vec<(usize, String, usize)>,
    /// Every named type: its line and name.
    pub(crate) types: Vec<(usize, String)>,
}

impl Source {
    /// Reads the `text` of `file`.
    pub(crate) fn parse(file: &Path, text: &str) -> Result<Self> {
        let tokens: TokenStream = text
            .parse()
            .map_err(|error| anyhow!("{}: {error}", file.display()))?;
        let mut source = Self {
            lines: text.lines().count(),
            ..Self::default()
        };
        source.walk(&tokens.into_iter().collect::<Vec<_>>());
        Ok(source)
    }

    fn walk(&mut self, tokens: &[TokenTree]) {
        let mut rest = tokens;
        while let [first, tail @ ..] = rest {
            rest = match (first, tail) {
                (hash, [TokenTree::Group(attribute), after @ ..]) if is_punct(hash, '#') => {
                    if is_test_attribute(&attribute.stream()) {
                        self.skip_item(first.span(), after)
                    } else {
                        after
                    }
                }
                // `#![...]`: about the file, never a test.
                (hash, [bang, TokenTree::Group(_), after @ ..])
                    if is_punct(hash, '#') && is_punct(bang, '!') =>
                {
                    after
                }
                _ => {
                    self.take(first, tail);
                    tail
                }
            };
        }
    }

    fn take(&mut self, token: &TokenTree, tail: &[TokenTree]) {
        let line = token.span().start().line;
        match token {
            TokenTree::Group(group) => {
                self.walk(&group.stream().into_iter().collect::<Vec<_>>());
            }
            TokenTree::Literal(literal) => self.literals.push((line, literal.to_string())),
            TokenTree::Ident(ident) => {
                let name = ident.to_string();
                if let [TokenTree::Ident(item), after @ ..] = tail {
                    match name.as_str() {
                        "fn" => self.take_function(line, item.to_string(), after),
                        // An associated type, which is indented, has the name that its trait gave it.
                        "type" if ident.span().start().column > 0 => {}
                        "struct" | "enum" | "trait" | "type" => {
                            self.types.push((line, item.to_string()));
                        }
                        _ => {}
                    }
                }
                let is_macro = matches!(tail, [TokenTree::Punct(bang), TokenTree::Group(_), ..]
                    if bang.as_char() == '!' && bang.spacing() == Spacing::Alone);
                let suffix = if is_macro { "!" } else { "" };
                self.names.push((line, name + suffix));
            }
            TokenTree::Punct(_) => {}
        }
    }

    fn take_function(&mut self, line: usize, name: String, signature: &[TokenTree]) {
        if let Some(TokenTree::Group(body)) = signature.iter().find(|token| ends_item(token)) {
            let length = body.span_close().end().line.saturating_sub(line) + 1;
            self.functions.push((line, name, length));
        }
    }

    /// Leaves out the item that starts at `start`, which is a test, and returns what follows it.
    fn skip_item<'a>(&mut self, start: Span, tokens: &'a [TokenTree]) -> &'a [TokenTree] {
        let Some(end) = tokens.iter().position(ends_item) else {
            return &[];
        };
        let (item, after) = tokens.split_at(end + 1);
        let last = item.last().map_or(start, TokenTree::span);
        let lines = last.end().line.saturating_sub(start.start().line) + 1;
        self.lines = self.lines.saturating_sub(lines);
        after
    }
}

fn is_punct(token: &TokenTree, punct: char) -> bool {
    matches!(token, TokenTree::Punct(p) if p.as_char() == punct)
}

/// Whether `token` ends an item: its body in braces, or a semicolon.
fn ends_item(token: &TokenTree) -> bool {
    match token {
        TokenTree::Group(group) => group.delimiter() == Delimiter::Brace,
        other => is_punct(other, ';'),
    }
}

/// `#[cfg(test)]`, `#[test]`, `#[tokio::test]`.
fn is_test_attribute(attribute: &TokenStream) -> bool {
    let words: String = attribute.to_string().split_whitespace().collect();
    words == "cfg(test)"
        || words
            .split('(')
            .next()
            .is_some_and(|w| w == "test" || w.ends_with("::test"))
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = r#"
/// A comment that says SELECT.
pub struct Kept;

fn short() -> u8 {
    sql!("SELECT 1");
    1
}

#[cfg(test)]
mod tests {
    fn hidden() { StatusCode::OK; "DELETE" }
}
"#;

    #[test]
    fn tests_and_comments_are_not_seen() {
        let source = Source::parse(Path::new("a.rs"), TEXT).unwrap();
        assert_eq!(source.lines, 9);
        assert_eq!(
            source.literals,
            [(6, "\"SELECT 1\"".to_owned()), (7, "1".to_owned())]
        );
        assert_eq!(source.functions, [(5, "short".to_owned(), 4)]);
        assert_eq!(source.types, [(3, "Kept".to_owned())]);
        assert!(source.names.contains(&(6, "sql!".to_owned())));
        assert!(!source.names.iter().any(|(_, name)| name == "StatusCode"));
    }
}
