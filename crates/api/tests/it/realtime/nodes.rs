//! Two nodes over a NATS server. Left out, with a word, where that is not installed.

use super::support::{GRACE, Server, Who, data, limits, member, until, within};
use baton_api::realtime::{Channel, Limits, VisitorChange};
use baton_testkit::Nats;
use serde_json::json;
use std::time::Duration;

/// A node that listens to a NATS server.
async fn node_of(nats: &Nats) -> Server {
    let server = Server::with(limits(), nats.bus().await).await;
    Nats::listening().await;
    server
}

#[tokio::test(flavor = "multi_thread")]
async fn events_whispers_and_revocations_cross_nodes() {
    let Some(nats) = Nats::start() else { return };
    let (a, b) = (node_of(&nats).await, node_of(&nats).await);
    let channel = Channel::Conversation(a.conversation());
    let mut ann = a.subscribed(member("ann"), channel).await;
    let mut bob = b.subscribed(member("bob"), channel).await;
    Nats::listening().await;
    for n in 0..100 {
        a.publish(channel, &json!({"seq": n}));
    }
    for n in 0..100 {
        for client in [&mut ann, &mut bob] {
            assert_eq!(data(&client.next().await)["seq"], n);
        }
    }
    bob.send(&json!({"event": "client-typing", "channel": channel.to_string(), "data": {}}))
        .await;
    assert_eq!(ann.next().await["event"], "client-typing");
    a.revoke("bob");
    assert_eq!(bob.next().await["event"], "pusher:subscription_error");
    bob.hears_nothing().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_signature_of_one_node_is_good_on_another() {
    let Some(nats) = Nats::start() else { return };
    let (a, b) = (node_of(&nats).await, node_of(&nats).await);
    let channel = Channel::Workspace(a.workspace());
    let mut client = a.connect().await;
    let answer = client.subscribe(&b, member("ann"), channel).await;
    assert_eq!(answer["event"], "pusher_internal:subscription_succeeded");
}

#[tokio::test(flavor = "multi_thread")]
async fn presence_is_one_over_all_nodes_also_for_a_node_that_comes_later() {
    let Some(nats) = Nats::start() else { return };
    let (a, b) = (node_of(&nats).await, node_of(&nats).await);
    let channel = Channel::WorkspacePresence(a.workspace());
    let id = a.conversation();
    let mut changes = a.hub.visitor_changes();
    let mut ann = a.subscribed(member("ann"), channel).await;
    let bob = b.subscribed(member("bob"), channel).await;
    let visitor = b
        .subscribed(Who::Visitor(id), Channel::Conversation(id))
        .await;
    assert_eq!(data(&ann.next().await)["user_id"], "user-bob");
    assert_eq!(
        within(changes.recv()).await.unwrap(),
        VisitorChange {
            conversation: id,
            online: true
        }
    );
    assert!(a.hub.visitor_online(id));

    let c = node_of(&nats).await;
    until(|| c.hub.visitor_online(id)).await;
    let mut late = c.connect().await;
    let roster = late.subscribe(&c, member("cleo"), channel).await;
    assert_eq!(data(&roster)["presence"]["count"], 3);
    assert_eq!(data(&ann.next().await)["user_id"], "user-cleo");

    drop((bob, visitor));
    tokio::time::sleep(GRACE).await;
    for client in [&mut ann, &mut late] {
        let removed = client.next().await;
        assert_eq!(removed["event"], "pusher_internal:member_removed");
        assert_eq!(data(&removed)["user_id"], "user-bob");
    }
    assert_eq!(
        within(changes.recv()).await.unwrap(),
        VisitorChange {
            conversation: id,
            online: false
        }
    );
}

/// R058: a visitor without a socket asks now one node and now the other, and is there on both until they ask neither.
#[tokio::test(flavor = "multi_thread")]
async fn who_polls_is_there_on_every_node_whichever_they_ask() {
    const POLLED: Duration = Duration::from_millis(600);
    let Some(nats) = Nats::start() else { return };
    let polled = Limits {
        polled: POLLED,
        ..limits()
    };
    let a = Server::with(polled, nats.bus().await).await;
    let b = Server::with(polled, nats.bus().await).await;
    Nats::listening().await;
    let id = a.conversation();
    let mut changes = a.hub.visitor_changes();
    for node in [&a, &b, &a, &b, &b, &b] {
        node.hub.visitor_polled(id);
        tokio::time::sleep(POLLED / 2).await;
        assert!(a.hub.visitor_online(id) && b.hub.visitor_online(id));
    }
    assert!(within(changes.recv()).await.unwrap().online);
    assert!(changes.is_empty(), "they were there all the time");
    assert!(!within(changes.recv()).await.unwrap().online);
    until(|| !b.hub.visitor_online(id)).await;
}
