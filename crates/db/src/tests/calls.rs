//! Reads, writes, arguments, columns and errors.
use super::harness::{TestDb, add, both_databases, count};
use crate::{Arg, Conn, Db, DbError, Result, row, sql};
use uuid::Uuid;

row! {
    #[derive(Debug, PartialEq)]
    struct Thing {
        id: i64 = "t.id",
        name: String = "t.name",
        parent_id: Option<i64> = "t.parent_id",
    }
}

both_databases! {
    async fn reads_what_was_written(test: TestDb) {
        let db = test.things().await;
        let seen = db
            .write(async |tx: &mut Conn<'_>| {
                add(tx, 1).await?;
                let changed = tx
                    .execute_all(vec![
                        sql!("INSERT INTO things (id, name, parent_id) VALUES ({}, {}, {})", 2, "b", 1),
                        sql!("UPDATE things SET name = 'c' WHERE id = {}", 9),
                        sql!("UPDATE things SET name = {} WHERE id IN ", "first"),
                    ].into_iter().map(|mut q| { if q.text().ends_with("IN ") { q.list([1, 7]); } q }).collect())
                    .await?;
                assert_eq!(changed, [1, 0, 1]);
                let mut q = Thing::select();
                sql!(q; " FROM things t WHERE id < {} ORDER BY id", 10);
                tx.fetch_all::<Thing>(q).await
            })
            .await
            .unwrap();
        assert_eq!(seen, [
            Thing { id: 1, name: "first".into(), parent_id: None },
            Thing { id: 2, name: "b".into(), parent_id: Some(1) },
        ]);
        assert_eq!(count(&db).await, 2);
        db.close().await;
    }
}

fn assert_send<T: Send>(value: T) -> T {
    value
}

async fn handler(db: Db, name: String) -> Result<i64> {
    db.write(async move |tx: &mut Conn<'_>| {
        let id: i64 = tx.fetch_one(sql!("SELECT coalesce(max(id), 0) + 1 FROM things")).await?;
        tx.execute(sql!("INSERT INTO things (id, name) VALUES ({}, {})", id, &name)).await?;
        Ok(id)
    })
    .await
}

/// Compiles only while the futures of calls can be moved between threads, as axum does.
#[tokio::test]
async fn futures_are_send() {
    let test = TestDb::sqlite();
    let db = test.things().await;
    assert_eq!(
        tokio::task::spawn(assert_send(handler(db, "x".into())))
            .await
            .unwrap()
            .unwrap(),
        1
    );
}
