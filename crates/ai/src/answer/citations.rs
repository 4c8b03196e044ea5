//! What an answer may refer to: numbers of passages that exist, and addresses that the knowledge has.

use std::collections::HashSet;

use super::{Cited, Passage};
use crate::chunk::sentences;
use crate::text::words::surface_forms;
use crate::text::{clip, one_line};

/// Longest quote shown with a citation, in characters.
const LONGEST_QUOTE: usize = 300;

/// The passages of a turn, as what its answer is checked against.
#[derive(Debug)]
pub(crate) struct Grounding<'a> {
    passages: &'a [Passage],
    /// Links and addresses that occur in the passages or are given, lower case.
    allowed: HashSet<String>,
}

impl<'a> Grounding<'a> {
    /// `given` are further texts whose addresses may be repeated: the company's facts, the visitor's own messages.
    pub(crate) fn new<'b, I>(passages: &'a [Passage], given: I) -> Self
    where
        I: IntoIterator<Item = &'b str>,
    {
        let mut allowed = HashSet::new();
        for passage in passages {
            allowed.extend(addresses(&passage.text).map(normal));
            allowed.extend(passage.url.as_deref().map(normal));
        }
        for text in given {
            allowed.extend(addresses(text).map(normal));
        }
        Self { passages, allowed }
    }

    /// Whether passage `[n]` exists.
    pub(crate) fn has(&self, n: u32) -> bool {
        n >= 1 && crate::num::position(n) <= self.passages.len()
    }

    /// Whether a link or e-mail address may be shown.
    pub(crate) fn allows(&self, address: &str) -> bool {
        self.allowed.contains(&normal(address))
    }

    /// `text`, a run without white space, without addresses that are not allowed.
    pub(crate) fn without_unknown_addresses(&self, text: &str) -> String {
        let unknown: Vec<&str> = addresses(text)
            .filter(|address| !self.allows(address))
            .collect();
        unknown.iter().fold(text.to_owned(), |text, address| {
            text.replacen(address, "", 1)
        })
    }

    /// The citations in `text`, each number once, with the sentence of the passage that is nearest to what cites it.
    pub(crate) fn citations(&self, text: &str) -> Vec<Cited> {
        let mut cited: Vec<Cited> = Vec::new();
        let mut before = 0;
        for (at, n) in markers(text) {
            let claim = text.get(before..at).unwrap_or_default();
            before = at;
            if cited.iter().any(|cited| cited.n == n) {
                continue;
            }
            let passage = crate::num::position(n).wrapping_sub(1);
            if let Some(found) = self.passages.get(passage) {
                cited.push(Cited {
                    n,
                    passage,
                    quote: nearest_sentence(&found.text, claim),
                });
            }
        }
        cited
    }
}

/// Positions and numbers of `[n]` in `text`.
pub(crate) fn markers(text: &str) -> impl Iterator<Item = (usize, u32)> {
    text.match_indices('[').filter_map(move |(at, _)| {
        let (digits, _) = text.get(at + 1..)?.split_once(']')?;
        let is_number =
            (1..=3).contains(&digits.len()) && digits.bytes().all(|b| b.is_ascii_digit());
        let n = is_number.then(|| digits.parse().ok()).flatten()?;
        Some((at, n))
    })
}

/// Links and e-mail addresses in `text`.
fn addresses(text: &str) -> impl Iterator<Item = &str> {
    let is_edge = |c: char| {
        c.is_whitespace()
            || matches!(
                c,
                '(' | ')' | '<' | '>' | '[' | ']' | '"' | '\'' | '|' | '*' | '`' | '{' | '}'
            )
    };
    text.split(is_edge)
        .map(|word| word.trim_matches(|c| matches!(c, '.' | ',' | ';' | ':' | '!' | '?' | '_')))
        .filter(|word| is_address(word))
}

fn is_address(word: &str) -> bool {
    let lower = word.to_ascii_lowercase();
    let is_link = lower.contains("://")
        || ["www.", "mailto:", "javascript:", "data:"]
            .iter()
            .any(|start| lower.starts_with(start));
    let is_mail = || {
        lower
            .split_once('@')
            .is_some_and(|(user, host)| !user.is_empty() && host.contains('.'))
    };
    is_link || is_mail() || is_bare_host(&lower)
}

/// `evil.example/path` and `evil.com`: a name with a top-level domain that people click on.
fn is_bare_host(word: &str) -> bool {
    const CLICKABLE: [&str; 14] = [
        "com", "net", "org", "io", "de", "at", "ch", "eu", "fr", "es", "br", "example", "info",
        "shop",
    ];
    let host = word.split(['/', '?', '#']).next().unwrap_or_default();
    let Some((name, end)) = host.rsplit_once('.') else {
        return false;
    };
    name.len() > 1
        && CLICKABLE.contains(&end)
        && name
            .chars()
            .all(|c| c.is_alphanumeric() || matches!(c, '-' | '.'))
        && name.contains(char::is_alphabetic)
}

/// One spelling of an address.
fn normal(address: &str) -> String {
    let lower = address.to_lowercase();
    let bare = ["https://", "http://", "mailto:"]
        .iter()
        .fold(lower.as_str(), |address, scheme| {
            address.strip_prefix(scheme).unwrap_or(address)
        });
    bare.strip_prefix("www.")
        .unwrap_or(bare)
        .trim_end_matches('/')
        .to_owned()
}

/// The sentence of `passage` that shares most words with `claim`.
fn nearest_sentence(passage: &str, claim: &str) -> String {
    let claimed: HashSet<String> = surface_forms(claim).into_iter().collect();
    let shared = |sentence: &str| {
        let words = surface_forms(sentence);
        words.iter().filter(|word| claimed.contains(*word)).count()
    };
    let plain = crate::extractive::plain_text(passage);
    let best = sentences(&plain, &(0..plain.len()))
        .into_iter()
        .filter_map(|range| plain.get(range))
        .rev()
        .max_by_key(|sentence| shared(sentence))
        .unwrap_or_default();
    one_line(clip(best, LONGEST_QUOTE))
}

#[cfg(test)]
mod tests {
    use super::{Grounding, Passage, markers};

    fn passage(text: &str, url: &str) -> Passage {
        Passage {
            text: text.to_owned(),
            url: Some(url.to_owned()),
            ..Passage::default()
        }
    }

    #[test]
    fn markers_are_numbers_in_brackets() {
        let text = "Yes [1]. No [12][3], not [x] or [1234] or [";
        assert_eq!(
            markers(text).map(|(_, n)| n).collect::<Vec<_>>(),
            [1, 12, 3]
        );
    }

    #[test]
    fn only_known_addresses_are_allowed() {
        let passages = [passage(
            "Write to help@shop.example.",
            "https://shop.example/returns",
        )];
        let grounding = Grounding::new(&passages, ["Open at https://www.shop.example/hours/"]);
        for (address, allowed) in [
            ("https://shop.example/returns", true),
            ("shop.example/returns/", true),
            ("HELP@shop.example", true),
            ("shop.example/hours", true),
            ("https://evil.example/returns", false),
            ("attacker@evil.example", false),
        ] {
            assert_eq!(grounding.allows(address), allowed, "{address}");
        }
        let shown = grounding.without_unknown_addresses("(https://evil.example/x?q=1),");
        assert_eq!(shown, "(),");
        assert_eq!(grounding.without_unknown_addresses("evil.com/a"), "");
        assert_eq!(grounding.without_unknown_addresses("1.4kg,"), "1.4kg,");
    }

    #[test]
    fn a_citation_quotes_the_sentence_it_rests_on() {
        let passages = [passage(
            "We ship daily. Returns are **free** within 30 days. Call us.",
            "https://a.example",
        )];
        let cited = Grounding::new(&passages, [])
            .citations("Returns are free for 30 days [1]. Again [1] [7].");
        assert_eq!(cited.len(), 1);
        assert_eq!(cited[0].quote, "Returns are free within 30 days.");
    }
}
