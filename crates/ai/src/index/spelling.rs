//! What a word that the knowledge does not have was meant to be: a word that it has, one slip away.

/// Shorter words are one slip away from too many others; of three letters only swapped ones are tried.
const SHORTEST: usize = 3;
const LONGEST: usize = 24;

/// Every spelling one slip away from `word`, likeliest kind of slip first: letters swapped, one missing, one too many, one wrong.
/// Only for words of the Latin alphabet, folded.
pub(super) fn slips(word: &str) -> Vec<String> {
    if !(SHORTEST..=LONGEST).contains(&word.len()) || !word.bytes().all(|b| b.is_ascii_lowercase())
    {
        return Vec::new();
    }
    let letters: Vec<char> = word.chars().collect();
    let mut found = swapped(&letters);
    if letters.len() > SHORTEST {
        found.extend(each_place(&letters, 0, true));
        found.extend(without_one(&letters));
        found.extend(each_place(&letters, 1, false));
    }
    found
}

fn swapped(letters: &[char]) -> Vec<String> {
    let swap = |at: usize| {
        let mut other = letters.to_vec();
        other.swap(at, at + 1);
        other.into_iter().collect()
    };
    (0..letters.len().saturating_sub(1)).map(swap).collect()
}

fn without_one(letters: &[char]) -> Vec<String> {
    let without = |left_out: usize| {
        letters
            .iter()
            .enumerate()
            .filter(|(at, _)| *at != left_out)
            .map(|(_, letter)| *letter)
            .collect()
    };
    (0..letters.len()).map(without).collect()
}

/// `letters` with each letter of the alphabet put at each place, instead of `replaced` letters.
fn each_place(letters: &[char], replaced: usize, at_end: bool) -> Vec<String> {
    let places = letters.len() + usize::from(at_end);
    let put = |at: usize, letter: char| {
        let (before, after) = (letters.iter().take(at), letters.iter().skip(at + replaced));
        before
            .copied()
            .chain([letter])
            .chain(after.copied())
            .collect()
    };
    (0..places)
        .flat_map(|at| ('a'..='z').map(move |letter| put(at, letter)))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::slips;

    #[test]
    fn the_meant_word_is_among_the_slips() {
        for (said, meant) in [
            ("retrun", "return"),
            ("wahs", "wash"),
            ("germny", "germany"),
            ("exspress", "express"),
            ("confort", "comfort"),
            ("teh", "the"),
            ("ten", "net"),
        ] {
            assert_eq!(
                slips(said).iter().any(|slip| slip == meant),
                said != "ten",
                "{said}"
            );
        }
        assert!(slips("帐篷").is_empty() && slips("a1").is_empty());
    }
}
