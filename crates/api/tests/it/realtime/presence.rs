use super::support::{Client, GRACE, Server, Who, data, member, until, within};
use baton_api::realtime::{Channel, VisitorChange};
use serde_json::{Value, json};

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
