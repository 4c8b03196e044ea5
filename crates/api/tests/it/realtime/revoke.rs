use super::support::{Server, Who, data, member};
use baton_api::realtime::Channel;
use serde_json::json;

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
    server.hub.revoke(&"bob".to_owned()).unwrap();
    for _ in 0..2 {
        let told = tokio::time::timeout(std::time::Duration::from_secs(1), bob.next())
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
