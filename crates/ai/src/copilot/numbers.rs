//! The numbers of sources in a text: from 1 in the order in which they are named.

use crate::answer::{Cited, markers};

/// A text with its sources.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Numbered {
    /// The text; its first source is `[1]`.
    pub text: String,
    /// Its sources in their order.
    pub citations: Vec<Cited>,
}

/// Numbers the sources of a text anew, in the order in which it names them. A number without a source is taken out.
pub fn numbered(text: &str, citations: &[Cited]) -> Numbered {
    let mut order: Vec<Cited> = Vec::new();
    let text = replaced(text, |n| {
        if let Some(known) = order.iter().position(|cited| cited.n == n) {
            return Some(known);
        }
        let cited = citations.iter().find(|cited| cited.n == n)?;
        order.push(cited.clone());
        Some(order.len() - 1)
    });
    for (at, cited) in order.iter_mut().enumerate() {
        cited.n = crate::num::ordinal(at).saturating_add(1);
    }
    Numbered {
        text,
        citations: order,
    }
}

/// The text alone, as it is read where no sources are shown.
pub fn without_numbers(text: &str) -> String {
    replaced(text, |_| None)
}

/// Each `[n]` as the place that `place` gives it, counted from 1; without one it goes, with the space before it.
fn replaced(text: &str, mut place: impl FnMut(u32) -> Option<usize>) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = 0;
    for (at, n) in markers(text) {
        out.push_str(text.get(rest..at).unwrap_or_default());
        rest = text
            .get(at..)
            .and_then(|tail| tail.find(']'))
            .map_or(text.len(), |end| at + end + 1);
        match place(n) {
            Some(at) => out.extend(["[", &(at + 1).to_string(), "]"]),
            None => out.truncate(out.trim_end().len()),
        }
    }
    out.push_str(text.get(rest..).unwrap_or_default());
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cited(n: u32, passage: usize) -> Cited {
        Cited {
            n,
            passage,
            quote: String::new(),
        }
    }

    #[test]
    fn sources_are_numbered_in_the_order_in_which_they_are_named() {
        let found = numbered(
            "Yes. [4] By Thursday [2], for sure [4]. [9]",
            &[cited(2, 1), cited(4, 3)],
        );
        assert_eq!(found.text, "Yes. [1] By Thursday [2], for sure [1].");
        assert_eq!(found.citations, [cited(1, 3), cited(2, 1)]);
    }

    #[test]
    fn a_text_is_read_without_its_numbers() {
        assert_eq!(
            without_numbers("Yes. [1] By [note] Thursday [2], for sure [12]."),
            "Yes. By [note] Thursday, for sure."
        );
    }
}
