//! What becomes of a job, however it goes.

use crate::{
    TestDb,
    bench::{Bench, KIND, LEASE_MS, Row, Runs, kind, until},
    both_databases,
};
use baton_core::time::{Clock, Timestamp};
use baton_db::{DbError, sql};
use baton_jobs::{Failure, Kind, Leased};
use baton_store::jobs;
use std::{
    collections::BTreeSet,
    sync::Arc,
    time::{Duration, Instant},
};
use tokio::sync::Notify;
use uuid::Uuid;

const NOW: Timestamp = Timestamp::from_ms(1_000_000);

fn failing(failure: &Failure) -> Kind {
    let failure = failure.clone();
    kind(move |_| std::future::ready(Err(failure.clone())))
}

/// Leases what is due as a worker of another process would.
async fn lease(bench: &Bench, lease: Uuid, now: Timestamp) -> Option<Leased> {
    let until = now.plus_ms(LEASE_MS);
    let leased: Result<_, DbError> = bench
        .db
        .db
        .write(async move |conn| jobs::lease(conn, KIND, lease, (now, until), 1).await)
        .await;
    leased.unwrap().into_iter().next()
}

both_databases! {
    async fn a_job_stays_until_it_was_done(db: TestDb) {
        let bench = Arc::new(Bench::new(db, Clock::fixed(NOW)));
        bench.add("{}").await;
        let (begun, go) = (Arc::new(Notify::new()), Arc::new(Notify::new()));
        let (tell, wait) = (Arc::clone(&begun), Arc::clone(&go));
        let work = kind(move |_| {
            let (tell, wait) = (Arc::clone(&tell), Arc::clone(&wait));
            async move {
                tell.notify_one();
                wait.notified().await;
                Ok(())
            }
        });
        let look = async {
            begun.notified().await;
            let rows = bench.rows().await;
            go.notify_one();
            rows
        };
        let (ran, during) = tokio::join!(bench.queue.drain(&work), look);
        let row = Row { attempts: 0, run_at: NOW, is_leased: true, is_dead: false, error: None };
        assert_eq!(during, [row], "a process that dies now has lost it");
        assert_eq!((ran.unwrap(), bench.rows().await), (1, vec![]));
        let (_, meters) = bench.queue.meters().next().unwrap();
        assert_eq!((meters.done.get(), meters.retried.get(), meters.buried.get()), (1, 0, 0));
    }

    async fn what_fails_is_tried_again_later_and_at_last_set_aside(db: TestDb) {
        let bench = Bench::new(db, Clock::fixed(NOW));
        bench.add("{}").await;
        let work = failing(&Failure::Retry("no".to_owned()));
        for attempt in 1..=2 {
            assert_eq!(bench.queue.drain(&work).await.unwrap(), 1);
            let [row] = bench.rows().await.try_into().unwrap();
            let pause = row.run_at.since_ms(bench.clock.now());
            let full = 500 << attempt;
            assert!((full / 2..=full).contains(&pause), "{pause} ms after attempt {attempt}");
            assert_eq!(row, Row { attempts: attempt, run_at: row.run_at, is_leased: false, is_dead: false, error: Some("no".to_owned()) });
            assert_eq!(bench.queue.drain(&work).await.unwrap(), 0, "it is not due");
            bench.clock.advance_ms(pause);
        }
        assert_eq!(bench.queue.drain(&work).await.unwrap(), 1);
        let [row] = bench.rows().await.try_into().unwrap();
        assert_eq!((row.attempts, row.is_dead, row.is_leased), (3, true, false));
        bench.clock.advance_ms(3_600_000);
        assert_eq!(bench.queue.drain(&work).await.unwrap(), 0, "it was set aside");
        let (_, meters) = bench.queue.meters().next().unwrap();
        assert_eq!((meters.done.get(), meters.retried.get(), meters.buried.get()), (0, 2, 1));
    }

    async fn what_fails_for_good_is_set_aside(db: TestDb) {
        let bench = Bench::new(db, Clock::fixed(NOW));
        bench.add("{}").await;
        assert_eq!(bench.queue.drain(&failing(&Failure::Dead("never".to_owned()))).await.unwrap(), 1);
        let row = Row { attempts: 1, run_at: NOW, is_leased: false, is_dead: true, error: Some("never".to_owned()) };
        assert_eq!(bench.rows().await, [row]);
        let counted: Result<_, DbError> = bench.db.db.read(async |conn| jobs::census(conn, NOW).await).await;
        assert_eq!(counted.unwrap(), [(KIND.to_owned(), 0, 0, 0, 1, None)]);
    }

    async fn who_is_not_ready_has_not_tried(db: TestDb) {
        let bench = Bench::new(db, Clock::fixed(NOW));
        bench.add("{}").await;
        assert_eq!(bench.queue.drain(&failing(&Failure::NotYet(5_000))).await.unwrap(), 1);
        let row = Row { attempts: 0, run_at: NOW.plus_ms(5_000), is_leased: false, is_dead: false, error: None };
        assert_eq!(bench.rows().await, [row]);
        let (_, meters) = bench.queue.meters().next().unwrap();
        assert_eq!((meters.done.get(), meters.retried.get(), meters.buried.get()), (0, 0, 0));
    }

    /// A worker that was away for too long finds that another has its job, and leaves it alone.
    async fn who_lost_the_lease_changes_nothing(db: TestDb) {
        let bench = Bench::new(db, Clock::fixed(NOW));
        bench.add("{}").await;
        let late = lease(&bench, Uuid::from_u128(1), NOW).await.unwrap();
        let later = NOW.plus_ms(LEASE_MS);
        let ours = lease(&bench, Uuid::from_u128(2), later).await.unwrap();
        let held = bench.rows().await;
        let job = late.clone();
        let done: Result<_, DbError> = bench.db.db.write(async move |conn| {
            let done = jobs::done(conn, &job).await?;
            jobs::retry(conn, &job, later, "late").await?;
            jobs::postpone(conn, &job, later.plus_ms(1)).await?;
            jobs::bury(conn, &job, later, "late").await?;
            Ok((done, jobs::renew(conn, &job, later.plus_ms(9)).await?))
        }).await;
        assert_eq!(done.unwrap(), (false, false));
        assert_eq!(bench.rows().await, held);
        let done: Result<_, DbError> = bench.db.db.write(async move |conn| jobs::done(conn, &ours).await).await;
        assert!(done.unwrap());
    }

    async fn a_lease_is_renewed_while_the_job_runs(db: TestDb) {
        let bench = Bench::new(db, Clock::system());
        bench.add("{}").await;
        let runs = Arc::new(Runs::default());
        let counted = Arc::clone(&runs);
        let work = kind(move |_| {
            let running = counted.begin();
            async move {
                tokio::time::sleep(Duration::from_millis(LEASE_MS.unsigned_abs() * 3)).await;
                drop(running);
                Ok(())
            }
        });
        let other = async {
            until("the first run", || runs.begun() == 1).await;
            let begin = Instant::now();
            let (mut taken, mut ends) = (0, BTreeSet::new());
            while runs.now() == 1 && begin.elapsed() < Duration::from_secs(10) {
                taken += usize::from(lease(&bench, Uuid::from_u128(9), bench.clock.now()).await.is_some());
                let end: Result<Option<i64>, DbError> = bench.db.db.read(async |conn| {
                    conn.fetch_one(sql!("SELECT max(leased_until) FROM jobs")).await
                }).await;
                ends.extend(end.unwrap());
                tokio::time::sleep(Duration::from_millis(20)).await;
            }
            (taken, ends.len())
        };
        let (ran, (taken, ends)) = tokio::join!(bench.queue.drain(&work), other);
        assert_eq!((ran.unwrap(), taken, runs.begun()), (1, 0, 1));
        assert!((4..=12).contains(&ends), "renewed {ends} times in 9 thirds of a lease");
        assert_eq!(bench.rows().await, []);
    }

    /// What a worker does for a job ends where another worker got it, so that it is not done by both.
    async fn a_run_ends_with_its_lease(db: TestDb) {
        let bench = Bench::new(db, Clock::fixed(NOW));
        bench.add("{}").await;
        let runs = Arc::new(Runs::default());
        let counted = Arc::clone(&runs);
        let work = kind(move |_| {
            let running = counted.begin();
            async move {
                std::future::pending::<()>().await;
                drop(running);
                Ok(())
            }
        });
        let thief = async {
            until("the first run", || runs.now() == 1).await;
            // As if this worker had stood still for so long.
            lease(&bench, Uuid::from_u128(9), NOW.plus_ms(LEASE_MS * 9)).await.unwrap();
        };
        let (ran, ()) = tokio::join!(bench.queue.drain(&work), thief);
        assert_eq!((ran.unwrap(), runs.begun(), runs.now()), (1, 1, 0));
        let [row] = bench.rows().await.try_into().unwrap();
        assert!(row.is_leased && row.attempts == 0, "the other worker's: {row:?}");
    }

    /// The one process that uses a database has just started: who held its jobs is gone.
    async fn what_a_dead_process_held_is_taken_back(db: TestDb) {
        let bench = Bench::new(db, Clock::fixed(NOW));
        for _ in 0..3 {
            bench.add("{}").await;
        }
        lease(&bench, Uuid::from_u128(1), NOW).await.unwrap();
        lease(&bench, Uuid::from_u128(2), NOW).await.unwrap();
        let back: Result<_, DbError> = bench.db.db.write(async |conn| {
            Ok((jobs::release_all(conn).await?, jobs::release_all(conn).await?, jobs::pending(conn, KIND).await?))
        }).await;
        assert_eq!(back.unwrap(), (2, 0, 3));
        let ran = bench.queue.drain(&kind(|_| std::future::ready(Ok(())))).await;
        assert_eq!(ran.unwrap(), 3);
    }
}
