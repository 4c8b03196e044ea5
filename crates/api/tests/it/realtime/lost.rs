use super::support::{Server, data, member};
use baton_api::realtime::Channel;
use serde_json::json;

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
