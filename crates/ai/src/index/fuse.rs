//! Reciprocal rank fusion of the two runs.

use std::collections::HashMap;

use super::Scored;
use super::words::Run;
use crate::language::Language;

/// Cormack et al. 2009.
const K: f32 = 60.0;

/// Weight of each run.
#[derive(Clone, Copy, Debug)]
pub(super) struct Weights {
    words: f32,
    grams: f32,
}

/// English stems well, so words lead two to one; elsewhere compounds, inflection and missing stemmers make characters
/// the better run (retrieval notes, sections 3 and 5).
pub(super) const fn weights(language: Language) -> Weights {
    match language {
        Language::English => Weights {
            words: 2.0,
            grams: 1.0,
        },
        _ => Weights {
            words: 1.0,
            grams: 1.5,
        },
    }
}

/// Fuses the runs; `exact`, the chunk whose question was asked word for word, comes first.
pub(super) fn fuse(words: &Run, grams: &Run, weights: Weights, exact: Option<u32>) -> Vec<Scored> {
    let mut scores: HashMap<u32, f32> = HashMap::new();
    for (run, weight) in [(words, weights.words), (grams, weights.grams)] {
        let mut rank = 1.0;
        for (chunk, _) in &run.best {
            *scores.entry(*chunk).or_default() += weight / (K + rank);
            rank += 1.0;
        }
    }
    let best_possible = (weights.words + weights.grams) / (K + 1.0);
    if let Some(exact) = exact {
        scores.insert(exact, best_possible);
    }
    let mut fused: Vec<Scored> = scores
        .into_iter()
        .map(|(chunk, score)| (chunk, score / best_possible))
        .collect();
    fused.sort_unstable_by(|a, b| {
        let exact_first = (exact == Some(b.0)).cmp(&(exact == Some(a.0)));
        exact_first.then(b.1.total_cmp(&a.1)).then(a.0.cmp(&b.0))
    });
    fused
}

#[cfg(test)]
mod tests {
    use super::{Run, Weights, fuse};

    #[test]
    fn agreement_beats_one_good_rank() {
        let words = Run {
            best: vec![(1, 9.0), (2, 8.0), (3, 7.0)],
        };
        let grams = Run {
            best: vec![(2, 0.9), (3, 0.8), (4, 0.7)],
        };
        let order = |exact| {
            fuse(
                &words,
                &grams,
                Weights {
                    words: 2.0,
                    grams: 1.0,
                },
                exact,
            )
            .iter()
            .map(|(chunk, _)| *chunk)
            .collect::<Vec<_>>()
        };
        assert_eq!(order(None), [2, 3, 1, 4]);
        assert_eq!(order(Some(4)), [4, 2, 3, 1]);
    }
}
