use super::support::{Server, data, member};
use baton_api::realtime::Channel;
use baton_bus::Bus;
use serde_json::json;
use std::time::Duration;

/// A node that could not follow knows not what its sockets have missed: they come back and catch up. On one thread, so that
/// the node hears nothing until all is said.
#[tokio::test]
async fn who_may_have_missed_something_is_asked_to_come_back() {
    let server = Server::start().await;
    let mut client = server
        .subscribed(member("ann"), Channel::Workspace(server.workspace()))
        .await;
    let elsewhere = Channel::Workspace(server.workspace());
    for seq in 0..20_000 {
        server.publish(elsewhere, &json!({"seq": seq}));
    }
    let error = client.next().await;
    assert_eq!(
        (&error["event"], &data(&error)["code"]),
        (&json!("pusher:error"), &json!(4200))
    );
    assert_eq!(client.close_code().await, 4200);
}

/// Whoever hung up in the middle of a commit, or whose commit outlived its deadline, rang nothing. What it stored is found all
/// the same, on a single node too: soon after somebody came to listen, and every ten seconds from then on.
#[tokio::test]
async fn what_is_stored_and_was_never_rung_is_heard_all_the_same() {
    let server = Server::start().await;
    let channel = Channel::Workspace(server.workspace());
    let mut client = server.subscribed(member("ann"), channel).await;
    // It shares the store and rings a bell of its own.
    let unheard = server.beside(Bus::local()).await;
    let rung = server.store(channel);
    assert_eq!(data(&client.next().await)["seq"], rung);
    for pause in [Duration::ZERO, Duration::from_secs(4)] {
        tokio::time::sleep(pause).await;
        let silent = unheard.store(channel);
        let heard = tokio::time::timeout(Duration::from_secs(20), client.next()).await;
        assert_eq!(data(&heard.unwrap())["seq"], silent);
    }
}
