//! Clients that stop to read: what they cost, and that they lose nothing.

use super::{
    crowd::{address, allow_files, is_nightly},
    served::Served,
};
use baton_testkit::{
    faults::Random,
    follower::{Follower, Patience, Place, Stopped},
};
use futures_util::future::join_all;
use serde_json::json;
use std::time::Duration;
use tokio::time::{Instant, sleep};

const STOPPED: usize = 200;
/// What one may cost.
const KIB_EACH: u64 = 1_024;
/// As long as a reply may be.
const LONG: usize = 4_000;
const RECONNECT: u16 = 4200;

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn readers_that_stop_cost_little_are_closed_and_catch_up() {
    allow_files(8_192);
    let served = Served::start().await;
    let place = workspace(&served).await;
    let visit = json!({"assistant": served.assistant, "page": {"url": served.url("/demo")}});
    let visit = served.post("/v1/widget/init", &visit).await;
    let id = visit["conversation"]["id"].as_str().unwrap().to_owned();
    served
        .post(&format!("/api/v1/conversations/{id}/claim"), &json!({}))
        .await;

    let start = latest(&served).await;
    let reader = Follower::start(place.clone(), Patience::default(), start, Random::new(1));
    reader.live().wait_for(Option::is_some).await.unwrap();
    let places = || {
        (0..STOPPED).map(|n| Place {
            from: address(n * 10),
            ..place.clone()
        })
    };
    let crowd =
        places().map(|place| Follower::start(place, Patience::default(), start, Random::new(1)));
    let crowd: Vec<Follower> = crowd.collect();
    for each in &crowd {
        each.live().wait_for(Option::is_some).await.unwrap();
    }
    let calm = replies(&served, &id, &reader, 40).await;
    drop(crowd);

    let stopped: Vec<Stopped> =
        join_all(places().map(async |place| Stopped::start(&place).await.unwrap())).await;
    let before = served.memory_kib("VmRSS");
    let mut peak = before;
    let mut beside = Vec::new();
    let end = Instant::now() + Duration::from_mins(2);
    while closed(&served).await < STOPPED {
        assert!(
            Instant::now() < end,
            "{} of {STOPPED} closed",
            closed(&served).await
        );
        beside.extend(replies(&served, &id, &reader, 50).await);
        peak = peak.max(served.memory_kib("VmRSS"));
    }
    let each = peak.saturating_sub(before) / u64::try_from(STOPPED).unwrap();
    let (calm, beside) = (p99(calm), p99(beside));
    println!(
        "{STOPPED} stopped readers cost {each} KiB each; p99 of a reader {beside:.1?} beside them, {calm:.1?} beside as many that read"
    );
    assert!(each <= KIB_EACH, "{each} KiB each");
    if is_nightly() {
        assert!(
            beside < calm * 2 + Duration::from_millis(20),
            "{calm:?} became {beside:?}"
        );
    }

    // Within the linger of the close its reason is still there to be read; what was in between comes by `seq`.
    let codes = join_all(stopped.into_iter().map(Stopped::resume)).await;
    assert!(
        codes.iter().flatten().all(|code| *code == RECONNECT),
        "{codes:?}"
    );
    let back = Follower::start(place, Patience::default(), start, Random::new(2));
    let now = latest(&served).await;
    while back.last() < now {
        assert!(Instant::now() < end);
        sleep(Duration::from_millis(20)).await;
    }
    let numbers: Vec<i64> = back
        .shown()
        .iter()
        .map(|item| item["seq"].as_i64().unwrap())
        .collect();
    assert_eq!(numbers, (start + 1..=now).collect::<Vec<_>>());
}

/// The stream of the workspace, for a program of its owner.
async fn workspace(served: &Served) -> Place {
    let issued = served
        .post(
            "/api/v1/api-tokens",
            &json!({"name": "reader", "role": "editor"}),
        )
        .await;
    Place {
        address: served.address,
        from: address(0),
        key: served.key.clone(),
        token: issued["token"].as_str().unwrap().to_owned(),
        origin: None,
        channel: format!("private-workspace.{}", served.workspace),
        missed: "/api/v1/events?limit=100&after=".to_owned(),
    }
}

/// Replies one after the other; answers how long each took until a healthy reader had it.
async fn replies(served: &Served, id: &str, reader: &Follower, count: usize) -> Vec<Duration> {
    let mut took = Vec::new();
    for _ in 0..count {
        let before = reader.last();
        let begun = Instant::now();
        let body = json!({"client_id": uuid::Uuid::new_v4(), "body": "x".repeat(LONG)});
        served
            .post(&format!("/api/v1/conversations/{id}/reply"), &body)
            .await;
        while reader.last() == before {
            sleep(Duration::from_micros(200)).await;
        }
        took.push(begun.elapsed());
    }
    took
}

async fn latest(served: &Served) -> i64 {
    served.get("/api/v1/events?after=0&limit=1").await["latest_seq"]
        .as_i64()
        .unwrap()
}

/// How many were closed for not reading.
async fn closed(served: &Served) -> usize {
    let metrics = served
        .http
        .get(served.url("/metrics"))
        .send()
        .await
        .unwrap()
        .text()
        .await
        .unwrap();
    let line = metrics
        .lines()
        .find(|line| line.contains("slow") && !line.starts_with('#'));
    line.and_then(|line| line.split_whitespace().nth(1))
        .map_or(0, |n| n.parse().unwrap())
}

fn p99(mut took: Vec<Duration>) -> Duration {
    took.sort_unstable();
    took[(took.len() - 1) * 99 / 100]
}
