//! A disk that is full: writes are refused in words, reads go on, and it heals without a restart.

use super::{
    baton::{Baton, Home},
    books::Books,
    chance::Chance,
    check::check,
    cluster::Cluster,
    load::Crowd,
    mount::Mount,
    say,
    site::{Answer, Caller, EMAIL, PASSWORD, Site},
    socket::Socket,
};
use serde_json::json;
use std::{
    fs::{self, OpenOptions},
    io::Write as _,
    path::{Path, PathBuf},
    time::{Duration, Instant},
};

const VISITORS: u8 = 8;
/// How long a disk is watched on which nobody writes.
const STAYS: Duration = Duration::from_secs(3);
/// More than fits into whatever a database had reserved.
const TRIES: u8 = 200;
/// Longer than a server needs to notice that there is room again.
const HEALING: Duration = Duration::from_secs(20);

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_full_disk_refuses_writes_and_heals_on_sqlite() {
    // Twice what the log holds before its pages move to the file: what the crowd writes once there is room must fit.
    let Some(disk) = Mount::memory(64) else {
        return say("skipped: this machine cannot mount a file system in memory (needs root)");
    };
    let folder = tempfile::tempdir().unwrap();
    let home = Home::new(&disk.path, folder.path());
    let (baton, _) = home.start_ready().await;
    let crowd = fill_and_heal(&home, baton, &disk.path).await;
    check(&Books::of_file(&disk.path).await, &crowd, &home.logged()).assert_nothing();
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_full_disk_refuses_writes_and_heals_on_postgres() {
    let Some(disk) = Mount::memory(24) else {
        return say("skipped: this machine cannot mount a file system in memory (needs root)");
    };
    let Some(cluster) = Cluster::start(&[]) else {
        return say("skipped: PostgreSQL's own programs are missing");
    };
    // The rows are on the small disk; the server's own log, without which it would stop altogether, is not.
    let url = cluster.database_on(&disk.path).await;
    let folder = tempfile::tempdir().unwrap();
    let home = Home::new(folder.path(), folder.path()).on(&url);
    let (baton, _) = home.start_ready().await;
    let crowd = fill_and_heal(&home, baton, &disk.path).await;
    check(&Books::of_server(&url).await, &crowd, &home.logged()).assert_nothing();
}

/// Fills the disk under load, looks at what still works, makes room, and stops the server in order.
async fn fill_and_heal(home: &Home, baton: Baton, disk: &Path) -> Crowd {
    let mut chance = Chance::new("full disk");
    let site = Site::set_up(&home.url()).await;
    let crowd = Crowd::gather(site.clone(), VISITORS, &mut chance).await;
    let mut socket = Socket::of_member(&site).await;
    let calling = crowd.call();
    tokio::time::sleep(Duration::from_millis(300)).await;
    let ballast = fill(disk);
    let refused = until_refused(&site, &mut chance).await;
    is_storage_full(&refused);
    let crowd = calling.stop().await;

    // What was acknowledged can be read, by whoever may.
    let visitor = &crowd.visitors[0];
    let list = site.owner.get("/api/v1/conversations").await;
    assert_eq!(list.status, 200, "{list:?}");
    let thread = site
        .owner
        .get(&format!(
            "/api/v1/conversations/{}/messages",
            visitor.conversation
        ))
        .await;
    assert_eq!(thread.status, 200, "{thread:?}");
    assert_eq!(
        site.owner.get("/api/v1/conversations/counts").await.status,
        200
    );
    socket.pings().await;
    let probe = Caller::new(&site.url, [127, 0, 0, 1].into());
    is_storage_full(&probe.get("/readyz").await);
    let opened = nobody_gets_in(&site).await;
    assert_eq!(probe.get("/healthz").await.status, 200);

    // Also where nobody writes any more, and so nobody is refused.
    let quiet = Instant::now();
    while quiet.elapsed() < STAYS {
        tokio::time::sleep(Duration::from_millis(500)).await;
        is_storage_full(&probe.get("/readyz").await);
    }
    fs::remove_file(ballast).unwrap();
    let since = Instant::now();
    until_ready(&site).await;
    say(&format!("ready {:?} after there was room", since.elapsed()));
    let mut crowd = crowd;
    crowd.opened.extend(opened);
    crowd.settle().await;
    let healed = since.elapsed();
    let calling = crowd.call();
    until_ready(&site).await;
    say(&format!(
        "writes worked {healed:?} after there was room, without a restart"
    ));
    tokio::time::sleep(Duration::from_millis(300)).await;
    let mut crowd = calling.stop().await;
    crowd.settle().await;
    assert!(baton.stop().await.0, "{}", home.logged());
    crowd
}

/// Takes all room that is left.
fn fill(disk: &Path) -> PathBuf {
    let path = disk.join("ballast");
    let mut file = OpenOptions::new()
        .create(true)
        .append(true)
        .open(&path)
        .unwrap();
    for size in [1 << 20, 4096] {
        let block = vec![1_u8; size];
        while file.write_all(&block).is_ok() {}
    }
    path
}

/// Writes until there is no room even in what the database had reserved: long replies in a conversation beside.
async fn until_refused(site: &Site, chance: &mut Chance) -> Answer {
    let (_, conversation) = match site.arrive([127, 0, 3, 1].into()).await {
        Ok(arrived) => arrived,
        Err(refused) => return refused,
    };
    let path = |verb: &str| format!("/api/v1/conversations/{conversation}/{verb}");
    let claimed = site.owner.post(&path("claim"), &json!({})).await;
    if claimed.status != 200 {
        return claimed;
    }
    for n in 0..3000 {
        let body = long_text(chance);
        let reply = json!({"client_id": format!("long-{n}"), "body": body});
        let answer = site.owner.post(&path("reply"), &reply).await;
        if answer.status != 201 {
            return answer;
        }
    }
    panic!("the disk is never full");
}

/// Signing in and loading the widget are refused in words. Answers the conversations that were opened until then.
async fn nobody_gets_in(site: &Site) -> Vec<String> {
    let (mut opened, mut tries) = (Vec::new(), 0);
    let refused = loop {
        assert!(
            tries < TRIES,
            "there is always room for one more conversation"
        );
        tries += 1;
        match site.arrive([127, 0, 4, tries].into()).await {
            Ok((_, conversation)) => opened.push(conversation),
            Err(refused) => break refused,
        }
    };
    is_storage_full(&refused);
    let browser = Caller::new(&site.url, [127, 0, 5, 1].into());
    let credentials = json!({"email": EMAIL, "password": PASSWORD});
    let mut tries = 0;
    let refused = loop {
        assert!(tries < TRIES, "there is always room for one more session");
        let answer = browser.post("/api/v1/session", &credentials).await;
        if answer.status != 200 {
            break answer;
        }
        assert!(answer.cookie.is_some());
        tries += 1;
    };
    is_storage_full(&refused);
    assert_eq!(refused.cookie, None, "no session is promised");
    say(&format!(
        "{} conversations and {tries} sessions still fitted",
        opened.len()
    ));
    opened
}

/// As long as a message may be, and no shorter when it is compressed.
fn long_text(chance: &mut Chance) -> String {
    let letter =
        |_| char::from_u32(u32::try_from(chance.between(0x4e00, 0x9fa0)).unwrap()).unwrap();
    (0..4000).map(letter).collect()
}

fn is_storage_full(answer: &Answer) {
    assert_eq!(
        (answer.status, answer.text("code").as_str()),
        (503, "storage_full"),
        "{answer:?}"
    );
    assert_eq!(answer.kind, "application/problem+json");
    assert!(
        answer.retry_after.is_some_and(|seconds| seconds > 0),
        "{answer:?}"
    );
}

async fn until_ready(site: &Site) {
    let since = Instant::now();
    let probe = Caller::new(&site.url, [127, 0, 0, 1].into());
    while probe.get("/readyz").await.status != 200 {
        assert!(since.elapsed() < HEALING, "it is never ready again");
        tokio::time::sleep(Duration::from_millis(100)).await;
    }
}
