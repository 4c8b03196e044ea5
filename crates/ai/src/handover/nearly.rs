//! Words with one letter wrong.

/// Words from this length on may have one letter wrong.
const LONG_ENOUGH: usize = 5;

/// Whether `word` is `wanted`, or has one letter wrong, missing, added or swapped with its neighbour. The first letter counts:
/// it is rarely wrong, and "stuff" must not be "staff".
pub(super) fn is_nearly(word: &str, wanted: &str) -> bool {
    if word == wanted {
        return true;
    }
    if wanted.len() < LONG_ENOUGH || REAL_WORDS.contains(&word) {
        return false;
    }
    let (said, meant): (Vec<char>, Vec<char>) = (word.chars().collect(), wanted.chars().collect());
    if said.first() != meant.first() || said.len().abs_diff(meant.len()) > 1 {
        return false;
    }
    let same_start = said.iter().zip(&meant).take_while(|(x, y)| x == y).count();
    let said = said.get(same_start..).unwrap_or_default();
    let meant = meant.get(same_start..).unwrap_or_default();
    let rest = |letters: &[char], from: usize| letters.get(from..).map(<[char]>::to_vec);
    let is_swapped = || {
        let heads = said.get(..2).zip(meant.get(..2));
        let are_swapped = heads.is_some_and(|(x, y)| x.iter().eq(y.iter().rev()));
        are_swapped && rest(said, 2) == rest(meant, 2)
    };
    let is_wrong = rest(said, 1) == rest(meant, 1);
    let is_extra = rest(said, 1).as_deref() == Some(meant);
    let is_missing = rest(meant, 1).as_deref() == Some(said);
    is_wrong || is_extra || is_missing || is_swapped()
}

/// Words of their own that are one letter away from a person.
const REAL_WORDS: [&str; 9] = [
    "stuff", "humane", "humano", "agenda", "persona", "personal", "agente", "humana", "pessoal",
];
