//! Workers find what is due, so many at once, until they are told to stop.

use crate::{
    TestDb,
    bench::{Bench, KIND, Runs, kind, until},
    both_databases,
};
use baton_core::time::{Clock, Timestamp};
use baton_jobs::{Kind, Pool};
use std::{
    sync::Arc,
    time::{Duration, Instant},
};
use tokio_util::{sync::CancellationToken, task::TaskTracker};

/// Jobs that take `ms`, `concurrency` at once.
fn taking(ms: u64, concurrency: usize) -> (Arc<Runs>, Kind) {
    let runs = Arc::new(Runs::default());
    let counted = Arc::clone(&runs);
    let work = kind(move |_| {
        let running = counted.begin();
        async move {
            tokio::time::sleep(Duration::from_millis(ms)).await;
            drop(running);
            Ok(())
        }
    });
    (
        runs,
        Kind {
            concurrency,
            ..work
        },
    )
}

both_databases! {
    async fn so_many_run_at_once_and_no_more(db: TestDb) {
        let bench = Bench::new(db, Clock::system());
        for _ in 0..9 {
            bench.add("{}").await;
        }
        let (runs, work) = taking(100, 3);
        let (tasks, stop) = (TaskTracker::new(), CancellationToken::new());
        let pool = Pool::new(bench.queue.clone(), work, tasks.clone());
        tasks.spawn(pool.work(stop.clone()));
        until("the last run", || runs.begun() == 9).await;
        stop.cancel();
        tasks.close();
        tasks.wait().await;
        assert_eq!((runs.most(), runs.now()), (3, 0));
        assert_eq!(bench.rows().await, [], "each was done once");
        assert_eq!(runs.begun(), 9);
    }

    /// A word is enough; without one the next look would come two seconds later.
    async fn what_is_added_and_told_is_done_at_once(db: TestDb) {
        let bench = Bench::new(db, Clock::system());
        let (runs, work) = taking(0, 1);
        let (tasks, stop) = (TaskTracker::new(), CancellationToken::new());
        tasks.spawn(Pool::new(bench.queue.clone(), work, tasks.clone()).work(stop.clone()));
        tokio::time::sleep(Duration::from_millis(300)).await;
        let begin = Instant::now();
        bench.add("{}").await;
        bench.queue.wake("another.kind");
        bench.queue.wake(KIND);
        until("the run", || runs.begun() == 1).await;
        assert!(begin.elapsed() < Duration::from_millis(1_500), "after {:?}", begin.elapsed());
        stop.cancel();
        tasks.close();
        tasks.wait().await;
    }

    /// What nobody told of, like the work of another node, is found all the same; and what is due later is done then.
    async fn what_falls_due_is_found(db: TestDb) {
        let bench = Bench::new(db, Clock::system());
        let (runs, work) = taking(0, 1);
        let (tasks, stop) = (TaskTracker::new(), CancellationToken::new());
        tasks.spawn(Pool::new(bench.queue.clone(), work, tasks.clone()).work(stop.clone()));
        tokio::time::sleep(Duration::from_millis(300)).await;
        bench.add("{}").await;
        until("the run", || runs.begun() == 1).await;
        stop.cancel();
        tasks.close();
        tasks.wait().await;
        bench.add("{}").await;
        tokio::time::sleep(Duration::from_millis(300)).await;
        assert_eq!(runs.begun(), 1, "a pool that was stopped begins nothing");
    }

    /// What is due later is done then, and not at the next look of those who were not told.
    async fn what_is_due_soon_is_done_in_time(db: TestDb) {
        let bench = Bench::new(db, Clock::system());
        bench.add_at("{}", bench.clock.now().plus_ms(400)).await;
        let (runs, work) = taking(0, 1);
        let (tasks, stop) = (TaskTracker::new(), CancellationToken::new());
        let begin = Instant::now();
        tasks.spawn(Pool::new(bench.queue.clone(), work, tasks.clone()).work(stop.clone()));
        until("the run", || runs.begun() == 1).await;
        let after = begin.elapsed();
        assert!((300..1_500).contains(&after.as_millis()), "after {after:?}");
        stop.cancel();
        tasks.close();
        tasks.wait().await;
    }

    /// Workers with nothing to do ask now and then. Each look takes an id for its lease: the ids tell how often they asked.
    async fn workers_without_work_let_the_database_rest(db: TestDb) {
        let bench = Bench::new(db, Clock::fixed(Timestamp::from_ms(1_000_000)));
        bench.add_at("{}", bench.clock.now().plus_ms(3_600_000)).await;
        let (_runs, work) = taking(0, 1);
        let (tasks, stop) = (TaskTracker::new(), CancellationToken::new());
        tasks.spawn(Pool::new(bench.queue.clone(), work, tasks.clone()).work(stop.clone()));
        tokio::time::sleep(Duration::from_secs(1)).await;
        stop.cancel();
        tasks.close();
        tasks.wait().await;
        assert!(bench.ids_taken() < 5, "asked {} times in a second", bench.ids_taken());
    }
}
