//! What SQLite alone does: group commit, a full disk, a failed commit, and the file itself.
use super::harness::{Holder, TestDb, add, count, put, queue};
use crate::{Conn, Db, DbError, Durability, Health, Result, Url, sql};
use rusqlite::Connection;
use std::{
    panic::resume_unwind,
    time::{Duration, Instant},
};
use tokio::time::sleep;

#[tokio::test(flavor = "multi_thread")]
async fn a_group_is_answered_after_its_commit() {
    let test = TestDb::sqlite();
    let db = test.things().await;
    let first = Holder::write(&db).await;
    let early = queue(put(db.clone(), 1)).await;
    let queued = db.clone();
    let late = queue(async move { Holder::write(&queued).await }).await;
    first.release();
    let late = late.await.unwrap();
    // `early` has run, but its transaction is the one that `late` keeps open.
    sleep(Duration::from_millis(50)).await;
    assert!(!early.is_finished() && !first.call.is_finished());
    assert_eq!(count(&db).await, 0);
    late.release();
    early.await.unwrap().unwrap();
    assert_eq!(count(&db).await, 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_call_that_fails_takes_no_other_along() {
    let test = TestDb::sqlite();
    let db = test.things().await;
    put(db.clone(), 1).await.unwrap();
    let holder = Holder::write(&db).await;
    let good = queue(put(db.clone(), 2)).await;
    let conflict = queue(put(db.clone(), 1)).await;
    let panic = queue(panic_after_put(db.clone(), 3)).await;
    let last = queue(put(db.clone(), 4)).await;
    holder.release();
    good.await.unwrap().unwrap();
    assert!(matches!(
        conflict.await.unwrap(),
        Err(DbError::Conflict { .. })
    ));
    assert!(matches!(panic.await.unwrap(), Err(DbError::Panicked)));
    last.await.unwrap().unwrap();
    assert_eq!(count(&db).await, 3);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_caller_that_leaves_takes_no_other_along() {
    let test = TestDb::sqlite();
    let db = test.things().await;
    let holder = Holder::write(&db).await;
    let mate = queue(put(db.clone(), 1)).await;
    let writer = db.clone();
    let long = queue(async move {
        writer
            .write(async |tx: &mut Conn<'_>| {
                tx.fetch_one::<i64>(sql!(
                    "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n
                     WHERE i < 5000000) SELECT count(*) FROM n"
                ))
                .await
            })
            .await
    })
    .await;
    holder.release();
    sleep(Duration::from_millis(20)).await;
    assert!(
        !mate.is_finished(),
        "the long write is not long enough for this test"
    );
    long.abort();
    mate.await.unwrap().unwrap();
    assert_eq!(count(&db).await, 1);
}

async fn panic_after_put(db: Db, id: i64) -> Result<()> {
    db.write(async move |tx: &mut Conn<'_>| {
        add(tx, id).await?;
        // Without the message that `panic!` would print into the log of the tests.
        resume_unwind(Box::new("a test"))
    })
    .await
}

/// 100 KB, more than is left below the page limit of the tests.
async fn fill(db: Db) -> Result<()> {
    db.write(async |tx: &mut Conn<'_>| {
        let name = "x".repeat(100_000);
        tx.execute(sql!(
            "INSERT INTO things (id, name) VALUES ({}, {})",
            100,
            name
        ))
        .await?;
        Ok(())
    })
    .await
}

#[tokio::test(flavor = "multi_thread")]
async fn a_full_disk_refuses_writes_until_there_is_room() {
    let test = TestDb::sqlite();
    let db = test.things().await;
    pragma(&db, "PRAGMA max_page_count = 20").await;
    let holder = Holder::write(&db).await;
    let mate = queue(put(db.clone(), 1)).await;
    let full = queue(fill(db.clone())).await;
    let after = queue(put(db.clone(), 2)).await;
    holder.release();
    assert!(matches!(full.await.unwrap(), Err(DbError::StorageFull)));
    // Its transaction was lost to the full disk, or it was alone in the next one.
    let mate = mate.await.unwrap();
    assert!(
        matches!(mate, Ok(()) | Err(DbError::StorageFull)),
        "{mate:?}"
    );
    after.await.unwrap().unwrap();
    assert_eq!(count(&db).await, 1 + i64::from(mate.is_ok()));
    assert_eq!(db.health(), Health::Full);
    pragma(&db, "PRAGMA max_page_count = 2000").await;
    fill(db.clone()).await.unwrap();
    // The idle writer finds out that there is room, with a write of its own.
    sleep(Duration::from_millis(1500)).await;
    assert_eq!(db.health(), Health::Sound);
}

async fn pragma(db: &Db, pragma: &'static str) {
    db.write(async move |tx: &mut Conn<'_>| tx.execute_batch(pragma).await)
        .await
        .unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn a_failed_commit_stops_the_writer_and_acknowledges_nothing() {
    let test = TestDb::sqlite();
    let db = test.things().await;
    put(db.clone(), 1).await.unwrap();
    let breaker = db.clone();
    let holder = Holder::write(&db).await;
    let broken = queue(async move {
        breaker
            .write(async |tx: &mut Conn<'_>| {
                add(tx, 2).await?;
                // From now on every COMMIT fails.
                tx.sqlite()
                    .commit_hook(Some(|| true))
                    .map_err(DbError::from)
            })
            .await
    })
    .await;
    let mate = queue(put(db.clone(), 3)).await;
    holder.release();
    for result in [holder.call.await, broken.await, mate.await] {
        let result = result.unwrap();
        assert!(
            matches!(result, Err(DbError::StorageFailed(_))),
            "{result:?}"
        );
    }
    assert_eq!(db.health(), Health::Failed);
    let start = Instant::now();
    assert!(matches!(
        put(db.clone(), 4).await,
        Err(DbError::StorageFailed(_))
    ));
    assert!(start.elapsed() < Duration::from_secs(1));
    assert_eq!(count(&db).await, 1);
    db.close().await;
    let db = test.open().await;
    put(db.clone(), 5).await.unwrap();
    assert_eq!(count(&db).await, 2);
    assert!(db.is_healthy());
    // The failure is not forgotten by a restart, but by a check of the rows.
    assert!(db.distrusted().is_some());
    db.close().await;
    let db = test.open().await;
    assert!(db.distrusted().is_some());
    db.trust().await.unwrap();
    db.close().await;
    assert!(test.open().await.distrusted().is_none());
}

#[tokio::test(flavor = "multi_thread")]
async fn a_damaged_file_is_refused_after_a_failure() {
    let test = TestDb::sqlite();
    let db = test.things().await;
    for id in 0..200 {
        put(db.clone(), id).await.unwrap();
    }
    db.close().await;
    let mut bytes = std::fs::read(test.path()).unwrap();
    // The second page: the root of a table or an index.
    bytes[4096..4096 + 600].fill(0xff);
    std::fs::write(test.path(), bytes).unwrap();
    // Nobody reads a whole file at each start.
    test.open().await.close().await;
    std::fs::write(test.path().with_extension("db-failed"), "fsync").unwrap();
    let error = Db::open(&test.config).await.unwrap_err();
    assert!(matches!(error, DbError::StorageFailed(_)), "{error}");
    assert!(error.to_string().contains("Restore a backup"), "{error}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_lock_of_another_process_is_waited_for_until_the_deadline() {
    let mut test = TestDb::sqlite();
    test.config.write_deadline = Duration::from_millis(300);
    let db = test.things().await;
    let other = Connection::open(test.path()).unwrap();
    other.execute_batch("BEGIN IMMEDIATE").unwrap();
    assert!(matches!(put(db.clone(), 1).await, Err(DbError::Deadline)));
    other.execute_batch("COMMIT").unwrap();
    put(db.clone(), 2).await.unwrap();
    assert_eq!(count(&db).await, 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn the_file_is_durable_and_checked() {
    let test = TestDb::sqlite();
    let db = test.things().await;
    let settings = |tx: &mut Conn<'_>| {
        ["journal_mode", "synchronous", "foreign_keys", "mmap_size"].map(|name| {
            tx.sqlite()
                .pragma_query_value(None, name, |row| row.get::<_, rusqlite::types::Value>(0))
                .unwrap()
        })
    };
    let expected = ["wal".to_owned().into(), 2.into(), 1.into(), 0.into()];
    let written = db.write(async move |tx: &mut Conn<'_>| Ok::<_, DbError>(settings(tx)));
    assert_eq!(written.await.unwrap(), expected);
    let read = db.read(async move |c: &mut Conn<'_>| Ok::<_, DbError>(settings(c)));
    assert_eq!(read.await.unwrap(), expected);
}

#[tokio::test(flavor = "multi_thread")]
async fn close_finishes_what_is_queued_and_empties_the_log() {
    let test = TestDb::sqlite();
    let db = test.things().await;
    let holder = Holder::write(&db).await;
    let queued = queue(put(db.clone(), 1)).await;
    let closing = db.clone();
    let closed = queue(async move { closing.close().await }).await;
    assert!(matches!(
        put(db.clone(), 2).await,
        Err(DbError::Unavailable(_))
    ));
    holder.release();
    closed.await.unwrap();
    queued.await.unwrap().unwrap();
    assert!(!test.path().with_extension("db-wal").exists());
    assert_eq!(count(&test.open().await).await, 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn the_idle_writer_moves_the_log_into_the_file() {
    let test = TestDb::sqlite();
    let db = test.things().await;
    put(db.clone(), 1).await.unwrap();
    sleep(Duration::from_millis(1500)).await;
    // What the file alone holds.
    let copy = test.path().with_extension("copy");
    std::fs::copy(test.path(), &copy).unwrap();
    let things: i64 = Connection::open(copy)
        .unwrap()
        .query_row("SELECT count(*) FROM things", [], |row| row.get(0))
        .unwrap();
    assert_eq!(things, 1);
}

#[tokio::test]
async fn a_folder_that_does_not_exist_is_named() {
    let path = "/nowhere/at/all.db".into();
    let config = crate::Config::new(Url::Sqlite {
        path,
        durability: Durability::Full,
    });
    let message = Db::open(&config).await.unwrap_err().to_string();
    assert!(message.contains("/nowhere/at/all.db"), "{message}");
}
