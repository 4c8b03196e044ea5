//! Statements that go out together, and those that end a transaction.
use super::harness::{TestDb, add, both_databases, count};
use crate::{Conn, DbError, Dialect, Sql, sql};

both_databases! {
    rows_of_one_come_with_the_counts_of_all,
    the_last_statements_commit_and_nothing_follows,
    a_failure_among_the_last_keeps_nothing,
    what_is_due_before_the_commit_sees_all_of_it,
    a_partial_index_is_planned_once,
}

fn insert(id: i64) -> Sql {
    let name = format!("t{id}");
    sql!("INSERT INTO things (id, name) VALUES ({}, {})", id, name)
}

/// Only the statement whose rows are wanted may have any.
fn telling(id: i64) -> Sql {
    let mut q = insert(id);
    sql!(q; " RETURNING id");
    q
}

async fn rows_of_one_come_with_the_counts_of_all(test: TestDb) {
    let db = test.things().await;
    let done = db.write(async |tx: &mut Conn<'_>| {
        let rename = sql!("UPDATE things SET name = lower(name) WHERE id < {}", 9);
        tx.fetch_among::<i64>(vec![insert(1), telling(2), rename], 1)
            .await
    });
    assert_eq!(done.await.unwrap(), (vec![2], vec![1, 1, 2]));
    let none = db.write(async |tx: &mut Conn<'_>| tx.fetch_among::<i64>(vec![], 0).await);
    assert_eq!(none.await.unwrap(), (vec![], vec![]));
}

async fn the_last_statements_commit_and_nothing_follows(test: TestDb) {
    let db = test.things().await;
    let done = db.write(async |tx: &mut Conn<'_>| {
        add(tx, 1).await?;
        let last = tx.finish::<i64>(vec![telling(2), insert(3)], 0).await?;
        assert!(matches!(add(tx, 4).await, Err(DbError::Aborted)));
        Ok::<_, DbError>(last)
    });
    assert_eq!(done.await.unwrap(), (vec![2], vec![1, 1]));
    assert_eq!(count(&db).await, 3);
    // The connection is fit for the next.
    let again = db.write(async |tx: &mut Conn<'_>| tx.finish::<i64>(vec![telling(4)], 0).await);
    assert_eq!(again.await.unwrap().0, [4]);
    assert_eq!(count(&db).await, 4);
}

async fn a_failure_among_the_last_keeps_nothing(test: TestDb) {
    let db = test.things().await;
    for _ in 0..3 {
        let failed = db.write(async |tx: &mut Conn<'_>| {
            add(tx, 1).await?;
            tx.finish::<i64>(vec![telling(2), insert(2), insert(3)], 0)
                .await
        });
        assert!(matches!(failed.await, Err(DbError::Conflict { .. })));
        assert_eq!(count(&db).await, 0);
    }
}

async fn what_is_due_before_the_commit_sees_all_of_it(test: TestDb) {
    let db = test.things().await;
    let done = db.write(async |tx: &mut Conn<'_>| {
        add(tx, 1).await?;
        for _ in 0..3 {
            tx.before_commit("UPDATE things SET name = name || '!'")
                .await?;
        }
        tx.finish::<i64>(vec![telling(2)], 0).await?;
        Ok::<_, DbError>(tx.dialect())
    });
    let dialect = done.await.unwrap();
    let names = db.read(async |c: &mut Conn<'_>| {
        c.fetch_all::<String>(sql!("SELECT name FROM things ORDER BY id"))
            .await
    });
    let expected = match dialect {
        // Once, and last, for all calls of a commit.
        Dialect::Sqlite => ["thing 1!", "t2!"],
        Dialect::Postgres => ["thing 1!!!", "t2"],
    };
    assert_eq!(names.await.unwrap(), expected);
    // A call that is undone asked for nothing.
    let undone = db.write(async |tx: &mut Conn<'_>| {
        tx.before_commit("DELETE FROM things").await?;
        Err::<(), _>(DbError::NotFound)
    });
    assert!(undone.await.is_err());
    assert_eq!(count(&db).await, 2);
}

/// SQLite plans a statement anew for each value that it might compare with the condition of an index, unless told not to.
async fn a_partial_index_is_planned_once(test: TestDb) {
    let db = test.things().await;
    let plans = db.write(async |tx: &mut Conn<'_>| {
        tx.execute_batch("CREATE INDEX things_b ON things (parent_id) WHERE name = 'b'")
            .await?;
        if tx.dialect() == Dialect::Postgres {
            return Ok(0);
        }
        for name in ["a", "b", "c"] {
            let q = sql!(
                "SELECT id FROM things WHERE name = {} AND parent_id = {}",
                name,
                1
            );
            tx.fetch_all::<i64>(q).await?;
        }
        let connection = tx.sqlite();
        let text = "SELECT id FROM things WHERE name = $1 AND parent_id = $2";
        let statement = connection.prepare_cached(text).unwrap();
        Ok::<_, DbError>(statement.get_status(rusqlite::StatementStatus::RePrepare))
    });
    assert_eq!(plans.await.unwrap(), 0);
}
