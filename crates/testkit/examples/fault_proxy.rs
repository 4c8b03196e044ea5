//! Fault proxies for programs in other languages: `cargo run -p baton-testkit --example fault_proxy`.
//!
//! Reads one JSON object a line and answers each with one, by its `id`:
//!
//! `{"id", "do": "open", "server": "127.0.0.1:8080", "seed", "ms"}` -> `{"id", "port", "schedule"}`
//! `{"id", "do": "play"}`                                          -> `{"id", "tally"}` once it is over
//! `{"id", "do": "silence"}`                                       -> `{"id", "tally"}`; what is open falls silent, for good
//! `{"id", "do": "close"}`                                         -> `{"id", "tally"}`; all its connections end
//!
//! Ends with its input.

#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "whoever speaks to it otherwise is a broken test"
)]

use baton_testkit::faults::{FaultProxy, Random, Schedule, Strike};
use serde_json::{Value, json};
use std::{collections::HashMap, sync::Arc, time::Duration};
use tokio::{sync::mpsc, task::JoinSet};

#[tokio::main]
async fn main() {
    let (said, mut lines) = mpsc::unbounded_channel();
    std::thread::spawn(move || {
        for line in std::io::stdin().lines().map_while(Result::ok) {
            said.send(line).unwrap();
        }
    });
    let mut open = HashMap::new();
    let mut playing = JoinSet::new();
    loop {
        let line = tokio::select! {
            line = lines.recv() => line,
            Some(_) = playing.join_next() => continue,
        };
        let Some(line) = line else { return };
        let asked: Value = serde_json::from_str(&line).unwrap();
        let id = asked["id"].clone();
        let key = id.to_string();
        match asked["do"].as_str() {
            Some("open") => {
                let mut random = Random::new(asked["seed"].as_u64().unwrap());
                let length = Duration::from_millis(asked["ms"].as_u64().unwrap());
                let schedule = Schedule::random(&mut random, length);
                let server = asked["server"].as_str().unwrap().parse().unwrap();
                let proxy = FaultProxy::start(server, random.number()).await;
                let port = proxy.address().port();
                say(&json!({"id": id, "port": port, "schedule": schedule.to_string()}));
                open.insert(key, Arc::new((proxy, schedule)));
            }
            Some("play") => {
                let both = Arc::clone(&open[&key]);
                playing.spawn(async move {
                    let (proxy, schedule) = &*both;
                    proxy.play(schedule).await;
                    say(&json!({"id": id, "tally": proxy.tally()}));
                });
            }
            Some("silence") => {
                let (proxy, _) = &*open[&key];
                proxy.strike(Strike::Silence);
                say(&json!({"id": id, "tally": proxy.tally()}));
            }
            _ => {
                let closed = open.remove(&key).unwrap();
                say(&json!({"id": id, "tally": closed.0.tally()}));
            }
        }
    }
}

#[expect(clippy::print_stdout, reason = "whoever started it reads the answers")]
fn say(answer: &Value) {
    println!("{answer}");
}
