//! The durable queue at work: leases, retries with jitter, dead letters. Knows no concrete job.
//!
//! A job is added in the transaction of the change that wants it ([`baton_store::effects::finish`]). Each kind has a pool of
//! its own, so that nothing slow stands before anything quick.

mod meters;
mod pool;
mod queue;
mod retry;

pub use meters::Meters;
pub use pool::Pool;
pub use queue::Queue;
pub use retry::{Failure, backoff_ms};

pub use baton_store::jobs::Leased;

use futures_util::future::BoxFuture;
use std::sync::Arc;

/// What a kind of job does.
pub type Run = Arc<dyn Fn(Leased) -> BoxFuture<'static, Result<(), Failure>> + Send + Sync>;

/// One kind of job and how it is worked on.
#[derive(Clone)]
pub struct Kind {
    /// Its name in the `jobs` table.
    pub name: &'static str,
    /// How many run at once.
    pub concurrency: usize,
    /// How long one may take before another worker takes it over, in milliseconds.
    pub lease_ms: i64,
    /// After so many failed attempts it is set aside.
    pub max_attempts: i64,
    /// What it does.
    pub run: Run,
}

impl std::fmt::Debug for Kind {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Kind")
            .field("name", &self.name)
            .field("concurrency", &self.concurrency)
            .finish_non_exhaustive()
    }
}
