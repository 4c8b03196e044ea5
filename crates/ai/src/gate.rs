//! Does the knowledge answer this? A confidence from what the search found, before any model is asked.

use serde::{Deserialize, Serialize};

use crate::num::float;

/// What speaks for the found passages answering the question. Shares are of the inverse document frequency of the words asked
/// about, so that rare words count most; a word that had to be corrected counts in part.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Evidence {
    /// Share of the question's words that the best passage has.
    pub coverage: f32,
    /// The same in the best of five passages, where a similar word (an inflection, a compound) or one of the same meaning
    /// counts in part.
    pub soft_coverage: f32,
    /// Best BM25 score relative to the highest that the words could give.
    pub strength: f32,
    /// Cosine of the best passage in the character run.
    pub cosine: f32,
    /// Mean cosine of the five best passages.
    pub mean_cosine: f32,
    /// How far the first of the character run stands above the fifth.
    pub gram_margin: f32,
    /// Words that carry topic.
    pub content_words: usize,
    /// Whether the question is word for word one of the knowledge.
    pub exact: bool,
}

/// Weights of [`features`], the bias last: a logistic regression with weights of the expected sign only, fitted by
/// `suite evaluate` on half of CLINC150 with and without half of its intents (out-of-scope validation questions), on `SciFact`'s
/// training claims with every second answer removed, and on the demo's questions; each set counts the same for
/// answerable and not, `SciFact` 0.4, the demo 1.5. On the other halves: see `crates/ai/MEASURED.md`.
const WEIGHTS: [f32; 7] = [2.83, 2.48, 2.34, 1.79, 1.81, -1.01, -3.85];

/// Probability that the knowledge answers, 0 to 1.
pub fn confidence(evidence: &Evidence) -> f32 {
    if evidence.exact {
        return 1.0;
    }
    if evidence.content_words == 0 {
        return 0.0;
    }
    let values = features(evidence).into_iter().chain([1.0]);
    let sum: f32 = WEIGHTS
        .iter()
        .zip(values)
        .map(|(weight, value)| weight * value)
        .sum();
    1.0 / (1.0 + (-sum).exp())
}

/// The numbers that are weighed, each about 0 to 1.
pub fn features(evidence: &Evidence) -> [f32; 6] {
    [
        evidence.soft_coverage,
        evidence.strength,
        evidence.cosine,
        evidence.mean_cosine,
        evidence.gram_margin,
        // One word of a question says less than many.
        1.0 / float(evidence.content_words.clamp(1, 8)),
    ]
}

#[cfg(test)]
mod tests {
    use super::{Evidence, confidence};

    #[test]
    fn more_evidence_is_more_confidence() {
        let little = Evidence {
            soft_coverage: 0.2,
            strength: 0.1,
            content_words: 4,
            ..Evidence::default()
        };
        let much = Evidence {
            soft_coverage: 1.0,
            strength: 0.6,
            cosine: 0.5,
            mean_cosine: 0.3,
            ..little
        };
        assert!(confidence(&little) < 0.2 && confidence(&much) > 0.7);
        assert!(
            confidence(&Evidence {
                exact: true,
                ..little
            }) > 0.99
        );
        assert!(
            confidence(&Evidence {
                content_words: 0,
                ..much
            }) < 0.01
        );
    }
}
