use super::support::{Server, Who, data, member};
use baton_api::realtime::Channel;
use serde_json::{Value, json};

fn typing(channel: Channel) -> Value {
    json!({"event": "client-typing", "channel": channel.to_string(), "data": {"on": true}, "user_id": "forged", "evil": 1})
}

#[tokio::test]
async fn a_whisper_reaches_the_others_rebuilt_and_not_its_sender() {
    let server = Server::start().await;
    let channel = Channel::ConversationPresence(server.conversation());
    let mut ann = server.subscribed(member("ann"), channel).await;
    let mut bob = server.subscribed(member("bob"), channel).await;
    ann.next().await;
    bob.send(&typing(channel)).await;
    assert_eq!(
        ann.next().await,
        json!({"event": "client-typing", "channel": channel.to_string(), "data": {"on": true}, "user_id": "user-bob"})
    );
    bob.hears_nothing().await;
}

#[tokio::test]
async fn on_a_private_channel_it_does_not_name_the_member() {
    let server = Server::start().await;
    let id = server.conversation();
    let channel = Channel::Conversation(id);
    let mut visitor = server.subscribed(Who::Visitor(id), channel).await;
    let mut ann = server.subscribed(member("ann"), channel).await;
    ann.send(&typing(channel)).await;
    assert_eq!(
        visitor.next().await,
        json!({"event": "client-typing", "channel": channel.to_string(), "data": {"on": true}})
    );
}

#[tokio::test]
async fn who_may_not_whisper_is_told_so() {
    let server = Server::start().await;
    let id = server.conversation();
    let mut listener = server
        .subscribed(member("ann"), Channel::Conversation(id))
        .await;
    let mut outsider = server.connect().await;
    outsider.send(&typing(Channel::Conversation(id))).await;
    assert_eq!(data(&outsider.next().await)["code"], 4009);
    let mut visitor = server
        .subscribed(Who::Visitor(id), Channel::Conversation(id))
        .await;
    visitor.send(&typing(Channel::Conversation(id))).await;
    assert_eq!(data(&visitor.next().await)["code"], 4301);
    let workspace = Channel::Workspace(server.workspace());
    let mut bob = server.subscribed(member("bob"), workspace).await;
    bob.send(&typing(workspace)).await;
    assert_eq!(data(&bob.next().await)["code"], 4301);
    listener.hears_nothing().await;
}

#[tokio::test]
async fn ten_a_second_and_no_more() {
    let server = Server::start().await;
    let channel = Channel::ConversationPresence(server.conversation());
    let mut ann = server.subscribed(member("ann"), channel).await;
    let mut bob = server.subscribed(member("bob"), channel).await;
    ann.next().await;
    for _ in 0..15 {
        bob.send(&typing(channel)).await;
    }
    for _ in 0..5 {
        assert_eq!(data(&bob.next().await)["code"], 4301);
    }
    for _ in 0..10 {
        assert_eq!(ann.next().await["event"], "client-typing");
    }
    ann.hears_nothing().await;
}
