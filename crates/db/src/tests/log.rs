//! SQLite's write-ahead log, which is moved into the file beside the writer.
use super::harness::TestDb;
use crate::{Conn, Db, Result, sql};

/// Bytes that one write takes in the log.
const WRITE: usize = 1 << 20;

async fn write(db: &Db, text: String) -> Result<u64> {
    db.write(async move |tx: &mut Conn<'_>| {
        tx.execute(sql!("UPDATE things SET name = {} WHERE id = 1", &text))
            .await
    })
    .await
}

#[tokio::test(flavor = "multi_thread")]
async fn the_log_begins_anew_while_writes_go_on() {
    let test = TestDb::sqlite();
    let db = test.things().await;
    super::harness::put(db.clone(), 1).await.unwrap();
    let mut longest = 0;
    for n in 0..=255 {
        let text = char::from(b'a' + n % 26).to_string().repeat(WRITE);
        write(&db, text).await.unwrap();
        longest = longest.max(db.load().wal_bytes.unwrap());
    }
    // Else it would hold all of the 256 MiB.
    assert!(longest < 192 << 20, "{longest} bytes");
    db.close().await;
    let db = test.open().await;
    let name: String = db
        .read(async |conn| {
            conn.fetch_one(sql!("SELECT name FROM things WHERE id = 1"))
                .await
        })
        .await
        .unwrap();
    assert_eq!(name, "v".repeat(WRITE));
    assert_eq!(db.load().wal_bytes.unwrap(), 0, "it was moved at the end");
}
