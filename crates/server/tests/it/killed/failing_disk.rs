//! A disk that fails: a sync that says EIO, writes that are refused, reads that break. After a failed sync nothing is
//! acknowledged any more, and a restart alone calls nothing good.

use super::{
    baton::Home,
    books::Books,
    chance::Chance,
    check::check,
    load::Crowd,
    nightly, say,
    site::{Answer, Caller, Site},
    strace::Faults,
};
use serde_json::json;
use std::{
    path::Path,
    time::{Duration, Instant},
};

const VISITORS: u8 = 8;
const SYNC: &str = "fsync,fdatasync";

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_failed_sync_stops_all_writes_until_the_file_was_checked() {
    let folder = tempfile::tempdir().unwrap();
    let home = Home::new(&folder.path().join("data"), folder.path());
    let (baton, _) = home.start_ready().await;
    let site = Site::set_up(&home.url()).await;
    let crowd = Crowd::gather(site.clone(), VISITORS, &mut Chance::new("failed sync")).await;
    let calling = crowd.call();
    tokio::time::sleep(Duration::from_millis(200)).await;
    let Some(faults) = Faults::inject(&baton, SYNC, "EIO", "1+").await else {
        return;
    };
    let refused = until_refused(&site).await;
    is_storage_failed(&refused);
    let crowd = calling.stop().await;

    // The disk works again; what it did before is still in doubt.
    drop(faults);
    tokio::time::sleep(Duration::from_millis(300)).await;
    is_storage_failed(&write(&site).await);
    is_storage_failed(
        &Caller::new(&site.url, [127, 0, 0, 1].into())
            .get("/readyz")
            .await,
    );
    assert_eq!(site.owner.get("/api/v1/conversations").await.status, 200);
    baton.kill();
    check(&Books::of_file(&home.data).await, &crowd, &home.logged()).assert_nothing();

    let mut crowd = crowd;
    let (baton, took) = home.start_ready().await;
    assert!(
        home.logged().contains("the storage failed before"),
        "{}",
        home.logged()
    );
    crowd.settle().await;
    assert!(baton.stop().await.0, "{}", home.logged());
    check(&Books::of_file(&home.data).await, &crowd, &home.logged()).assert_nothing();
    say(&format!("ready {took:?} after a failed sync, checked"));

    assert!(home.logged().contains("trusted again"), "{}", home.logged());

    // The next failure leaves less than there was: nobody is served from that.
    refuses(&home, "not complete", lose_a_message);
    refuses(&home, "the file is damaged", damage);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_call_that_fails_at_random_loses_nothing_acknowledged() {
    let mut chance = Chance::new("failing disk");
    let rounds = if nightly() { 120 } else { 4 };
    let kinds = [
        (SYNC, "EIO"),
        ("pwrite64", "EIO"),
        ("pwrite64", "ENOSPC"),
        ("pread64", "EIO"),
    ];
    let mut harmed = 0;
    for round in 0..rounds {
        let (calls, error) = kinds[round % kinds.len()];
        let when = chance.between(1, if nightly() { 200 } else { 12 });
        let Some(hurt) = harm(&mut chance, (calls, error, when)).await else {
            return;
        };
        harmed += u32::from(hurt);
    }
    assert!(harmed > 0, "no fault hurt: this test is blind");
    say(&format!(
        "{harmed} of {rounds} faults were felt, and nothing acknowledged was lost"
    ));
}

/// Answers whether the fault was felt.
async fn harm(chance: &mut Chance, (calls, error, when): (&str, &str, u64)) -> Option<bool> {
    let folder = tempfile::tempdir().unwrap();
    let home = Home::new(&folder.path().join("data"), folder.path());
    let (baton, _) = home.start_ready().await;
    let site = Site::set_up(&home.url()).await;
    let crowd = Crowd::gather(site, VISITORS, chance).await;
    // From the k-th call on, for as long as the server lives.
    let faults = Faults::inject(&baton, calls, error, &format!("{when}+")).await?;
    let calling = crowd.call();
    tokio::time::sleep(Duration::from_millis(600)).await;
    baton.kill();
    drop(faults);
    let mut crowd = calling.stop().await;
    let unsure = crowd
        .visitors
        .iter()
        .filter(|visitor| visitor.is_unsure())
        .count();
    let found = check(&Books::of_file(&home.data).await, &crowd, &home.logged());
    let fault = format!("{calls} {error} from {when} on");
    assert!(
        found.lost.is_empty() && found.broken.is_empty(),
        "{fault}: {found:#?}"
    );
    let (baton, _) = home.start_ready().await;
    crowd.settle().await;
    assert!(baton.stop().await.0, "{}", home.logged());
    check(&Books::of_file(&home.data).await, &crowd, &home.logged()).assert_nothing();
    Some(unsure > usize::from(VISITORS) / 2)
}

async fn write(site: &Site) -> Answer {
    let source = json!({"assistant_id": site.assistant, "title": "More", "text": "More to know."});
    site.owner.post("/api/v1/knowledge/sources", &source).await
}

async fn until_refused(site: &Site) -> Answer {
    let since = Instant::now();
    loop {
        let answer = write(site).await;
        if answer.status != 202 {
            return answer;
        }
        assert!(
            since.elapsed() < Duration::from_secs(10),
            "writes are acknowledged without a sync"
        );
    }
}

fn is_storage_failed(answer: &Answer) {
    assert_eq!(
        (answer.status, answer.text("code").as_str()),
        (503, "storage_failed"),
        "{answer:?}"
    );
    assert_eq!(answer.kind, "application/problem+json");
    assert!(
        answer.retry_after.is_some_and(|seconds| seconds > 0),
        "{answer:?}"
    );
}

/// A server with the mark of a failed sync does not start on what `harm` makes of its file, and says why.
fn refuses(home: &Home, why: &str, harm: fn(&Path)) {
    harm(&home.data.join("baton.db"));
    std::fs::write(
        home.data.join("baton.db-failed"),
        "fsync: Input/output error",
    )
    .unwrap();
    for _ in 0..2 {
        let before = home.logged().len();
        assert!(!home.start().wait(), "it starts all the same");
        let said = home.logged().split_off(before);
        assert!(
            said.contains(why) && said.contains("Restore a backup"),
            "{said}"
        );
    }
}

/// Takes a row that others tell of.
fn lose_a_message(file: &Path) {
    let connection = rusqlite::Connection::open(file).unwrap();
    let lost = connection.execute(
        "DELETE FROM messages WHERE num = (SELECT min(num) FROM messages)",
        [],
    );
    assert_eq!(lost.unwrap(), 1);
}

/// Overwrites the root of a table.
fn damage(file: &Path) {
    let mut bytes = std::fs::read(file).unwrap();
    bytes[4096..4096 + 600].fill(0xff);
    std::fs::write(file, bytes).unwrap();
}
