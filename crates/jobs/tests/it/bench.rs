//! A queue of one kind of job, with workers that do what a test wants.

use crate::TestDb;
use baton_core::{
    id::Ids,
    time::{Clock, Timestamp},
};
use baton_db::{DbError, sql};
use baton_jobs::{Failure, Kind, Leased, Queue};
use baton_store::jobs::{self, NewJob};
use futures_util::future::BoxFuture;
use std::sync::{
    Arc,
    atomic::{AtomicUsize, Ordering},
};
use uuid::Uuid;

pub(crate) const KIND: &str = "test.work";
const SEED: u64 = 7;
pub(crate) const LEASE_MS: i64 = 600;

/// A queue, its clock and its database.
pub(crate) struct Bench {
    pub(crate) queue: Queue,
    pub(crate) clock: Clock,
    pub(crate) ids: Ids,
    pub(crate) db: TestDb,
}

/// How often something ran, and how many of it at once.
#[derive(Debug, Default)]
pub(crate) struct Runs {
    begun: AtomicUsize,
    now: AtomicUsize,
    most: AtomicUsize,
}

/// Counts as running until it is dropped, however that comes.
pub(crate) struct Running(Arc<Runs>);

impl Runs {
    pub(crate) fn begin(self: &Arc<Self>) -> Running {
        self.begun.fetch_add(1, Ordering::SeqCst);
        let now = self.now.fetch_add(1, Ordering::SeqCst) + 1;
        self.most.fetch_max(now, Ordering::SeqCst);
        Running(Arc::clone(self))
    }

    pub(crate) fn begun(&self) -> usize {
        self.begun.load(Ordering::SeqCst)
    }

    pub(crate) fn now(&self) -> usize {
        self.now.load(Ordering::SeqCst)
    }

    pub(crate) fn most(&self) -> usize {
        self.most.load(Ordering::SeqCst)
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        self.0.now.fetch_sub(1, Ordering::SeqCst);
    }
}

/// A row of `jobs`, as much as these tests look at.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Row {
    pub(crate) attempts: i64,
    pub(crate) run_at: Timestamp,
    pub(crate) is_leased: bool,
    pub(crate) is_dead: bool,
    pub(crate) error: Option<String>,
}

/// The kind of job that does `work`, one at a time, tried three times.
pub(crate) fn kind<F>(work: impl Fn(Leased) -> F + Send + Sync + 'static) -> Kind
where
    F: Future<Output = Result<(), Failure>> + Send + 'static,
{
    Kind {
        name: KIND,
        concurrency: 1,
        lease_ms: LEASE_MS,
        max_attempts: 3,
        run: Arc::new(move |job| -> BoxFuture<'static, _> { Box::pin(work(job)) }),
    }
}

/// Waits until something holds, for so long as a busy machine may take.
pub(crate) async fn until(what: &str, holds: impl Fn() -> bool) {
    for _ in 0..1_000 {
        if holds() {
            return;
        }
        tokio::time::sleep(std::time::Duration::from_millis(10)).await;
    }
    panic!("{what} never came");
}

impl Bench {
    pub(crate) fn new(db: TestDb, clock: Clock) -> Self {
        let ids = Ids::seeded(clock.clone(), SEED);
        let queue = Queue::new(db.db.clone(), clock.clone(), ids.clone(), &[KIND]);
        Self {
            queue,
            clock,
            ids,
            db,
        }
    }

    pub(crate) async fn add(&self, payload: &str) {
        self.add_at(payload, self.clock.now()).await;
    }

    pub(crate) async fn add_at(&self, payload: &str, run_at: Timestamp) {
        let now = self.clock.now();
        let job = NewJob {
            about: None,
            id: self.ids.next(),
            workspace_id: None,
            kind: KIND,
            dedupe_key: None,
            payload: payload.to_owned(),
            run_at,
        };
        let added: Result<(), DbError> = self
            .db
            .db
            .write(async move |conn| jobs::enqueue(conn, &job, now).await)
            .await;
        added.unwrap();
    }

    /// How many ids were taken, with a clock that stands still: a generator of the same seed gives them again.
    pub(crate) fn ids_taken(&self) -> usize {
        let next: Uuid = self.ids.clone().next();
        let again = Ids::seeded(self.clock.clone(), SEED);
        (0..100_000)
            .position(|_| again.next::<Uuid>() == next)
            .expect("one of the same ids")
    }

    pub(crate) async fn rows(&self) -> Vec<Row> {
        type Stored = (i64, i64, Option<Uuid>, Option<i64>, Option<String>);
        let rows: Result<Vec<Stored>, DbError> = self
            .db
            .db
            .read(async |conn| {
                conn.fetch_all(sql!(
                    "SELECT attempts, run_at, lease, dead_at, last_error FROM jobs ORDER BY id"
                ))
                .await
            })
            .await;
        rows.unwrap()
            .into_iter()
            .map(|(attempts, run_at, lease, dead_at, error)| Row {
                attempts,
                run_at: Timestamp::from_ms(run_at),
                is_leased: lease.is_some(),
                is_dead: dead_at.is_some(),
                error,
            })
            .collect()
    }
}
