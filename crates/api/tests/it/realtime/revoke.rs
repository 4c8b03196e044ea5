use super::support::{Server, Who, data, limits, member, within};
use baton_api::realtime::{Channel, Limits};
use baton_bus::Bus;
use serde_json::json;
use std::time::Duration;

#[tokio::test]
async fn a_removed_member_loses_every_channel_within_a_second_and_cannot_come_back() {
    let server = Server::start().await;
    let id = server.conversation();
    let mut bob = server
        .subscribed(member("bob"), Channel::Conversation(id))
        .await;
    bob.subscribe(
        &server,
        member("bob"),
        Channel::WorkspacePresence(server.workspace()),
    )
    .await;
    let mut ann = server
        .subscribed(member("ann"), Channel::Conversation(id))
        .await;
    let mut visitor = server
        .subscribed(Who::Visitor(id), Channel::Conversation(id))
        .await;
    server.rights.ban("bob");
    server.revoke("bob");
    for _ in 0..2 {
        let told = tokio::time::timeout(Duration::from_secs(1), bob.next())
            .await
            .unwrap();
        assert_eq!(told["event"], "pusher:subscription_error");
        assert_eq!(data(&told)["status"], 403);
    }
    server.publish(Channel::Conversation(id), &json!({"seq": 1}));
    assert_eq!(ann.next().await["event"], "message.created");
    assert_eq!(visitor.next().await["event"], "message.created");
    bob.hears_nothing().await;
    assert!(
        server
            .authorise(member("bob"), &bob.socket_id, Channel::Conversation(id))
            .await
            .is_err()
    );
    assert_eq!(server.hub.counters().revoked, 2);
}

#[tokio::test]
async fn whose_rights_ended_without_a_word_is_found_by_asking() {
    let often = Limits {
        ask_again: Duration::from_millis(50),
        ..limits()
    };
    let server = Server::with(often, Bus::local()).await;
    let channel = Channel::Conversation(server.conversation());
    let mut ann = server.subscribed(member("ann"), channel).await;
    let mut bob = server.subscribed(member("bob"), channel).await;
    tokio::time::sleep(Duration::from_millis(200)).await;
    bob.hears_nothing().await;
    server.rights.ban("bob");
    let told = within(bob.next()).await;
    assert_eq!(told["event"], "pusher:subscription_error");
    server.publish(channel, &json!({"seq": 1}));
    assert_eq!(ann.next().await["event"], "message.created");
    bob.hears_nothing().await;
    assert_eq!(server.hub.counters().revoked, 1);
}
