//! Strings with rules, parsed once at the edge.

pub mod csv;
pub mod spelling;

use serde::Serialize;

/// Why a value was refused: a sentence that says what to do.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{0}")]
pub struct Invalid(pub &'static str);

/// A message body: 1 to 4000 characters, trimmed at both ends, no control characters but line breaks and tabs.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(transparent)]
pub struct Body(String);

impl Body {
    /// The longest body, in characters.
    pub const MAX_CHARS: usize = 4_000;

    /// Cleans and checks a text.
    pub fn parse(text: &str) -> Result<Self, Invalid> {
        let clean: String = text
            .chars()
            .filter(|c| matches!(c, '\n' | '\t') || !c.is_control())
            .collect();
        // Last: what was removed may have stood before white space.
        let clean = clean.trim().to_owned();
        match clean.chars().count() {
            0 => Err(Invalid("Write a message first.")),
            n if n > Self::MAX_CHARS => Err(Invalid("Keep the message under 4,000 characters.")),
            _ => Ok(Self(clean)),
        }
    }

    /// [`Body::parse`] for what may come without words, like files.
    pub fn parse_beside(text: &str, may_be_empty: bool) -> Result<Self, Invalid> {
        match Self::parse(text) {
            Err(_) if may_be_empty && text.trim().is_empty() => Ok(Self(String::new())),
            parsed => parsed,
        }
    }

    /// The text.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The text itself.
    pub fn into_string(self) -> String {
        self.0
    }
}

/// An e-mail address, lower case: something, an `@`, a host with a dot. Delivery is the only full proof.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize)]
#[serde(transparent)]
pub struct Email(String);

impl Email {
    /// Checks and normalises an address. 254 characters at most (RFC 5321).
    pub fn parse(text: &str) -> Result<Self, Invalid> {
        const HINT: Invalid = Invalid("Enter an e-mail address like name@example.com.");
        let text = text.trim().to_lowercase();
        let (local, host) = text.rsplit_once('@').ok_or(HINT)?;
        let host_ok = host.contains('.')
            && !host.starts_with(['.', '-'])
            && !host.ends_with(['.', '-'])
            && !host.contains("..")
            && host
                .chars()
                .all(|c| c.is_alphanumeric() || matches!(c, '.' | '-'));
        let local_ok = !local.is_empty()
            && local.len() <= 64
            && !local.contains(|c: char| {
                c.is_whitespace() || c.is_control() || "<>()[],;:\\\"@".contains(c)
            });
        if host_ok && local_ok && text.len() <= 254 {
            Ok(Self(text))
        } else {
            Err(HINT)
        }
    }

    /// The address.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// A name or title for people: 1 to `MAX` characters on one line.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(transparent)]
pub struct Name(String);

impl Name {
    /// The longest name, in characters.
    pub const MAX_CHARS: usize = 120;

    /// Cleans and checks a name.
    pub fn parse(text: &str) -> Result<Self, Invalid> {
        let clean: String = text.chars().filter(|c| !c.is_control()).collect();
        let clean = clean.trim().to_owned();
        match clean.chars().count() {
            0 => Err(Invalid("Enter a name.")),
            n if n > Self::MAX_CHARS => Err(Invalid("Keep the name under 120 characters.")),
            _ => Ok(Self(clean)),
        }
    }

    /// The name.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The name itself.
    pub fn into_string(self) -> String {
        self.0
    }
}

/// A sender's own id for a message, for idempotency: 1 to 64 printable ASCII characters.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(transparent)]
pub struct ClientId(String);

impl ClientId {
    /// Checks a client id.
    pub fn parse(text: &str) -> Result<Self, Invalid> {
        if (1..=64).contains(&text.len()) && text.bytes().all(|b| b.is_ascii_graphic()) {
            Ok(Self(text.to_owned()))
        } else {
            Err(Invalid(
                "Send a client_id of 1 to 64 printable characters, a UUID for example.",
            ))
        }
    }

    /// The id.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// A phone number as people write it: digits, spaces, `+ - ( ) . /`; 5 to 20 digits.
pub fn parse_phone(text: &str) -> Result<String, Invalid> {
    let text = text.trim();
    let digits = text.chars().filter(char::is_ascii_digit).count();
    let shape = text
        .chars()
        .all(|c| c.is_ascii_digit() || " +-().\u{a0}/".contains(c));
    if shape && (5..=20).contains(&digits) && text.chars().count() <= 40 {
        Ok(text.to_owned())
    } else {
        Err(Invalid(
            "Enter a phone number with its country code, like +44 7700 900 123.",
        ))
    }
}

/// Without control characters but line breaks, trimmed at both ends.
pub(crate) fn lines(text: &str) -> String {
    let clean: String = text
        .chars()
        .filter(|c| *c == '\n' || !c.is_control())
        .collect();
    clean.trim().to_owned()
}

/// A message as one reads it in a list: without the marks of Markdown, links by their words, citations left out.
pub fn plain(markdown: &str) -> String {
    let mut out = String::with_capacity(markdown.len());
    let mut rest = markdown;
    while let Some(at) = rest.find(['*', '`', '[']) {
        let (before, from) = rest.split_at(at);
        out.push_str(before);
        rest = from.get(1..).unwrap_or_default();
        if !from.starts_with('[') {
            continue;
        }
        let Some((label, after)) = rest.split_once(']') else {
            out.push('[');
            continue;
        };
        let link = after
            .strip_prefix('(')
            .and_then(|target| target.split_once(')'));
        let is_citation = !label.is_empty() && label.bytes().all(|byte| byte.is_ascii_digit());
        match (is_citation, link) {
            (_, Some((_, after))) => {
                out.push_str(label);
                rest = after;
            }
            (true, None) => rest = after,
            (false, None) => out.push('['),
        }
    }
    out.push_str(rest);
    out
}

/// The first `max` characters of a text on one line, for previews; cut at a character, marked with an ellipsis.
pub fn preview(text: &str, max: usize) -> String {
    let mut line = String::new();
    for word in text.split_whitespace() {
        if !line.is_empty() {
            line.push(' ');
        }
        line.push_str(word);
        if line.len() > max * 4 {
            break;
        }
    }
    match line.char_indices().nth(max) {
        None => line,
        Some((at, _)) => {
            line.truncate(at);
            line.push('\u{2026}');
            line
        }
    }
}

/// Bytes as hexadecimal digits, lower case.
pub fn hex(bytes: &[u8]) -> String {
    let digits = bytes.iter().flat_map(|byte| [byte >> 4, byte & 15]);
    digits
        .filter_map(|digit| char::from_digit(u32::from(digit), 16))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn bodies_have_one_to_four_thousand_characters() {
        assert!(Body::parse(" \n ").is_err());
        assert!(Body::parse(&"x".repeat(4_001)).is_err());
        assert_eq!(
            Body::parse(&"é".repeat(4_000))
                .unwrap()
                .as_str()
                .chars()
                .count(),
            4_000
        );
        assert_eq!(Body::parse(" a\u{0}b\n\tc ").unwrap().as_str(), "ab\n\tc");
        // Behind a control character white space is white space still.
        assert!(Body::parse("\u{1} \n").is_err() && Name::parse("\u{1} ").is_err());
        assert_eq!(Body::parse("\0\ta").unwrap().as_str(), "a");
    }

    #[test]
    fn bytes_have_two_digits_each() {
        assert_eq!(hex(&[0, 10, 0xff]), "000aff");
        assert_eq!(hex(&[]), "");
    }

    #[test]
    fn addresses_need_a_name_and_a_host_with_a_dot() {
        for good in ["a@b.co", "Anna.B+x@Example.com", "käthe@exämple.de"] {
            assert!(Email::parse(good).is_ok(), "{good}");
        }
        for bad in [
            "",
            "a",
            "a@b",
            "@b.co",
            "a b@c.de",
            "a@.de",
            "a@b..de",
            "<a@b.de>",
            "a@b.de, c@d.ef",
        ] {
            assert!(Email::parse(bad).is_err(), "{bad}");
        }
        assert_eq!(Email::parse(" A@B.Co ").unwrap().as_str(), "a@b.co");
    }

    #[test]
    fn phones_take_what_people_write() {
        assert!(parse_phone("+44 (0)7700 900-123").is_ok());
        assert!(parse_phone("call me").is_err());
        assert!(parse_phone("123").is_err());
    }

    #[test]
    fn lists_show_words_and_no_marks() {
        let markdown = "It is **42** [1] or `43`, see [the *guide*](https://a.example/x) [or not";
        assert_eq!(plain(markdown), "It is 42  or 43, see the *guide* [or not");
        assert_eq!(plain("2 [a] 3"), "2 [a] 3");
    }

    proptest! {
        #[test]
        fn previews_are_short_single_lines(text in any::<String>(), max in 1usize..100) {
            let line = preview(&text, max);
            prop_assert!(line.chars().count() <= max + 1);
            prop_assert!(!line.contains('\n'));
        }
    }
}
