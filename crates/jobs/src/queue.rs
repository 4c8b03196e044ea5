//! The queue as everyone holds it: it can be woken, and worked on.

use crate::{Failure, Kind, retry::backoff_ms};
use baton_core::{id::Ids, time::Clock};
use baton_db::{Db, Result};
use baton_store::jobs::{self, Leased};
use std::{collections::HashMap, sync::Arc};
use tokio::sync::Notify;

/// The durable queue. Cheap to clone.
#[derive(Debug, Clone)]
pub struct Queue {
    pub(crate) db: Db,
    pub(crate) clock: Clock,
    pub(crate) ids: Ids,
    bells: Arc<HashMap<&'static str, Notify>>,
}

impl Queue {
    /// The queue of a database, for the kinds named.
    pub fn new(db: Db, clock: Clock, ids: Ids, kinds: &[&'static str]) -> Self {
        let bells = kinds.iter().map(|kind| (*kind, Notify::new())).collect();
        Self {
            db,
            clock,
            ids,
            bells: Arc::new(bells),
        }
    }

    /// Says that there is work of a kind. Only a hint: workers also look by themselves.
    pub fn wake(&self, kind: &str) {
        if let Some(bell) = self.bells.get(kind) {
            bell.notify_one();
        }
    }

    pub(crate) fn bell(&self, kind: &str) -> Option<&Notify> {
        self.bells.get(kind)
    }

    /// Leases up to `limit` due jobs.
    pub(crate) async fn lease(&self, kind: &Kind, limit: usize) -> Result<Vec<Leased>> {
        let now = self.clock.now();
        let (name, until, lease) = (kind.name, now.plus_ms(kind.lease_ms), self.ids.next());
        let limit = i64::try_from(limit).unwrap_or(i64::MAX);
        self.db
            .write(async move |conn| jobs::lease(conn, name, lease, (now, until), limit).await)
            .await
    }

    /// Runs one leased job and records how it went.
    pub(crate) async fn run(&self, kind: &Kind, job: Leased) {
        let outcome = (kind.run)(job.clone()).await;
        let now = self.clock.now();
        let [chance] = self.ids.bytes();
        let (name, id, last) = (kind.name, job.id, job.attempts + 1 >= kind.max_attempts);
        let recorded = self
            .db
            .write(async move |conn| match outcome {
                Ok(()) => jobs::done(conn, &job).await.map(drop),
                Err(Failure::NotYet(after_ms)) => {
                    jobs::postpone(conn, &job, now.plus_ms(after_ms)).await
                }
                Err(Failure::Retry(error)) if !last => {
                    tracing::warn!(kind = name, job = %id, %error, "job will be tried again");
                    let at = now.plus_ms(backoff_ms(job.attempts, chance));
                    jobs::retry(conn, &job, at, &error).await
                }
                Err(Failure::Retry(error) | Failure::Dead(error)) => {
                    tracing::error!(kind = name, job = %id, %error, "job set aside");
                    jobs::bury(conn, &job, now, &error).await
                }
            })
            .await;
        if let Err(error) = recorded {
            // The lease runs out and the job is done again: handlers are idempotent.
            tracing::error!(kind = name, job = %id, %error, "outcome of a job was not recorded");
        }
    }

    /// Runs all due jobs of a kind, one after the other, until none is left; answers how many. For tests and commands.
    pub async fn drain(&self, kind: &Kind) -> Result<usize> {
        let mut ran = 0;
        loop {
            let jobs = self.lease(kind, 1).await?;
            let Some(job) = jobs.into_iter().next() else {
                return Ok(ran);
            };
            self.run(kind, job).await;
            ran += 1;
        }
    }
}
