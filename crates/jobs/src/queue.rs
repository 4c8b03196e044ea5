//! The queue as everyone holds it: it can be woken, and worked on.

use crate::{Failure, Kind, Meters, retry::backoff_ms};
use baton_core::{id::Ids, time::Clock};
use baton_db::Db;
use baton_store::jobs::{self, Leased};
use std::{
    collections::BTreeMap,
    sync::Arc,
    time::{Duration, Instant},
};
use tokio::sync::Notify;
use tracing::{Instrument as _, field::Empty};

/// The target of spans that are exported as traces; the log shows none of them unless it is asked to.
const SPANS: &str = "baton::span";
/// So often a lease is renewed before it would run out.
const RENEWALS: u64 = 3;

/// The durable queue. Cheap to clone.
#[derive(Debug, Clone)]
pub struct Queue {
    pub(crate) db: Db,
    pub(crate) clock: Clock,
    pub(crate) ids: Ids,
    desks: Arc<BTreeMap<&'static str, Desk>>,
}

/// What belongs to one kind of job.
#[derive(Debug, Default)]
struct Desk {
    bell: Notify,
    meters: Meters,
}

impl Queue {
    /// The queue of a database, for the kinds named.
    pub fn new(db: Db, clock: Clock, ids: Ids, kinds: &[&'static str]) -> Self {
        let desks = kinds.iter().map(|kind| (*kind, Desk::default())).collect();
        Self {
            db,
            clock,
            ids,
            desks: Arc::new(desks),
        }
    }

    /// Says that there is work of a kind. Only a hint: workers also look by themselves.
    pub fn wake(&self, kind: &str) {
        if let Some(desk) = self.desks.get(kind) {
            desk.bell.notify_one();
        }
    }

    pub(crate) fn bell(&self, kind: &str) -> Option<&Notify> {
        self.desks.get(kind).map(|desk| &desk.bell)
    }

    /// What was counted of each kind since the start.
    pub fn meters(&self) -> impl Iterator<Item = (&'static str, &Meters)> {
        self.desks.iter().map(|(kind, desk)| (*kind, &desk.meters))
    }

    /// Leases up to `limit` due jobs.
    pub(crate) async fn lease(&self, kind: &Kind, limit: usize) -> baton_db::Result<Vec<Leased>> {
        let now = self.clock.now();
        let (name, until, lease) = (kind.name, now.plus_ms(kind.lease_ms), self.ids.next());
        let limit = i64::try_from(limit).unwrap_or(i64::MAX);
        self.db
            .write(async move |conn| jobs::lease(conn, name, lease, (now, until), limit).await)
            .await
    }

    /// Runs one leased job and records how it went.
    pub(crate) async fn run(&self, kind: &Kind, job: Leased) {
        let span = tracing::trace_span!(target: SPANS, "job", otel.name = %format_args!("job {}", kind.name), job.kind = kind.name, job.id = %job.id,
            job.attempts = job.attempts, job.outcome = Empty, error = Empty);
        let (begun, desk) = (Instant::now(), self.desks.get(kind.name));
        if let Some(desk) = desk {
            desk.meters
                .waited
                .took_ms(self.clock.now().since_ms(job.run_at));
        }
        let outcome = tokio::select! {
            outcome = (kind.run)(job.clone()).instrument(span.clone()) => outcome,
            () = self.keep(kind, &job) => {
                tracing::error!(kind = kind.name, job = %job.id, "the lease of a job was lost; another worker has it");
                return;
            }
        };
        let is_last = job.attempts + 1 >= kind.max_attempts;
        span.record("job.outcome", word(&outcome, is_last));
        if matches!(outcome, Err(Failure::Retry(_) | Failure::Dead(_))) {
            span.record("error", true);
        }
        if let Some(desk) = desk {
            desk.meters.ran.took(begun.elapsed());
            desk.meters.ended(&outcome, is_last);
        }
        self.record(kind, job, outcome).await;
    }

    /// Keeps the lease of a job that runs; comes back only when it was lost.
    async fn keep(&self, kind: &Kind, job: &Leased) {
        let pause = Duration::from_millis(kind.lease_ms.unsigned_abs() / RENEWALS);
        loop {
            tokio::time::sleep(pause).await;
            let (job, until) = (job.clone(), self.clock.now().plus_ms(kind.lease_ms));
            let kept = self
                .db
                .write(async move |conn| jobs::renew(conn, &job, until).await)
                .await;
            match kept {
                Ok(true) => {}
                Ok(false) => return,
                // Until the lease runs out there are more attempts.
                Err(error) => {
                    tracing::warn!(kind = kind.name, %error, "a lease was not renewed");
                }
            }
        }
    }

    async fn record(&self, kind: &Kind, job: Leased, outcome: Result<(), Failure>) {
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
    pub async fn drain(&self, kind: &Kind) -> baton_db::Result<usize> {
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

const fn word(outcome: &Result<(), Failure>, is_last: bool) -> &'static str {
    match outcome {
        Ok(()) => "done",
        Err(Failure::NotYet(_)) => "postponed",
        Err(Failure::Retry(_)) if !is_last => "retried",
        Err(Failure::Retry(_) | Failure::Dead(_)) => "dead",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_outcome_has_its_word() {
        let retry = || Err(Failure::Retry(String::new()));
        let dead = || Err(Failure::Dead(String::new()));
        assert_eq!(word(&Ok(()), false), "done");
        assert_eq!(word(&Ok(()), true), "done");
        assert_eq!(word(&Err(Failure::NotYet(1)), true), "postponed");
        assert_eq!(word(&retry(), false), "retried");
        assert_eq!(word(&retry(), true), "dead");
        assert_eq!(word(&dead(), false), "dead");
    }
}
