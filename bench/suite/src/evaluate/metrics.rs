//! What is measured.

use std::collections::HashSet;

use uuid::Uuid;

/// Normalised discounted cumulative gain of the first ten, with binary relevance.
pub fn ndcg_at_10(ranked: &[Uuid], relevant: &HashSet<Uuid>) -> f64 {
    let gain = |rank: usize| 1.0 / (rank as f64 + 2.0).log2();
    let found: f64 = ranked
        .iter()
        .take(10)
        .enumerate()
        .filter(|(_, id)| relevant.contains(id))
        .map(|(rank, _)| gain(rank))
        .sum();
    let ideal: f64 = (0..relevant.len().min(10)).map(gain).sum();
    if ideal > 0.0 { found / ideal } else { 0.0 }
}

/// Share of the relevant documents among the first `k`.
pub fn recall(ranked: &[Uuid], relevant: &HashSet<Uuid>, k: usize) -> f64 {
    let found = ranked
        .iter()
        .take(k)
        .filter(|id| relevant.contains(id))
        .count();
    found as f64 / relevant.len().max(1) as f64
}

/// Probability that a positive scores above a negative.
pub fn auroc(scored: &[(f32, bool)]) -> f64 {
    let mut sorted = scored.to_vec();
    sorted.sort_by(|a, b| a.0.total_cmp(&b.0));
    let (mut rank_sum, mut positives, mut at) = (0.0, 0.0, 0);
    while at < sorted.len() {
        let tied = sorted[at..]
            .iter()
            .take_while(|(score, _)| score.total_cmp(&sorted[at].0).is_eq())
            .count();
        let mean_rank = (at as f64 + 1.0).midpoint((at + tied) as f64);
        let in_tie = sorted[at..at + tied]
            .iter()
            .filter(|(_, positive)| *positive)
            .count() as f64;
        rank_sum += mean_rank * in_tie;
        positives += in_tie;
        at += tied;
    }
    let negatives = sorted.len() as f64 - positives;
    (rank_sum - positives * (positives + 1.0) / 2.0) / (positives * negatives)
}

/// Shares of positives and of negatives that score at least `threshold`.
pub fn answered(scored: &[(f32, bool)], threshold: f32) -> (f64, f64) {
    let share = |of: bool| {
        let all = scored
            .iter()
            .filter(|(_, positive)| *positive == of)
            .count();
        let above = scored
            .iter()
            .filter(|(score, positive)| *positive == of && *score >= threshold)
            .count();
        above as f64 / all.max(1) as f64
    };
    (share(true), share(false))
}
