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
use std::{
    net::{Ipv4Addr, SocketAddr},
    time::Duration,
};
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
    let count = number("BATON_CUTOFF_SCHEDULES");
    if let Some(seed) = number("BATON_CUTOFF_SEED") {
        return (seed, count.unwrap_or(1));
    }
    let is_nightly = std::env::var_os("BATON_NIGHTLY").is_some();
    let many = if is_nightly { NIGHTLY } else { DAILY };
    (
        u64::from(uuid::Uuid::new_v4().as_fields().0),
        count.unwrap_or(many),
    )
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
    let maya = &site.tenant.maya;
    let member = site.member(maya).await;
    let visit = site.tenant.arrive(&site.app).await;
    let conversation = visit.conversation.id.to_string();
    let start = latest(&member).await;
    let places = [team(site).await, guest(site, &visit.token, &conversation)];
    let mut followed = Vec::new();
    for n in 0..6 {
        let side = n % 2;
        let after = [start, 0][side];
        followed.push(Followed::start(site, &places[side], after, &mut random).await);
    }
    let playing = join_all(followed.iter().map(|each| each.proxy.play(&each.schedule)));
    tokio::join!(playing, work(&member, &conversation, &mut random));

    let visitor = site.nobody().bearing(&visit.token);
    let visitor = visitor.with("origin", "https://shop.example");
    let stored = [
        all(&member, &places[0].missed, start).await,
        all(&visitor, &places[1].missed, 0).await,
    ];
    let end = Instant::now() + CALM;
    let mut total = Tally::default();
    for (n, each) in followed.iter().enumerate() {
        each.becomes(&stored[n % 2], seed, end).await;
        let tally = each.proxy.tally();
        total.struck += tally.struck;
        total.doubled += tally.doubled;
        total.shuffled += tally.shuffled;
        total.lost += tally.lost;
    }
    total
}

/// The stream of the workspace, for a program of a member.
async fn team(site: &Site) -> Place {
    let owner = baton_testkit::Caller {
        role: Role::Owner,
        ..site.tenant.maya.clone()
    };
    let issued = site
        .app
        .create_api_token(&owner, "follower", Role::Editor)
        .await;
    Place {
        address: SocketAddr::from((Ipv4Addr::LOCALHOST, 0)),
        from: Ipv4Addr::LOCALHOST,
        key: site.app.secrets.realtime_key.clone(),
        token: issued.unwrap().secret,
        origin: None,
        channel: format!("private-workspace.{}", site.tenant.workspace),
        missed: "/api/v1/events?after=".to_owned(),
    }
}

/// The stream of a conversation, for its visitor.
fn guest(site: &Site, token: &str, conversation: &str) -> Place {
    Place {
        address: SocketAddr::from((Ipv4Addr::LOCALHOST, 0)),
        from: Ipv4Addr::LOCALHOST,
        key: site.app.secrets.realtime_key.clone(),
        token: token.to_owned(),
        origin: Some("https://shop.example".to_owned()),
        channel: format!("private-conversation.{conversation}"),
        missed: "/v1/widget/messages?after=".to_owned(),
    }
}

/// A follower behind a network of its own.
struct Followed {
    proxy: FaultProxy,
    schedule: Schedule,
    follower: Follower,
}

impl Followed {
    async fn start(site: &Site, place: &Place, after: i64, random: &mut Random) -> Self {
        let server = site.url.strip_prefix("http://").unwrap().parse().unwrap();
        let proxy = FaultProxy::start(server, random.number()).await;
        let schedule = Schedule::random(random, CHAOS);
        let place = Place {
            address: proxy.address(),
            ..place.clone()
        };
        let patience = Patience::default().hurried(HURRY);
        let follower = Follower::start(place, patience, after, random.fork());
        Self {
            proxy,
            schedule,
            follower,
        }
    }

    /// Waits until it is live and shows what is stored, each once and in order.
    async fn becomes(&self, stored: &[Value], seed: u64, end: Instant) {
        let Self {
            follower, schedule, ..
        } = self;
        let is_equal = || {
            let shown = follower.shown();
            let shown = shown.get(..stored.len());
            shown.is_some_and(|shown| shown.iter().zip(stored).all(same))
        };
        while !is_equal() || follower.live().borrow().is_none() {
            assert!(
                Instant::now() < end,
                "seed {seed}: shows {} of {}, live: {:?}\n{schedule}",
                follower.shown().len(),
                stored.len(),
                follower.live().borrow(),
            );
            sleep(Duration::from_millis(20)).await;
        }
        let shown = follower.shown();
        let numbers: Vec<_> = shown.iter().map(|item| item["seq"].as_i64()).collect();
        assert!(
            numbers.is_sorted_by(|a, b| a < b),
            "seed {seed}: {numbers:?}"
        );
    }
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
