//! When to try again.

/// How a job failed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Failure {
    /// It is not its turn yet: look again after so many milliseconds. Counts as no attempt.
    NotYet(i64),
    /// Try again later.
    Retry(String),
    /// It will never work: set it aside at once.
    Dead(String),
}

/// The pause before attempt `attempts + 1`, in milliseconds: 1 s, doubled each time, at most 10 minutes, of which up to
/// half is left to chance so that many failures do not come back as one wave. `chance` is any random byte.
pub fn backoff_ms(attempts: i64, chance: u8) -> i64 {
    let full = 1_000_i64
        .saturating_mul(1_i64 << attempts.clamp(0, 20))
        .min(600_000);
    full - full / 2 * i64::from(chance) / 255
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pauses_double_up_to_ten_minutes_and_spread() {
        assert_eq!(backoff_ms(0, 0), 1_000);
        assert_eq!(backoff_ms(0, 255), 500);
        assert_eq!(backoff_ms(3, 0), 8_000);
        assert_eq!(backoff_ms(60, 0), 600_000);
        assert!(backoff_ms(60, 255) >= 300_000);
    }
}
