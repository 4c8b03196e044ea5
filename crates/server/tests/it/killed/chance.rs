//! Chance that can be repeated.

/// Random numbers from a seed (splitmix64).
#[derive(Debug, Clone)]
pub(super) struct Chance(u64);

impl Chance {
    /// From `BATON_SEED`, else from the time of day and the process. Says which.
    pub(super) fn new(test: &str) -> Self {
        use std::hash::{BuildHasher as _, RandomState};
        #[expect(clippy::disallowed_methods, reason = "how a failed run is repeated")]
        let given = std::env::var("BATON_SEED")
            .ok()
            .and_then(|text| text.parse().ok());
        let seed = given.unwrap_or_else(|| RandomState::new().hash_one(test));
        super::say(&format!("{test}: BATON_SEED={seed}"));
        Self(seed)
    }

    /// Another one, which does not disturb this.
    pub(super) fn split(&mut self) -> Self {
        Self(self.next())
    }

    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    /// A number from `low` up to, not including, `high`.
    pub(super) fn between(&mut self, low: u64, high: u64) -> u64 {
        low + self.next() % (high - low)
    }
}
