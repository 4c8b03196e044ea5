//! `kill -9` at random points.

use super::{
    baton::{Baton, Home},
    books::Books,
    chance::Chance,
    check::{at_rest, check, in_limbo},
    load::Crowd,
    nightly, say,
    site::Site,
};
use baton_testkit::TestDb;
use std::time::{Duration, Instant};

const VISITORS: u8 = 24;
/// How long a server may take until it has dealt with everything. On PostgreSQL the work of one that died is taken up when
/// its lease ran out.
const AT_REST: Duration = Duration::from_mins(2);
/// What the issue asks for.
const READY: Duration = Duration::from_secs(3);

/// How often each database is killed: 200 times a night and 20 a day in all.
fn rounds() -> u64 {
    if nightly() { 100 } else { 10 }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn nothing_acknowledged_is_lost_on_sqlite() {
    let folder = tempfile::tempdir().unwrap();
    let home = Home::new(&folder.path().join("data"), folder.path());
    kill_again_and_again(&home, &mut Chance::new("kill -9, SQLite")).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn nothing_acknowledged_is_lost_on_postgres() {
    let Some(db) = TestDb::postgres().await else {
        return say("skipped: no PostgreSQL is named in BATON_TEST_POSTGRES");
    };
    let folder = tempfile::tempdir().unwrap();
    let home = Home::new(folder.path(), folder.path()).on(&db.url());
    kill_again_and_again(&home, &mut Chance::new("kill -9, PostgreSQL")).await;
}

async fn kill_again_and_again(home: &Home, chance: &mut Chance) {
    let (mut baton, first) = home.start_ready().await;
    let mut starts = vec![first];
    let site = Site::set_up(&home.url()).await;
    let mut crowd = Crowd::gather(site, VISITORS, chance).await;
    for round in 1..=rounds() {
        let calling = crowd.call();
        tokio::time::sleep(Duration::from_millis(chance.between(20, 400))).await;
        baton.kill();
        crowd = calling.stop().await;
        let found = check(&books(home).await, &crowd, &home.logged());
        assert!(
            found.lost.is_empty() && found.broken.is_empty(),
            "round {round}: {found:#?}"
        );
        let took;
        (baton, took) = home.start_ready().await;
        starts.push(took);
        for visitor in &crowd.visitors {
            visitor.repeat().await;
        }
    }
    crowd.settle().await;
    finish(home, baton, &crowd).await;
    starts.sort();
    let (median, longest) = (starts[starts.len() / 2], starts[starts.len() - 1]);
    say(&format!(
        "killed {} times, {} messages acknowledged and kept; ready again after {median:?}, at most {longest:?}",
        rounds(),
        crowd.acknowledged()
    ));
    // A machine that runs other tests beside may hold up one start, but not most of them.
    assert!(median < READY, "{starts:?}");
}

/// The last life: it does what was left behind, stops in order, and the books are right.
async fn finish(home: &Home, baton: Baton, crowd: &Crowd) {
    let since = Instant::now();
    // The leases of a dead worker on PostgreSQL are waited for at night alone; by day it is enough that the work is there.
    let waits = home.database.is_none() || nightly();
    loop {
        let books = books(home).await;
        let left = at_rest(&books);
        if left.is_empty() {
            break;
        }
        if !waits && since.elapsed() > Duration::from_secs(5) {
            for id in in_limbo(&books) {
                let is_due = books
                    .jobs
                    .iter()
                    .any(|job| job.dead_at.is_none() && job.payload.contains(&id.to_string()));
                assert!(is_due, "{id} waits for an answer that nobody will give");
            }
            break;
        }
        assert!(since.elapsed() < AT_REST, "{left:#?}\n{}", home.logged());
        tokio::time::sleep(Duration::from_millis(200)).await;
    }
    let rested = since.elapsed();
    assert!(baton.stop().await.0, "{}", home.logged());
    check(&books(home).await, crowd, &home.logged()).assert_nothing();
    say(&format!(
        "all that was left behind was done after {rested:?}"
    ));
}

/// What the database of this home holds now.
async fn books(home: &Home) -> Books {
    match &home.database {
        Some(url) => Books::of_server(url).await,
        None => Books::of_file(&home.data).await,
    }
}
