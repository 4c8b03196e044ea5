use super::support::{Server, Who, data, limits, member};
use baton_api::realtime::{Answer, Channel, Limits};
use baton_bus::Bus;
use serde_json::{Value, json};

fn subscribe(channel: &str, auth: &str, channel_data: &str) -> Value {
    json!({"event": "pusher:subscribe", "data": {"channel": channel, "auth": auth, "channel_data": channel_data}})
}

#[tokio::test]
async fn a_signed_subscription_stands_and_hears() {
    let server = Server::start().await;
    let channel = Channel::Conversation(server.conversation());
    let mut client = server.connect().await;
    let answer = client.subscribe(&server, member("ann"), channel).await;
    assert_eq!(
        answer,
        json!({"event": "pusher_internal:subscription_succeeded", "channel": channel.to_string(), "data": "{}"})
    );
    server.publish(channel, &json!({"seq": 1}));
    let event = client.next().await;
    assert_eq!(
        event,
        json!({"event": "message.created", "channel": channel.to_string(), "data": r#"{"seq":1}"#})
    );
}

#[tokio::test]
async fn data_may_be_a_string_as_some_clients_send_it() {
    let server = Server::start().await;
    let channel = Channel::Workspace(server.workspace());
    let mut client = server.connect().await;
    let Answer { auth, channel_data } = server
        .authorise(member("ann"), &client.socket_id, channel)
        .await
        .unwrap();
    let inner = json!({"channel": channel.to_string(), "auth": auth, "channel_data": channel_data})
        .to_string();
    client
        .send(&json!({"event": "pusher:subscribe", "data": inner}))
        .await;
    assert_eq!(
        client.next().await["event"],
        "pusher_internal:subscription_succeeded"
    );
}

#[tokio::test]
async fn whatever_is_wrong_with_a_subscription_the_answer_is_the_same_and_the_socket_stays() {
    let server = Server::start().await;
    let channel = Channel::Conversation(server.conversation());
    let mut client = server.connect().await;
    let other = server.connect().await;
    let Answer { auth, channel_data } = server
        .authorise(member("ann"), &client.socket_id, channel)
        .await
        .unwrap();
    let elsewhere = server
        .authorise(member("ann"), &other.socket_id, channel)
        .await
        .unwrap();
    let name = channel.to_string();
    let promoted = channel_data.replace("ann", "bob");
    let foreign = Channel::Conversation(server.rights.foreign).to_string();
    for (channel, auth, channel_data) in [
        (&*name, "", &*channel_data),
        (&*name, "app-key:00", &*channel_data),
        (&*name, &*elsewhere.auth, &*elsewhere.channel_data),
        (&*name, &*auth, &*promoted),
        (&*foreign, &*auth, &*channel_data),
        ("news", "", ""),
        ("private-encrypted-news", &*auth, &*channel_data),
    ] {
        client.send(&subscribe(channel, auth, channel_data)).await;
        let error = client.next().await;
        assert_eq!(
            (&error["event"], &error["channel"]),
            (&json!("pusher:subscription_error"), &json!(channel))
        );
        assert_eq!(
            data(&error),
            json!({"type": "AuthError", "error": "You may not hear this channel", "status": 403})
        );
    }
    server.publish(channel, &json!({"seq": 1}));
    client.hears_nothing().await;
    assert_eq!(server.hub.counters().refused, 7);
}

#[tokio::test]
async fn rights_are_asked_again_at_the_subscription() {
    let server = Server::start().await;
    let channel = Channel::Conversation(server.conversation());
    let mut client = server.connect().await;
    let Answer { auth, channel_data } = server
        .authorise(member("ann"), &client.socket_id, channel)
        .await
        .unwrap();
    server.rights.ban("ann");
    client
        .send(&subscribe(&channel.to_string(), &auth, &channel_data))
        .await;
    assert_eq!(client.next().await["event"], "pusher:subscription_error");
}

#[tokio::test]
async fn subscribing_twice_does_not_deliver_twice() {
    let server = Server::start().await;
    let channel = Channel::Conversation(server.conversation());
    let mut client = server.subscribed(member("ann"), channel).await;
    let again = client.subscribe(&server, member("ann"), channel).await;
    assert_eq!(again["event"], "pusher_internal:subscription_succeeded");
    server.publish(channel, &json!({"seq": 1}));
    assert_eq!(client.next().await["event"], "message.created");
    client.hears_nothing().await;
}

#[tokio::test]
async fn unsubscribing_ends_it_without_an_answer() {
    let server = Server::start().await;
    let channel = Channel::Conversation(server.conversation());
    let mut client = server.subscribed(member("ann"), channel).await;
    client
        .send(&json!({"event": "pusher:unsubscribe", "data": {"channel": channel.to_string()}}))
        .await;
    client.hears_nothing().await;
    server.publish(channel, &json!({"seq": 1}));
    client.hears_nothing().await;
}

#[tokio::test]
async fn a_visitor_hears_their_conversation_and_not_the_team() {
    let server = Server::start().await;
    let id = server.conversation();
    let mut visitor = server
        .subscribed(Who::Visitor(id), Channel::Conversation(id))
        .await;
    server.publish(Channel::Team(id), &json!({"note": "secret"}));
    visitor.hears_nothing().await;
    assert!(
        server
            .authorise(Who::Visitor(id), &visitor.socket_id, Channel::Team(id))
            .await
            .is_err()
    );
}

#[tokio::test]
async fn a_socket_has_only_so_many_channels() {
    let server = Server::with(
        Limits {
            channels: 2,
            ..limits()
        },
        Bus::local(),
    )
    .await;
    let mut client = server.connect().await;
    let mut answers = Vec::new();
    for _ in 0..3 {
        let channel = Channel::Conversation(server.conversation());
        answers.push(client.subscribe(&server, member("ann"), channel).await["event"].clone());
    }
    assert_eq!(
        answers,
        [
            "pusher_internal:subscription_succeeded",
            "pusher_internal:subscription_succeeded",
            "pusher:subscription_error"
        ]
    );
}
