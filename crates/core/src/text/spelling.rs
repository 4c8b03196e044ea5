//! The word that somebody probably meant.

use std::collections::HashMap;

/// Letters below which a word is taken as it is: too many others are near.
const FEWEST_LETTERS: usize = 3;
/// Words of so many letters may have one slip, longer ones two.
const SHORT: usize = 5;

/// How often each word was said, in lower case.
#[derive(Debug, Default)]
pub struct Vocabulary(HashMap<String, usize>);

impl Vocabulary {
    /// Counts the words of a text.
    pub fn add(&mut self, text: &str) {
        for word in words(text) {
            *self.0.entry(word).or_default() += 1;
        }
    }

    /// What `text` was probably meant to be, the likeliest first, at most `limit`: each word that nobody said is replaced by
    /// one that is near. Empty where nothing is near, or where all that is asked for was said.
    pub fn meant(&self, text: &str, limit: usize) -> Vec<String> {
        let asked: Vec<String> = words(text).collect();
        let unsaid = |word: &&String| !self.0.contains_key(*word);
        let Some(first) = asked.iter().find(unsaid) else {
            return Vec::new();
        };
        let with = |near: &str| {
            let word = |asked: &String| match asked {
                asked if asked == first => near.to_owned(),
                said if self.0.contains_key(said) => said.clone(),
                other => self
                    .near(other)
                    .first()
                    .copied()
                    .unwrap_or(other)
                    .to_owned(),
            };
            asked.iter().map(word).collect::<Vec<_>>().join(" ")
        };
        self.near(first).into_iter().take(limit).map(with).collect()
    }

    /// The words near to this one: of those with the fewest slips, what was said most often first.
    fn near(&self, word: &str) -> Vec<&str> {
        let letters = word.chars().count();
        // A number is what it is: another one is no better spelling of it.
        if letters < FEWEST_LETTERS || word.chars().any(char::is_numeric) {
            return Vec::new();
        }
        let most = if letters <= SHORT { 1 } else { 2 };
        let slips = |(said, times): (&String, &usize)| {
            let apart = said.chars().count().abs_diff(letters);
            (apart <= most)
                .then(|| strsim::damerau_levenshtein(word, said))
                .filter(|slips| *slips <= most)
                .map(|slips| (slips, std::cmp::Reverse(*times)))
        };
        let all = self.0.iter();
        let mut near: Vec<_> = all
            .filter_map(|said| Some((slips(said)?, said.0.as_str())))
            .collect();
        near.sort_unstable();
        near.into_iter().map(|(_, said)| said).collect()
    }
}

fn words(text: &str) -> impl Iterator<Item = String> {
    text.split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(str::to_lowercase)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn meant(said: &str, asked: &str) -> Vec<String> {
        let mut all = Vocabulary::default();
        all.add(said);
        all.meant(asked, 3)
    }

    #[test]
    fn the_nearest_word_comes_first_then_the_most_frequent() {
        assert_eq!(meant("The Gaiter tore", "gaitor"), ["gaiter"]);
        assert_eq!(
            meant("boost booth boots boots", "bootz"),
            ["boots", "booth"],
            "both are one slip away, `boost` is two"
        );
        assert_eq!(
            meant("report report repair", "repaor"),
            ["repair", "report"]
        );
        assert_eq!(
            meant("tents", "tenst"),
            ["tents"],
            "two swapped letters are one slip"
        );
        assert_eq!(meant("stiefel größe", "Grösse stiefel"), ["größe stiefel"]);
    }

    #[test]
    fn what_is_far_short_or_a_number_is_taken_as_it_is() {
        for (said, asked) in [
            ("boots", "xylophone"),
            ("tent", "tnets"),
            ("an", "in"),
            ("4821", "4812"),
            ("gaiter", "gaiter"),
            ("gaiter", " !? "),
            ("", "gaitor"),
        ] {
            assert_eq!(meant(said, asked), [""; 0], "{said} {asked}");
        }
    }

    #[test]
    fn words_that_were_said_stay() {
        assert_eq!(meant("torn gaiter", "Torn gaitor 42"), ["torn gaiter 42"]);
        assert_eq!(meant("torn gaiter", "tron gaitor"), ["torn gaiter"]);
    }
}
