//! Long work of a workspace in steps. Between two of them others have their turn.

use super::{handler, retry};
use crate::{App, error::Result};
use baton_jobs::{Failure, Kind, Leased};
use std::time::{Duration, Instant};

/// Between two steps at least.
const PAUSE: Duration = Duration::from_millis(2);

/// A kind of which one runs at a time.
pub(super) fn kind<F, Fut>(app: &App, name: &'static str, run: F) -> Kind
where
    F: Fn(App, Leased) -> Fut + Send + Sync + 'static,
    Fut: Future<Output = Result<(), Failure>> + Send + 'static,
{
    Kind {
        name,
        concurrency: 1,
        lease_ms: 30_000,
        max_attempts: 20,
        run: handler(app, run),
    }
}

/// Takes one step after the other, until one says that none follows.
pub(super) async fn each<F, Fut>(step: F) -> Result<(), Failure>
where
    F: Fn() -> Fut,
    Fut: Future<Output = Result<bool>>,
{
    loop {
        let begun = Instant::now();
        if !step().await.map_err(retry)? {
            return Ok(());
        }
        tokio::time::sleep(begun.elapsed().max(PAUSE)).await;
    }
}
