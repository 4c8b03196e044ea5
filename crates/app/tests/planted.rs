//! The model-based test of the takeover must see a planted bug. A process of its own: the bug is planted in all of it.
#![cfg(test)]
#![cfg(test)]

#[path = "it/takeover/model.rs"]
mod model;

use baton_testkit::TestDb;

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_dropped_fence_is_caught() {
    baton_store::faults::drop_fence();
    let db = TestDb::sqlite().await;
    let broken = model::check(db, 400, 7).await;
    assert!(
        broken
            .iter()
            .any(|breach| breach.contains("spoke while a person held the baton")),
        "the test is blind: {broken:?}"
    );
}
