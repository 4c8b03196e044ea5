//! The takeover, fenced.

mod amend;
mod asking;
mod lapsing;
pub(crate) mod model;
mod rules;
mod shift;

use baton_testkit::{TestDb, both_databases};

/// Runs per database; both together are at least 2,000.
const RUNS: u64 = 1_000;

both_databases! {
    async fn random_interleavings_keep_the_invariants(db: TestDb) {
        let broken = model::check(db, RUNS, 1).await;
        assert!(broken.is_empty(), "{} broken, the first: {:?}", broken.len(), broken.first());
    }
}
