//! Does the knowledge answer this? A confidence from what the search found, before any model is asked.

use serde::{Deserialize, Serialize};

/// What speaks for the found passages answering the question. All shares are of the inverse document frequency of the
/// words asked about, so that rare words count most.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Evidence {
    /// Share of the question's words that the best passage has.
    pub coverage: f32,
    /// The same in the best of five passages, where a similar word (a typo, a compound) counts in part.
    pub soft_coverage: f32,
    /// Share of the question's words that occur anywhere in the knowledge.
    pub known: f32,
    /// Best BM25 score relative to the highest that the words could give.
    pub strength: f32,
    /// Cosine of the best passage in the character run.
    pub cosine: f32,
    /// How far the first of the word run stands above the fifth.
    pub word_margin: f32,
    /// How far the first of the character run stands above the fifth.
    pub gram_margin: f32,
    /// Whether both runs put the same passage first.
    pub agree: bool,
    /// Mean cosine of the five best passages.
    pub mean_cosine: f32,
    /// Mean strength of the five best passages.
    pub mean_strength: f32,
    /// The rarest word of the question that the best passage lacks, relative to a word never seen.
    pub missing: f32,
    /// Mean rarity of the question's words, relative to a word never seen.
    pub rarity: f32,
    /// Share of the question's words in the five best passages together.
    pub union_coverage: f32,
    /// Share of the ten best passages that both runs have among their ten.
    pub consensus: f32,
    /// Words that carry topic.
    pub content_words: usize,
    /// Whether the question is word for word one of the knowledge.
    pub exact: bool,
}

/// Probability that the knowledge answers, 0 to 1.
pub fn confidence(evidence: &Evidence) -> f32 {
    if evidence.exact {
        return 1.0;
    }
    if evidence.content_words == 0 {
        return 0.0;
    }
    evidence.coverage.mul_add(0.5, 0.5 * evidence.soft_coverage)
}

/// The numbers that the model weighs, each about 0 to 1.
pub fn features(evidence: &Evidence) -> [f32; 15] {
    let few = 1.0 / crate::num::float(evidence.content_words.clamp(1, 8));
    [
        evidence.coverage,
        evidence.soft_coverage,
        evidence.known,
        evidence.strength,
        evidence.cosine,
        evidence.word_margin,
        evidence.gram_margin,
        if evidence.agree { 1.0 } else { 0.0 },
        few,
        evidence.mean_cosine,
        evidence.mean_strength,
        evidence.missing,
        evidence.rarity,
        evidence.union_coverage,
        evidence.consensus,
    ]
}
