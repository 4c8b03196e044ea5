//! Where sentences end, in any script.

use std::ops::Range;

/// Short words whose full stop does not end a sentence.
const ABBREVIATIONS: [&str; 26] = [
    "e.g", "i.e", "etc", "approx", "no", "nr", "mr", "mrs", "ms", "dr", "st", "vs", "inc", "ltd",
    "z.b", "bzw", "ca", "d.h", "usw", "inkl", "evtl", "p.ej", "sr", "sra", "p.ex", "env",
];

/// The sentences of `range` of `text`, each without the space after it.
pub(crate) fn sentences(text: &str, range: &Range<usize>) -> Vec<Range<usize>> {
    let slice = text.get(range.clone()).unwrap_or_default();
    let mut found = Vec::new();
    let mut start = 0;
    let mut characters = slice.char_indices().peekable();
    while let Some((at, c)) = characters.next() {
        let end = at + c.len_utf8();
        let next = characters.peek().map(|(_, next)| *next);
        let so_far = slice.get(start..at).unwrap_or_default();
        if ends_sentence(c, next, so_far) {
            push(&mut found, slice, start..end, range.start);
            start = end;
        }
    }
    push(&mut found, slice, start..slice.len(), range.start);
    found
}

fn ends_sentence(c: char, next: Option<char>, so_far: &str) -> bool {
    match c {
        '。' | '！' | '？' | '؟' | '।' => true,
        '\n' => next == Some('\n'),
        '.' | '!' | '?' | '…' => {
            next.is_none_or(char::is_whitespace) && !(c == '.' && is_abbreviation(so_far))
        }
        _ => false,
    }
}

fn is_abbreviation(so_far: &str) -> bool {
    let word = so_far
        .rsplit(|c: char| c.is_whitespace() || c == '(')
        .next()
        .unwrap_or_default();
    let is_ordinal =
        !word.is_empty() && word.len() <= 2 && word.chars().all(|c| c.is_ascii_digit());
    let is_initial = word.chars().count() == 1 && word.chars().all(char::is_uppercase);
    is_ordinal || is_initial || ABBREVIATIONS.contains(&word.to_lowercase().as_str())
}

fn push(found: &mut Vec<Range<usize>>, slice: &str, range: Range<usize>, offset: usize) {
    let sentence = slice.get(range.clone()).unwrap_or_default();
    let before = sentence.len() - sentence.trim_start().len();
    let trimmed = sentence.trim();
    if !trimmed.is_empty() {
        let start = offset + range.start + before;
        found.push(start..start + trimmed.len());
    }
}

#[cfg(test)]
mod tests {
    use super::sentences;

    #[test]
    fn sentences_end_where_readers_think() {
        let cut = |text: &str| {
            sentences(text, &(0..text.len()))
                .into_iter()
                .map(|range| text.get(range).unwrap().to_owned())
                .collect::<Vec<_>>()
        };
        assert_eq!(
            cut("It weighs 1.4 kg. Pack it! Ok?"),
            ["It weighs 1.4 kg.", "Pack it!", "Ok?"]
        );
        assert_eq!(
            cut("Use gear, e.g. a stove. Done"),
            ["Use gear, e.g. a stove.", "Done"]
        );
        assert_eq!(
            cut("Am 3. Mai. Danach nicht."),
            ["Am 3. Mai.", "Danach nicht."]
        );
        assert_eq!(cut("很轻。防水！"), ["很轻。", "防水！"]);
    }
}
