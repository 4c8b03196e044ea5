//! The migrations runner.
use super::harness::{TestDb, both_databases, count};
use crate::{Applied, Conn, DbError, Migration, migrate, sql};

both_databases! {
    applies_what_is_missing_once,
    refuses_an_edited_migration,
    refuses_a_newer_schema,
    refuses_another_history,
    keeps_nothing_of_a_failed_migration,
    processes_that_start_at_once_share_the_work,
}

const fn step(version: i64, script: &'static str) -> Migration {
    Migration {
        version,
        name: "step",
        sqlite: script,
        postgres: script,
    }
}

const ONE: Migration = step(1, "CREATE TABLE things (id BIGINT PRIMARY KEY);");
const TWO: Migration = step(
    2,
    "CREATE INDEX things_id ON things (id); INSERT INTO things VALUES (1); INSERT INTO things VALUES (2);",
);

async fn applies_what_is_missing_once(test: TestDb) {
    let db = test.open().await;
    let first = migrate(&db, &[ONE], 5).await.unwrap();
    assert_eq!(
        first,
        Applied {
            versions: vec![1],
            schema: 1
        }
    );
    let second = migrate(&db, &[ONE, TWO], 6).await.unwrap();
    assert_eq!(
        second,
        Applied {
            versions: vec![2],
            schema: 2
        }
    );
    let third = migrate(&db, &[ONE, TWO], 7).await.unwrap();
    assert_eq!(
        third,
        Applied {
            versions: vec![],
            schema: 2
        }
    );
    assert_eq!(count(&db).await, 2);
    let log = db.read(async |c: &mut Conn<'_>| {
        c.fetch_all::<(i64, String, i64)>(sql!(
            "SELECT version, name, applied_at_ms FROM schema_migrations ORDER BY version"
        ))
        .await
    });
    assert_eq!(
        log.await.unwrap(),
        [(1, "step".to_owned(), 5), (2, "step".to_owned(), 6)]
    );
}

async fn refuses_an_edited_migration(test: TestDb) {
    let db = test.open().await;
    migrate(&db, &[ONE], 0).await.unwrap();
    let edited = migrate(&db, &[step(1, "CREATE TABLE things (id BIGINT)"), TWO], 0).await;
    let message = edited.unwrap_err().to_string();
    assert!(message.contains("1 step was edited"), "{message}");
    assert_eq!(count(&db).await, 0);
}

async fn refuses_a_newer_schema(test: TestDb) {
    let db = test.open().await;
    migrate(&db, &[ONE, TWO], 0).await.unwrap();
    let message = migrate(&db, &[ONE], 0).await.unwrap_err().to_string();
    assert!(message.contains("newer than this program"), "{message}");
}

async fn refuses_another_history(test: TestDb) {
    let db = test.open().await;
    migrate(&db, &[ONE], 0).await.unwrap();
    let other = migrate(&db, &[step(3, "SELECT 1")], 0).await;
    assert!(matches!(other, Err(DbError::Migration(_))), "{other:?}");
    let unordered = migrate(&db, &[TWO, ONE], 0).await;
    assert!(
        matches!(unordered, Err(DbError::Migration(_))),
        "{unordered:?}"
    );
}

async fn keeps_nothing_of_a_failed_migration(test: TestDb) {
    let db = test.open().await;
    let broken = step(
        2,
        "INSERT INTO things VALUES (1); INSERT INTO nowhere VALUES (1);",
    );
    assert!(migrate(&db, &[ONE, broken], 0).await.is_err());
    assert_eq!(count(&db).await, 0);
    let repaired = migrate(&db, &[ONE, TWO], 0).await.unwrap();
    assert_eq!(repaired.versions, [2]);
    assert_eq!(count(&db).await, 2);
}

async fn processes_that_start_at_once_share_the_work(test: TestDb) {
    let start = async || {
        let db = test.open().await;
        migrate(&db, &[ONE, TWO], 0).await.unwrap().versions
    };
    let (a, b, c) = tokio::join!(start(), start(), start());
    let mut versions = [a, b, c].concat();
    versions.sort_unstable();
    assert_eq!(versions, [1, 2]);
    assert_eq!(count(&test.open().await).await, 2);
}
