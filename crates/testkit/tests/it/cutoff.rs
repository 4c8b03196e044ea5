//! Followers over networks that fail by a seed: in the end each of them has what the server has.
//!
//! `BATON_CUTOFF_SEED` plays one schedule again, `BATON_CUTOFF_SCHEDULES` says how many there are.

use baton_api::{Options, realtime::Limits};
use baton_core::role::Role;
use baton_testkit::{
    Answer, Client, Site, TestDb,
    faults::{FaultProxy, Random, Schedule, Tally},
    follower::{Follower, Patience, Place},
};
use futures_util::future::join_all;
use serde_json::{Value, json};
use std::{net::Ipv4Addr, time::Duration};
use tokio::time::{Instant, sleep};

const DAILY: u64 = 24;
const NIGHTLY: u64 = 2_000;
/// Schedules that are played at once.
const LANES: u64 = 4;
/// How long networks fail.
const CHAOS: Duration = Duration::from_millis(800);
/// The clients live so many times faster than people do.
const HURRY: u32 = 20;
/// Until everybody must be equal.
const CALM: Duration = Duration::from_secs(30);

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn followers_are_equal_to_the_server_once_their_networks_are_whole_again() {
    let (first, count) = seeds();
    println!("{count} schedules from seed {first}");
    let site = site().await;
    let mut total = Tally::default();
    for begin in (first..first + count).step_by(usize::try_from(LANES).unwrap()) {
        let seeds = begin..(begin + LANES).min(first + count);
        for tally in join_all(seeds.map(|seed| play(&site, seed))).await {
            total.struck += tally.struck;
            total.doubled += tally.doubled;
            total.shuffled += tally.shuffled;
            total.lost += tally.lost;
        }
    }
    println!("{total:?}");
    // A harness that hurts nobody finds nothing.
    if count >= 10 {
        for hits in [total.struck, total.doubled, total.shuffled, total.lost] {
            assert!(hits > 0, "the proxy does not do its work: {total:?}");
        }
    }
}

fn seeds() -> (u64, u64) {
    let number = |name: &str| {
        #[expect(clippy::disallowed_methods, reason = "how a failure is repeated")]
        let text = std::env::var(name).ok()?;
        Some(text.parse().unwrap())
    };
    match number("BATON_CUTOFF_SEED") {
        Some(seed) => (seed, number("BATON_CUTOFF_SCHEDULES").unwrap_or(1)),
        None => {
            let many = if std::env::var_os("BATON_NIGHTLY").is_some() {
                NIGHTLY
            } else {
                DAILY
            };
            let seed = u64::from(uuid::Uuid::new_v4().as_fields().0);
            (seed, number("BATON_CUTOFF_SCHEDULES").unwrap_or(many))
        }
    }
}

async fn site() -> Site {
    // The server, too, has to notice by itself that a network fell silent.
    let sockets = Limits {
        idle: Duration::from_secs(2),
        pong: Duration::from_secs(1),
        ..Limits::default()
    };
    let options = Options {
        sockets,
        ..Options::default()
    };
    Site::with(TestDb::sqlite().await, None, options).await
}

/// Plays one schedule; fails where a follower is not equal in the end.
async fn play(site: &Site, seed: u64) -> Tally {
    let mut random = Random::new(seed);
    let server = site.url.strip_prefix("http://").unwrap().parse().unwrap();
    let visit = site.tenant.arrive(&site.app).await;
    let conversation = visit.conversation.id.to_string();
    let maya = &site.tenant.maya;
    let owner = baton_testkit::Caller {
        role: Role::Owner,
        ..maya.clone()
    };
    let token = site
        .app
        .create_api_token(&owner, "follower", Role::Editor)
        .await
        .unwrap()
        .secret;
    let start = latest(&site.member(maya).await).await;
    let mut followed = Vec::new();
    for n in 0..6 {
        let proxy = FaultProxy::start(server, random.number()).await;
        let schedule = Schedule::random(&mut random, CHAOS);
        let place = Place {
            address: proxy.address(),
            from: Ipv4Addr::LOCALHOST,
            key: site.app.secrets.realtime_key.clone(),
            token: if n < 3 {
                token.clone()
            } else {
                visit.token.clone()
            },
            origin: (n >= 3).then(|| "https://shop.example".to_owned()),
            channel: if n < 3 {
                format!("private-workspace.{}", site.tenant.workspace)
            } else {
                format!("private-conversation.{conversation}")
            },
            missed: (if n < 3 {
                "/api/v1/events?after="
            } else {
                "/v1/widget/messages?after="
            })
            .to_owned(),
        };
        let patience = Patience::default().hurried(HURRY);
        let follower = Follower::start(
            place,
            patience,
            if n < 3 { start } else { 0 },
            random.fork(),
        );
        followed.push((proxy, schedule, follower));
    }
    let member = site.member(maya).await;
    let playing = join_all(
        followed
            .iter()
            .map(|(proxy, schedule, _)| proxy.play(schedule)),
    );
    tokio::join!(playing, work(&member, &conversation, &mut random));

    let visitor = site
        .nobody()
        .bearing(&visit.token)
        .with("origin", "https://shop.example");
    let messages = all(&visitor, "/v1/widget/messages?after=", 0).await;
    let events = all(&member, "/api/v1/events?after=", start).await;
    let end = Instant::now() + CALM;
    let mut total = Tally::default();
    for (n, (proxy, schedule, follower)) in followed.iter().enumerate() {
        let theirs = if n < 3 { &events } else { &messages };
        let is_equal = || {
            let shown = follower.shown();
            shown
                .get(..theirs.len())
                .is_some_and(|shown| shown.iter().zip(theirs).all(same))
        };
        while !is_equal() || follower.live().borrow().is_none() {
            assert!(
                Instant::now() < end,
                "seed {seed}: follower {n} shows {} of {}, live: {:?}\n{schedule}",
                follower.shown().len(),
                theirs.len(),
                follower.live().borrow(),
            );
            sleep(Duration::from_millis(20)).await;
        }
        let numbers: Vec<_> = follower
            .shown()
            .iter()
            .map(|item| item["seq"].as_i64())
            .collect();
        assert!(
            numbers.is_sorted_by(|a, b| a < b),
            "seed {seed}: {numbers:?}"
        );
        let tally = proxy.tally();
        total.struck += tally.struck;
        total.doubled += tally.doubled;
        total.shuffled += tally.shuffled;
        total.lost += tally.lost;
    }
    total
}

fn same((shown, stored): (&Value, &Value)) -> bool {
    shown["id"] == stored["id"] && shown["seq"] == stored["seq"]
}

/// A person works on a conversation while networks fail.
async fn work(member: &Client, conversation: &str, random: &mut Random) {
    let at = |verb: &str| format!("/api/v1/conversations/{conversation}/{verb}");
    let end = Instant::now() + CHAOS;
    while Instant::now() < end {
        let claimed = member.post(&at("claim"), json!({})).await;
        assert_eq!(claimed.status, 200, "{}", claimed.text);
        for _ in 0..random.between(1, 6) {
            let body = json!({"client_id": uuid::Uuid::new_v4(), "body": "One pair is left."});
            let replied = member.post(&at("reply"), body).await;
            assert_eq!(replied.status, 201, "{}", replied.text);
            sleep(Duration::from_millis(random.below(20))).await;
        }
        let released = member.post(&at("release"), json!({})).await;
        assert_eq!(released.status, 200, "{}", released.text);
    }
}

async fn latest(member: &Client) -> i64 {
    let Answer { json, .. } = member.get("/api/v1/events?after=0&limit=1").await;
    json["latest_seq"].as_i64().unwrap()
}

async fn all(client: &Client, path: &str, after: i64) -> Vec<Value> {
    let mut items: Vec<Value> = Vec::new();
    loop {
        let after = items
            .last()
            .map_or(after, |item| item["seq"].as_i64().unwrap());
        let page = client.get(&format!("{path}{after}")).await.json;
        items.extend(page["items"].as_array().unwrap().iter().cloned());
        if page["has_more"] == false {
            return items;
        }
    }
}
