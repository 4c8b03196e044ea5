//! Bounded queues, deadlines, and callers that stop waiting.
use super::harness::{Holder, TestDb, add, both_databases, count, put, queue};
use crate::{Conn, Db, DbError, Dialect, Result, sql};
use std::time::{Duration, Instant};
use tokio::{runtime::Handle, time::sleep};

both_databases! {
    a_full_queue_is_busy_at_once,
    what_waited_too_long_is_not_executed,
    a_long_read_is_stopped_at_its_deadline,
    a_long_write_is_stopped_at_its_deadline,
    a_read_nobody_waits_for_is_stopped,
    a_write_dropped_midway_is_rolled_back,
}

const ENDLESS: &str = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n \
                       WHERE i < 2000000000) SELECT count(*) FROM n";

async fn read_endlessly(db: Db) -> Result<i64> {
    db.read(async |c: &mut Conn<'_>| c.fetch_one(sql!(ENDLESS)).await)
        .await
}

async fn a_full_queue_is_busy_at_once(mut test: TestDb) {
    (test.config.readers, test.config.writers) = (1, 1);
    (test.config.read_queue, test.config.write_queue) = (1, 1);
    let db = test.things().await;
    let holder = Holder::write(&db).await;
    let waiting = queue(put(db.clone(), 1)).await;
    let start = Instant::now();
    assert!(matches!(put(db.clone(), 2).await, Err(DbError::Busy)));
    assert!(start.elapsed() < Duration::from_secs(1));
    holder.release();
    holder.call.await.unwrap().unwrap();
    waiting.await.unwrap().unwrap();

    let holder = Holder::read(&db).await;
    let reader = db.clone();
    let waiting = queue(async move { count(&reader).await }).await;
    let refused = db.read(async |c: &mut Conn<'_>| c.fetch_one::<i64>(sql!("SELECT 1")).await);
    assert!(matches!(refused.await, Err(DbError::Busy)));
    holder.release();
    holder.call.await.unwrap().unwrap();
    assert_eq!(waiting.await.unwrap(), 1);
}

async fn what_waited_too_long_is_not_executed(mut test: TestDb) {
    test.config.writers = 1;
    test.config.write_deadline = Duration::from_millis(200);
    let db = test.things().await;
    let holder = Holder::write(&db).await;
    let start = Instant::now();
    assert!(matches!(put(db.clone(), 1).await, Err(DbError::Deadline)));
    assert!(
        start.elapsed() < Duration::from_secs(3),
        "{:?}",
        start.elapsed()
    );
    holder.release();
    holder.call.await.unwrap().unwrap();
    put(db.clone(), 2).await.unwrap();
    assert_eq!(count(&db).await, 1);
}

async fn a_long_read_is_stopped_at_its_deadline(mut test: TestDb) {
    test.config.readers = 1;
    test.config.read_deadline = Duration::from_millis(300);
    let db = test.things().await;
    for _ in 0..2 {
        let start = Instant::now();
        assert!(matches!(
            read_endlessly(db.clone()).await,
            Err(DbError::Deadline)
        ));
        assert!(
            start.elapsed() < Duration::from_secs(3),
            "{:?}",
            start.elapsed()
        );
        assert_eq!(count(&db).await, 0);
    }
}

async fn a_long_write_is_stopped_at_its_deadline(mut test: TestDb) {
    test.config.writers = 1;
    test.config.write_deadline = Duration::from_millis(300);
    let db = test.things().await;
    let endless = db.write(async |tx: &mut Conn<'_>| {
        add(tx, 1).await?;
        tx.execute(sql!(
            "INSERT INTO things (id, name)
             WITH RECURSIVE n(i) AS (SELECT 2 UNION ALL SELECT i + 1 FROM n WHERE i < 2000000000)
             SELECT i, 'n' || i FROM n"
        ))
        .await
    });
    let start = Instant::now();
    assert!(matches!(endless.await, Err(DbError::Deadline)));
    assert!(
        start.elapsed() < Duration::from_secs(3),
        "{:?}",
        start.elapsed()
    );
    put(db.clone(), 5).await.unwrap();
    assert_eq!(count(&db).await, 1);
    assert!(db.is_healthy());
}

async fn a_read_nobody_waits_for_is_stopped(mut test: TestDb) {
    test.config.readers = 1;
    test.config.read_deadline = Duration::from_secs(30);
    let db = test.things().await;
    for _ in 0..3 {
        let read = queue(read_endlessly(db.clone())).await;
        sleep(Duration::from_millis(50)).await;
        assert!(!read.is_finished());
        read.abort();
    }
    let start = Instant::now();
    assert_eq!(count(&db).await, 0);
    assert!(
        start.elapsed() < Duration::from_secs(1),
        "{:?}",
        start.elapsed()
    );
}

async fn a_write_dropped_midway_is_rolled_back(mut test: TestDb) {
    test.config.writers = 1;
    let db = test.things().await;
    let writer = db.clone();
    let call = Handle::current().spawn(async move {
        writer
            .write(async |tx: &mut Conn<'_>| {
                add(tx, 1).await?;
                sleep(Duration::from_secs(30)).await;
                Ok::<_, DbError>(())
            })
            .await
    });
    sleep(Duration::from_millis(100)).await;
    match db.dialect() {
        Dialect::Sqlite => {
            assert!(matches!(call.await.unwrap(), Err(DbError::ForeignAwait)));
        }
        Dialect::Postgres => {
            call.abort();
            assert!(call.await.unwrap_err().is_cancelled());
        }
    }
    // The same id, which a transaction left open would hold.
    put(db.clone(), 1).await.unwrap();
    assert_eq!(count(&db).await, 1);
}
