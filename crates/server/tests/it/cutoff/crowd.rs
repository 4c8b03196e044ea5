//! Many visitors, each with a conversation and an address of their own.

use super::served::Served;
use baton_testkit::{
    faults::Random,
    follower::{Follower, Patience, Place},
};
use futures_util::{StreamExt as _, stream};
use serde_json::json;
use std::{net::Ipv4Addr, process::Command, time::Duration};
use tokio::time::{Instant, sleep};

/// Of one address the server takes a thousand sockets, and the system has some ten thousand ports.
const PER_ADDRESS: usize = 250;

pub(super) fn is_nightly() -> bool {
    std::env::var_os("BATON_NIGHTLY").is_some()
}

/// Lets this process, and the servers that it starts, open so many files. A fresh process may open 1,024.
pub(super) fn allow_files(count: usize) {
    let pid = std::process::id().to_string();
    let limit = format!("--nofile={count}:{count}");
    let set = Command::new("prlimit")
        .args(["--pid", &pid, &limit])
        .status()
        .unwrap();
    assert!(
        set.success(),
        "{count} open files are needed: raise the limit (ulimit -n) or run as root"
    );
}

/// The `n`-th address of the loopback.
pub(super) fn address(n: usize) -> Ipv4Addr {
    let n = u32::try_from(n / PER_ADDRESS).unwrap();
    Ipv4Addr::from_bits(0x7f01_0001 + n)
}

/// Opens conversations; answers where each is listened to, and as whom.
pub(super) async fn arrive(served: &Served, count: usize) -> Vec<Place> {
    let arriving = stream::iter(0..count).map(async |n| {
        let ask = json!({"assistant": served.assistant, "page": {"url": served.url("/demo")}});
        let visit = served.post("/v1/widget/init", &ask).await;
        let text = |pointer: &str| visit.pointer(pointer).unwrap().as_str().unwrap().to_owned();
        Place {
            address: served.address,
            from: address(n),
            key: served.key.clone(),
            token: text("/token"),
            origin: Some(served.url("")),
            channel: text("/realtime/channel"),
            missed: "/v1/widget/messages?after=".to_owned(),
        }
    });
    arriving.buffered(32).collect().await
}

/// Everybody follows, at the pace at which people come.
pub(super) async fn follow(places: Vec<Place>, random: &mut Random) -> Vec<Follower> {
    let mut followers = Vec::new();
    for place in places {
        if followers.len() % 10 == 9 {
            sleep(Duration::from_millis(20)).await;
        }
        followers.push(Follower::start(
            place,
            Patience::default(),
            0,
            random.fork(),
        ));
    }
    back(&followers, Instant::now() - Duration::from_mins(10)).await;
    followers
}

/// Waits until everybody is live, since `begun` anew; answers how long it took each, ascending.
pub(super) async fn back(followers: &[Follower], begun: Instant) -> Vec<Duration> {
    let mut took = Vec::new();
    for follower in followers {
        let mut live = follower.live();
        let is_back = live.wait_for(|since| since.is_some_and(|since| since > begun));
        let since = tokio::time::timeout(Duration::from_mins(2), is_back).await;
        took.push(since.expect("back within two minutes").unwrap().unwrap() - begun);
    }
    took.sort_unstable();
    took
}
