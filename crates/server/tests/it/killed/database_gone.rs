//! PostgreSQL that is frozen, or gone: whoever calls hears so soon, and all is well again without a restart.

use super::{
    baton::Home,
    books::Books,
    chance::Chance,
    check::check,
    cluster::Cluster,
    load::Crowd,
    say,
    site::{Answer, Caller, Site},
};
use serde_json::json;
use std::time::{Duration, Instant};

const VISITORS: u8 = 8;
/// How long a call may take while the database is silent: two seconds, and room for a busy machine.
const SOON: Duration = Duration::from_millis(3_500);
/// How long the server may take to find a database that came back.
const HEALING: Duration = Duration::from_secs(5);

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_database_that_is_silent_or_gone_is_said_soon_and_found_again() {
    let Some(cluster) = Cluster::start(&["fsync=off"]) else {
        return say("skipped: PostgreSQL's own programs are missing");
    };
    let url = cluster.database().await;
    let folder = tempfile::tempdir().unwrap();
    let home = Home::new(folder.path(), folder.path()).on(&url);
    let (baton, _) = home.start_ready().await;
    let site = Site::set_up(&home.url()).await;
    let crowd = Crowd::gather(site.clone(), VISITORS, &mut Chance::new("database gone")).await;

    let calling = crowd.call();
    tokio::time::sleep(Duration::from_millis(300)).await;
    cluster.freeze();
    let frozen = is_refused_soon(&site).await;
    cluster.thaw();
    let thawed = until_ready(&site).await;

    cluster.crash();
    let gone = is_refused_soon(&site).await;
    cluster.again();
    let back = until_ready(&site).await;
    tokio::time::sleep(Duration::from_millis(300)).await;

    let mut crowd = calling.stop().await;
    crowd.settle().await;
    assert!(baton.stop().await.0, "{}", home.logged());
    check(&Books::of_server(&url).await, &crowd, &home.logged()).assert_nothing();
    say(&format!(
        "frozen: refused after {frozen:?}, well {thawed:?} after; gone: refused after {gone:?}, well {back:?} after"
    ));
}

/// Every kind of call answers 503 soon; answers how long the slowest took.
async fn is_refused_soon(site: &Site) -> Duration {
    let mut slowest = Duration::ZERO;
    let probe = Caller::new(&site.url, [127, 0, 0, 1].into());
    let source = json!({"assistant_id": site.assistant, "title": "More", "text": "More to know."});
    for _ in 0..3 {
        let since = Instant::now();
        let (read, written, ready) = tokio::join!(
            site.owner.get("/api/v1/conversations"),
            site.owner.post("/api/v1/knowledge/sources", &source),
            probe.get("/readyz"),
        );
        slowest = slowest.max(since.elapsed());
        for answer in [read, written, ready] {
            is_unavailable(&answer);
        }
        assert_eq!(probe.get("/healthz").await.status, 200);
    }
    assert!(slowest < SOON, "{slowest:?}");
    slowest
}

fn is_unavailable(answer: &Answer) {
    assert_eq!(
        (answer.status, answer.text("code").as_str()),
        (503, "unavailable"),
        "{answer:?}"
    );
    assert!(
        answer.retry_after.is_some_and(|seconds| seconds > 0),
        "{answer:?}"
    );
}

/// Waits until the server is ready and writes; answers how long that took.
async fn until_ready(site: &Site) -> Duration {
    let since = Instant::now();
    let probe = Caller::new(&site.url, [127, 0, 0, 1].into());
    let tag = json!({"name": "spare", "role": "viewer"});
    loop {
        let (ready, written) = (
            probe.get("/readyz").await,
            site.owner.post("/api/v1/api-tokens", &tag).await,
        );
        if ready.status == 200 && written.status == 201 {
            return since.elapsed();
        }
        assert!(since.elapsed() < HEALING, "{ready:?} {written:?}");
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
}
