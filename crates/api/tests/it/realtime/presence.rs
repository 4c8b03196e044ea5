use super::support::{Client, GRACE, Server, Who, data, limits, member, until, within};
use baton_api::realtime::{Channel, Limits, ViewerChange, VisitorChange};
use baton_bus::Bus;
use serde_json::{Value, json};
use std::time::Duration;

async fn join(server: &Server, name: &str, channel: Channel) -> (Client, Value) {
    let mut client = server.connect().await;
    let roster = client.subscribe(server, member(name), channel).await;
    assert_eq!(roster["event"], "pusher_internal:subscription_succeeded");
    (client, data(&roster)["presence"].clone())
}

#[tokio::test]
async fn members_see_who_is_there_who_comes_and_who_goes() {
    let server = Server::start().await;
    let channel = Channel::WorkspacePresence(server.workspace());
    let (mut ann, roster) = join(&server, "ann", channel).await;
    assert_eq!(
        roster,
        json!({"count": 1, "ids": ["user-ann"], "hash": {"user-ann": {"name": "ann"}}})
    );
    let (bob, roster) = join(&server, "bob", channel).await;
    assert_eq!(roster["count"], 2);
    let added = ann.next().await;
    assert_eq!(added["event"], "pusher_internal:member_added");
    assert_eq!(
        data(&added),
        json!({"user_id": "user-bob", "user_info": {"name": "bob"}})
    );
    drop(bob);
    let removed = ann.next().await;
    assert_eq!(removed["event"], "pusher_internal:member_removed");
    assert_eq!(data(&removed), json!({"user_id": "user-bob"}));
}

#[tokio::test]
async fn two_tabs_are_one_person() {
    let server = Server::start().await;
    let channel = Channel::ConversationPresence(server.conversation());
    let (mut ann, _) = join(&server, "ann", channel).await;
    let (first, _) = join(&server, "bob", channel).await;
    let (mut second, roster) = join(&server, "bob", channel).await;
    assert_eq!(roster["count"], 2);
    assert_eq!(ann.next().await["event"], "pusher_internal:member_added");
    drop(first);
    tokio::time::sleep(GRACE * 2).await;
    ann.hears_nothing().await;
    second
        .send(&json!({"event": "pusher:unsubscribe", "data": {"channel": channel.to_string()}}))
        .await;
    assert_eq!(ann.next().await["event"], "pusher_internal:member_removed");
}

#[tokio::test]
async fn a_page_change_is_no_departure() {
    let server = Server::start().await;
    let channel = Channel::WorkspacePresence(server.workspace());
    let (mut ann, _) = join(&server, "ann", channel).await;
    let (bob, _) = join(&server, "bob", channel).await;
    assert_eq!(ann.next().await["event"], "pusher_internal:member_added");
    drop(bob);
    until(|| server.hub.counters().sockets == 1).await;
    let (_bob, roster) = join(&server, "bob", channel).await;
    assert_eq!(roster["count"], 2);
    tokio::time::sleep(GRACE * 2).await;
    ann.hears_nothing().await;
}

#[tokio::test]
async fn a_visitor_is_online_from_their_first_socket_to_some_time_after_their_last() {
    let server = Server::start().await;
    let id = server.conversation();
    let channel = Channel::Conversation(id);
    let mut changes = server.hub.visitor_changes();
    let _member = server.subscribed(member("ann"), channel).await;
    assert!(!server.hub.visitor_online(id));
    let first = server.subscribed(Who::Visitor(id), channel).await;
    let second = server.subscribed(Who::Visitor(id), channel).await;
    assert!(server.hub.visitor_online(id));
    assert_eq!(
        within(changes.recv()).await.unwrap(),
        VisitorChange {
            conversation: id,
            online: true
        }
    );
    drop((first, second));
    until(|| server.hub.counters().sockets == 1).await;
    assert!(server.hub.visitor_online(id));
    assert_eq!(
        within(changes.recv()).await.unwrap(),
        VisitorChange {
            conversation: id,
            online: false
        }
    );
    assert!(!server.hub.visitor_online(id));
    assert!(changes.is_empty());
}

/// A poll that counts for so long.
const POLLED: Duration = Duration::from_millis(400);

/// R058: where no socket gets through, asking for what is new is being there.
#[tokio::test]
async fn a_visitor_without_a_socket_is_online_while_they_ask_for_what_is_new() {
    let polled = Limits {
        polled: POLLED,
        ..limits()
    };
    let server = Server::with(polled, Bus::local()).await;
    let id = server.conversation();
    let mut changes = server.hub.visitor_changes();
    let change = |online| VisitorChange {
        conversation: id,
        online,
    };
    for _ in 0..4 {
        server.hub.visitor_polled(id);
        assert!(server.hub.visitor_online(id));
        tokio::time::sleep(POLLED / 2).await;
    }
    assert_eq!(within(changes.recv()).await.unwrap(), change(true));
    assert!(
        changes.is_empty(),
        "who goes on asking neither comes nor goes"
    );
    assert_eq!(within(changes.recv()).await.unwrap(), change(false));
    assert!(!server.hub.visitor_online(id));
    server.hub.visitor_polled(id);
    assert_eq!(within(changes.recv()).await.unwrap(), change(true));
}

#[tokio::test]
async fn a_socket_of_a_visitor_tells_more_truly_when_they_go_than_what_they_asked_for() {
    let server = Server::start().await;
    let id = server.conversation();
    let mut changes = server.hub.visitor_changes();
    server.hub.visitor_polled(id);
    let socket = server
        .subscribed(Who::Visitor(id), Channel::Conversation(id))
        .await;
    server.hub.visitor_polled(id);
    assert!(within(changes.recv()).await.unwrap().online);
    drop(socket);
    // The default after a poll is longer than a test waits.
    assert!(!within(changes.recv()).await.unwrap().online);
    assert!(!server.hub.visitor_online(id));
}

#[tokio::test]
async fn who_looks_at_a_conversation_is_told_with_their_name() {
    let server = Server::start().await;
    let id = server.conversation();
    let mut changes = server.hub.viewer_changes();
    let (ann, _) = join(&server, "ann", Channel::ConversationPresence(id)).await;
    let change = |came: Option<&str>| ViewerChange {
        conversation: id,
        user: "user-ann".into(),
        came: came.map(str::to_owned),
    };
    assert_eq!(within(changes.recv()).await.unwrap(), change(Some("ann")));
    let viewers = server.hub.viewers();
    assert_eq!(
        viewers.into_iter().collect::<Vec<_>>(),
        [((id, "user-ann".into()), "ann".to_owned())]
    );
    drop(ann);
    assert_eq!(within(changes.recv()).await.unwrap(), change(None));
    assert!(server.hub.viewers().is_empty());
}
