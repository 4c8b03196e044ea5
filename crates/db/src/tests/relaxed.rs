//! Writes that may wait for others, and that a power cut may take.
use super::harness::{Holder, TestDb, add, both_databases, count, put, queue};
use crate::{Conn, Db, DbError, Dialect, Result, Url, sql};

both_databases! {
    a_relaxed_write_is_a_write,
    a_relaxed_write_is_not_synced_and_the_next_one_is,
}

async fn put_relaxed(db: Db, id: i64) -> Result<()> {
    db.write_relaxed(async move |tx: &mut Conn<'_>| add(tx, id).await)
        .await
}

async fn a_relaxed_write_is_a_write(test: TestDb) {
    let db = test.things().await;
    put_relaxed(db.clone(), 1).await.unwrap();
    let refused = db.write_relaxed(async |tx: &mut Conn<'_>| {
        add(tx, 2).await?;
        Err::<(), _>(DbError::NotFound)
    });
    assert!(matches!(refused.await, Err(DbError::NotFound)));
    let failed = put_relaxed(db.clone(), 1).await;
    assert!(matches!(failed, Err(DbError::Conflict { .. })));
    assert_eq!(count(&db).await, 1);
    db.close().await;
    assert_eq!(count(&test.open().await).await, 1);
}

/// What the database says of how it commits.
async fn level(tx: &mut Conn<'_>) -> Result<String> {
    match tx.dialect() {
        Dialect::Sqlite => {
            let level: i64 = tx.fetch_one(sql!("PRAGMA synchronous")).await?;
            Ok(level.to_string())
        }
        Dialect::Postgres => tx.fetch_one(sql!("SHOW synchronous_commit")).await,
    }
}

async fn a_relaxed_write_is_not_synced_and_the_next_one_is(mut test: TestDb) {
    if let Url::Postgres { url, .. } = &mut test.config.url {
        // A server for tests may be set to wait for nothing.
        url.push_str("?options=-c%20synchronous_commit%3Don");
        test.config.writers = 1;
    }
    let db = test.open().await;
    let (synced, relaxed) = match db.dialect() {
        Dialect::Sqlite => ("2", "1"),
        Dialect::Postgres => ("on", "off"),
    };
    for _ in 0..2 {
        assert_eq!(db.write(level).await.unwrap(), synced);
        assert_eq!(db.write_relaxed(level).await.unwrap(), relaxed);
    }
    let failed = db.write_relaxed(async |_: &mut Conn<'_>| Err::<(), _>(DbError::NotFound));
    assert!(failed.await.is_err());
    assert_eq!(db.write(level).await.unwrap(), synced);
}

/// The things in the order in which they were added.
async fn order(db: &Db) -> Vec<i64> {
    db.read(async |c: &mut Conn<'_>| {
        c.fetch_all(sql!("SELECT id FROM things ORDER BY rowid"))
            .await
    })
    .await
    .unwrap()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_relaxed_write_lets_others_pass() {
    let test = TestDb::sqlite();
    let db = test.things().await;
    let held = Holder::write(&db).await;
    let relaxed = queue(put_relaxed(db.clone(), 1)).await;
    let durable = queue(put(db.clone(), 2)).await;
    held.release();
    relaxed.await.unwrap().unwrap();
    durable.await.unwrap().unwrap();
    assert_eq!(order(&db).await, [2, 1]);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_relaxed_write_does_not_wait_for_ever() {
    let test = TestDb::sqlite();
    let db = test.things().await;
    let held = Holder::write(&db).await;
    let mut calls = vec![queue(put_relaxed(db.clone(), 0)).await];
    for id in 1..=900 {
        calls.push(queue(put(db.clone(), id)).await);
    }
    held.release();
    for call in calls {
        call.await.unwrap().unwrap();
    }
    let order = order(&db).await;
    let place = order.iter().position(|id| *id == 0).unwrap();
    assert!((500..800).contains(&place), "{place}");
}
