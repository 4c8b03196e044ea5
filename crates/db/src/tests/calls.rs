//! Reads, writes, arguments, columns and errors.
use super::harness::{TestDb, add, both_databases, count};
use crate::{Conn, Db, DbError, Result, row, sql};
use uuid::Uuid;

row! {
    #[derive(Debug, PartialEq)]
    struct Thing {
        id: i64 = "t.id",
        name: String = "t.name",
        parent_id: Option<i64> = "t.parent_id",
    }
}

/// Types as another crate would define them.
#[derive(Debug, Clone, Copy, PartialEq)]
struct Key(Uuid);
impl From<Uuid> for Key {
    fn from(id: Uuid) -> Self {
        Self(id)
    }
}
#[derive(Debug, PartialEq)]
struct Count(u64);
impl TryFrom<i64> for Count {
    type Error = String;
    fn try_from(count: i64) -> Result<Self, String> {
        u64::try_from(count)
            .map(Self)
            .map_err(|_negative| format!("{count} is negative"))
    }
}

row! {
    #[derive(Debug, PartialEq)]
    struct Converted {
        key: Key = "key" as Uuid,
        other: Option<Key> = "other" as Option<Uuid>,
        count: Count = "n" as i64,
        port: u16 = "port" as str,
        alternative: Option<u16> = "alternative" as Option<str>,
        bytes: Box<[u8]> = "bytes" as Vec<u8>,
    }
}

async fn values(db: &Db, key: Uuid, n: i64, port: &'static str) -> Result<Converted> {
    db.read(async move |c: &mut Conn<'_>| {
        let mut q = Converted::select();
        sql!(
            q;
            " FROM (SELECT {} AS key, {} AS other, {} AS n, {} AS port, {} AS alternative,
                           {} AS bytes) v",
            key, None::<Uuid>, n, port, Some("81"), vec![1_u8, 2]
        );
        c.fetch_one(q).await
    })
    .await
}

both_databases! {
    reads_what_was_written,
    every_type_survives_the_round_trip,
    converts_columns_into_types_of_the_domain,
    a_value_of_another_type_is_corrupt,
    no_row_is_not_found_or_none,
    constraints_have_the_same_names_everywhere,
    the_first_failed_statement_ends_the_transaction,
    an_error_of_the_caller_rolls_back,
    a_panic_is_an_error_of_that_call_only,
    a_read_can_change_nothing,
    explains_which_index_serves,
    an_empty_list_matches_nothing,
    unscoped_statements_are_refused,
    nothing_runs_after_close,
}

async fn reads_what_was_written(test: TestDb) {
    let db = test.things().await;
    let seen = db
        .write(async |tx: &mut Conn<'_>| {
            add(tx, 1).await?;
            let mut rename = sql!("UPDATE things SET name = {} WHERE id IN ", "first");
            rename.list([1, 7]);
            let changed = tx
                .execute_all(vec![
                    sql!(
                        "INSERT INTO things (id, name, parent_id) VALUES ({}, {}, {})",
                        2,
                        "b",
                        1
                    ),
                    sql!("UPDATE things SET name = 'c' WHERE id = {}", 9),
                    rename,
                ])
                .await?;
            assert_eq!(changed, [1, 0, 1]);
            let mut q = Thing::select();
            sql!(q; " FROM things t WHERE id < {} ORDER BY id", 10);
            tx.fetch_all::<Thing>(q).await
        })
        .await
        .unwrap();
    assert_eq!(
        seen,
        [
            Thing {
                id: 1,
                name: "first".into(),
                parent_id: None
            },
            Thing {
                id: 2,
                name: "b".into(),
                parent_id: Some(1)
            },
        ]
    );
    assert_eq!(count(&db).await, 2);
}

type All = (
    Option<Uuid>,
    Option<String>,
    Option<i64>,
    Option<bool>,
    Option<f64>,
    Option<Vec<u8>>,
);

async fn every_type_survives_the_round_trip(test: TestDb) {
    let db = test.open().await;
    let blob = match db.dialect() {
        crate::Dialect::Sqlite => {
            "CREATE TABLE v (a BLOB, b TEXT, c BIGINT, d BOOLEAN, e DOUBLE PRECISION, f BLOB)"
        }
        crate::Dialect::Postgres => {
            "CREATE TABLE v (a UUID, b TEXT, c BIGINT, d BOOLEAN, e DOUBLE PRECISION, f BYTEA)"
        }
    };
    let full: All = (
        Some(Uuid::from_u128(7)),
        Some("{\"a\": \"ü\"}".into()),
        Some(i64::MIN),
        Some(true),
        Some(0.1),
        Some(vec![0, 255]),
    );
    let none: All = (None, None, None, None, None, None);
    let rows = [full.clone(), none.clone()];
    let read = db
        .write(async move |tx: &mut Conn<'_>| {
            tx.execute_batch(blob).await?;
            for (a, b, c, d, e, f) in rows {
                tx.execute(sql!(
                    "INSERT INTO v VALUES ({}, {}, {}, {}, {}, {})",
                    a,
                    b,
                    c,
                    d,
                    e,
                    f
                ))
                .await?;
            }
            tx.fetch_all::<All>(sql!("SELECT a, b, c, d, e, f FROM v ORDER BY a IS NULL"))
                .await
        })
        .await
        .unwrap();
    assert_eq!(read, [full, none]);
}

async fn converts_columns_into_types_of_the_domain(test: TestDb) {
    let db = test.open().await;
    let key = Uuid::from_u128(9);
    let row = values(&db, key, 3, "80").await.unwrap();
    assert_eq!(
        row,
        Converted {
            key: Key(key),
            other: None,
            count: Count(3),
            port: 80,
            alternative: Some(81),
            bytes: Box::new([1, 2]),
        }
    );
    let negative = values(&db, key, -3, "80").await.unwrap_err();
    assert!(
        matches!(&negative, DbError::Corrupt { column, reason } if column == "n" && reason == "-3 is negative"),
        "{negative}"
    );
    let port = values(&db, key, 3, "http").await.unwrap_err();
    assert!(
        matches!(&port, DbError::Corrupt { column, .. } if column == "port"),
        "{port}"
    );
}

async fn a_value_of_another_type_is_corrupt(test: TestDb) {
    let db = test.open().await;
    let read = db.read(async |c: &mut Conn<'_>| {
        let text: Result<i64> = c.fetch_one(sql!("SELECT 'x'")).await;
        let null: Result<i64> = c.fetch_one(sql!("SELECT {}", None::<i64>)).await;
        let fine: i64 = c.fetch_one(sql!("SELECT {}", 1)).await?;
        Ok::<_, DbError>((text, null, fine))
    });
    let (text, null, fine) = read.await.unwrap();
    assert!(matches!(text, Err(DbError::Corrupt { .. })), "{text:?}");
    assert!(matches!(null, Err(DbError::Corrupt { .. })), "{null:?}");
    assert_eq!(fine, 1);
}

async fn no_row_is_not_found_or_none(test: TestDb) {
    let db = test.things().await;
    let (one, optional) = db
        .read(async |c: &mut Conn<'_>| {
            let one = c.fetch_one::<i64>(sql!("SELECT id FROM things")).await;
            let optional = c
                .fetch_optional::<(i64, String)>(sql!("SELECT id, name FROM things"))
                .await?;
            Ok::<_, DbError>((one, optional))
        })
        .await
        .unwrap();
    assert!(matches!(one, Err(DbError::NotFound)));
    assert!(optional.is_none());
}

async fn constraints_have_the_same_names_everywhere(test: TestDb) {
    let db = test.things().await;
    db.write(async |tx: &mut Conn<'_>| {
        add(tx, 1).await?;
        tx.execute(sql!("INSERT INTO things VALUES ({}, {}, {})", 2, "b", 1))
            .await
    })
    .await
    .unwrap();
    let refused = async |id: i64, name: &'static str, parent: Option<i64>| {
        db.write(async move |tx: &mut Conn<'_>| {
            tx.execute(sql!(
                "INSERT INTO things VALUES ({}, {}, {})",
                id,
                name,
                parent
            ))
            .await
        })
        .await
        .unwrap_err()
    };
    let conflict = |error: DbError| match error {
        DbError::Conflict { constraint } => constraint,
        other => panic!("{other}"),
    };
    assert_eq!(conflict(refused(1, "x", None).await), "things(id)");
    assert_eq!(conflict(refused(3, "B", None).await), "things_lower");
    assert!(matches!(
        refused(3, "c", Some(8)).await,
        DbError::ForeignKey
    ));
    let deleted = db.write(async |tx: &mut Conn<'_>| {
        tx.execute(sql!("DELETE FROM things WHERE id = {}", 1))
            .await
    });
    assert!(matches!(deleted.await, Err(DbError::ForeignKey)));
    db.write(async |tx: &mut Conn<'_>| tx.execute_batch("DROP INDEX things_lower").await)
        .await
        .unwrap();
    assert_eq!(
        conflict(refused(3, "b", Some(1)).await),
        "things(name, parent_id)"
    );
}

async fn the_first_failed_statement_ends_the_transaction(test: TestDb) {
    let db = test.things().await;
    let swallowed = db.write(async |tx: &mut Conn<'_>| {
        add(tx, 1).await?;
        assert!(matches!(add(tx, 1).await, Err(DbError::Conflict { .. })));
        assert!(matches!(add(tx, 2).await, Err(DbError::Aborted)));
        Ok::<_, DbError>(())
    });
    assert!(matches!(swallowed.await, Err(DbError::Aborted)));
    assert_eq!(count(&db).await, 0);
    let all = db.write(async |tx: &mut Conn<'_>| {
        tx.execute_all(vec![
            sql!("INSERT INTO things (id, name) VALUES ({}, {})", 1, "a"),
            sql!("INSERT INTO things (id, name) VALUES ({}, {})", 1, "b"),
            sql!("INSERT INTO things (id, name) VALUES ({}, {})", 2, "c"),
        ])
        .await
    });
    assert!(matches!(all.await, Err(DbError::Conflict { .. })));
    assert_eq!(count(&db).await, 0);
}

async fn an_error_of_the_caller_rolls_back(test: TestDb) {
    let db = test.things().await;
    let refused = db.write(async |tx: &mut Conn<'_>| {
        add(tx, 1).await?;
        Err::<(), _>(DbError::NotFound)
    });
    assert!(matches!(refused.await, Err(DbError::NotFound)));
    assert_eq!(count(&db).await, 0);
}

async fn a_panic_is_an_error_of_that_call_only(test: TestDb) {
    let db = test.things().await;
    for _ in 0..4 {
        let panicked = db.write(async |tx: &mut Conn<'_>| {
            add(tx, 1).await?;
            // Not `panic!`, so that the log of the tests stays readable.
            if tx.dialect() == tx.dialect() {
                std::panic::resume_unwind(Box::new(1))
            }
            Ok::<_, DbError>(())
        });
        assert!(matches!(panicked.await, Err(DbError::Panicked)));
        let reader = db.reader();
        let panicked = reader.read(async |_: &mut Conn<'_>| -> Result<()> {
            std::panic::resume_unwind(Box::new(1))
        });
        assert!(matches!(panicked.await, Err(DbError::Panicked)));
    }
    assert_eq!(count(&db).await, 0);
}

async fn a_read_can_change_nothing(test: TestDb) {
    let db = test.things().await;
    let reader = db.reader();
    let refused = reader.read(async |c: &mut Conn<'_>| add(c, 1).await);
    assert!(matches!(
        refused.await,
        Err(DbError::Sqlite(_) | DbError::Postgres(_))
    ));
    assert_eq!(count(&db).await, 0);
}

async fn explains_which_index_serves(test: TestDb) {
    let db = test.things().await;
    let plan = db
        .read(async |c: &mut Conn<'_>| {
            c.explain(sql!(
                "SELECT id FROM things WHERE name = {} AND parent_id = {}",
                "a",
                1
            ))
            .await
        })
        .await
        .unwrap();
    assert!(plan.contains("things_name_parent"), "{plan}");
}

async fn an_empty_list_matches_nothing(test: TestDb) {
    let db = test.things().await;
    db.write(async |tx: &mut Conn<'_>| add(tx, 1).await)
        .await
        .unwrap();
    let found = db
        .read(async |c: &mut Conn<'_>| {
            let mut q = sql!("SELECT id FROM things WHERE id IN ");
            q.list(Vec::<i64>::new());
            c.fetch_all::<i64>(q).await
        })
        .await
        .unwrap();
    assert!(found.is_empty());
}

async fn unscoped_statements_are_refused(mut test: TestDb) {
    test.config.tenant_tables = &["things"];
    let db = test.things().await;
    let refused =
        db.read(async |c: &mut Conn<'_>| c.fetch_all::<i64>(sql!("SELECT id FROM things")).await);
    assert!(matches!(
        refused.await,
        Err(DbError::Unscoped {
            table: "things",
            ..
        })
    ));
    let global = db.read(async |c: &mut Conn<'_>| {
        c.fetch_all::<i64>(sql!(global; "SELECT id FROM things"))
            .await
    });
    assert!(global.await.unwrap().is_empty());
}

async fn nothing_runs_after_close(test: TestDb) {
    let db = test.things().await;
    let clone = db.clone();
    db.close().await;
    let refused = clone.write(async |tx: &mut Conn<'_>| add(tx, 1).await);
    assert!(matches!(refused.await, Err(DbError::Unavailable(_))));
    let reader = clone.reader();
    let refused = reader.read(async |c: &mut Conn<'_>| add(c, 1).await);
    assert!(matches!(refused.await, Err(DbError::Unavailable(_))));
    assert_eq!(count(&test.open().await).await, 0);
}

fn assert_send<T: Send>(value: T) -> T {
    value
}

async fn rename(tx: &mut Conn<'_>, id: i64, name: &str) -> Result<u64> {
    tx.execute(sql!(
        "INSERT INTO things (id, name) VALUES ({}, {})",
        id,
        name
    ))
    .await
}

async fn handler(db: Db, name: String) -> Result<i64> {
    db.write(async move |tx| {
        let id: i64 = tx
            .fetch_one(sql!("SELECT coalesce(max(id), 0) + 1 FROM things"))
            .await?;
        rename(tx, id, &name).await?;
        Ok(id)
    })
    .await
}

/// Compiles only while the futures of calls can be moved between threads, as axum does.
#[tokio::test]
async fn futures_are_send_and_small() {
    let test = TestDb::sqlite();
    let call = assert_send(handler(test.things().await, "x".into()));
    assert!(size_of_val(&call) < 1024, "{} bytes", size_of_val(&call));
    assert_eq!(call.await.unwrap(), 1);
}
