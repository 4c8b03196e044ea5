//! Killed in the middle of deliveries: every event reaches its receiver, and what comes twice has the same id and the same bytes.

use super::{baton::Home, site::Site};
use baton_testkit::receiver::{Received, Receiver, Reply};
use serde_json::json;
use std::{
    collections::{BTreeMap, BTreeSet},
    net::IpAddr,
    time::{Duration, Instant},
};

/// The lives of the server, and the messages said in each.
const LIVES: u8 = 6;
const SAID: usize = 8;
/// Until everything has come: a lane that was held is free after a start, and what failed is due after seconds.
const PATIENCE: Duration = Duration::from_mins(1);

/// Messages said so far, by the place of their event in the stream, as the receiver heard them.
fn heard(receiver: &Receiver) -> BTreeMap<String, Vec<Received>> {
    let mut heard = BTreeMap::<String, Vec<Received>>::new();
    for told in receiver.received() {
        let body = told.json();
        let said = body["data"]["message"]["body"].as_str().unwrap_or_default();
        heard.entry(said.to_owned()).or_default().push(told);
    }
    heard
}

/// A visitor of this life of the server, whose conversation a person holds: the assistant says nothing of its own.
async fn say(site: &Site, life: u8) -> Vec<String> {
    let (visitor, conversation) = site
        .arrive(IpAddr::from([127, 0, 4, life + 1]))
        .await
        .unwrap();
    let claim = format!("/api/v1/conversations/{conversation}/claim");
    assert_eq!(site.owner.post(&claim, &json!({})).await.status, 200);
    let mut said = Vec::new();
    for n in 0..SAID {
        let body = format!("message {n} of life {life}");
        let message = json!({"client_id": format!("{life}-{n}"), "body": body});
        let answer = visitor.post("/v1/widget/messages", &message).await;
        assert_eq!(answer.status, 201, "{answer:?}");
        said.push(body);
    }
    said
}

/// What was stored is told at least once, however often the process dies between sending and writing down that it sent.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn every_event_is_told_after_kills() {
    let folder = tempfile::tempdir().unwrap();
    let home = Home::new(&folder.path().join("data"), folder.path()).telling_neighbours();
    // Long enough that a kill finds requests on their way.
    let receiver = Receiver::answering(Reply::status(204).after(Duration::from_millis(150))).await;
    let (mut baton, _) = home.start_ready().await;
    let site = Site::set_up(&home.url()).await;
    let new = json!({"url": receiver.url, "event_types": ["message.created"]});
    let made = site.owner.post("/api/v1/webhook-endpoints", &new).await;
    assert_eq!(made.status, 201, "{made:?}");
    let mut said = Vec::new();
    for life in 0..LIVES {
        let before = receiver.received().len();
        said.extend(say(&site, life).await);
        receiver.wait_for(before + 2).await;
        baton.kill();
        (baton, _) = home.start_ready().await;
    }
    let wanted: BTreeSet<_> = said.iter().cloned().collect();
    let begun = Instant::now();
    while heard(&receiver).keys().cloned().collect::<BTreeSet<_>>() != wanted {
        let missing = wanted.len() - heard(&receiver).len();
        assert!(
            begun.elapsed() < PATIENCE,
            "{missing} never came\n{}",
            home.logged()
        );
        tokio::time::sleep(Duration::from_millis(100)).await;
    }
    // Whatever would be sent again is sent by now.
    tokio::time::sleep(Duration::from_secs(2)).await;
    let (mut ids, mut repeated) = (BTreeSet::new(), 0);
    for (said, times) in heard(&receiver) {
        let first = &times[0];
        assert!(
            ids.insert(first.header("webhook-id").to_owned()),
            "{said} has the id of another"
        );
        for again in &times[1..] {
            repeated += 1;
            assert_eq!(
                again.header("webhook-id"),
                first.header("webhook-id"),
                "{said}"
            );
            assert_eq!(again.body, first.body, "{said}");
        }
    }
    assert!(
        repeated > 0,
        "no kill came between sending and writing down"
    );
    super::say(&format!(
        "{} events, {repeated} of them came again",
        ids.len()
    ));
    let (well, _) = baton.stop().await;
    assert!(well, "{}", home.logged());
}
