use super::support::{Server, data, member, until, within};
use baton_api::realtime::Channel;
use serde_json::json;
use std::time::{Duration, Instant};
use tokio_tungstenite::connect_async;

#[tokio::test(flavor = "multi_thread")]
async fn sockets_are_asked_to_reconnect_one_after_the_other_and_no_new_one_is_taken() {
    let server = Server::start().await;
    let channel = Channel::Workspace(server.workspace());
    let mut clients = Vec::new();
    for _ in 0..10 {
        clients.push(server.subscribed(member("ann"), channel).await);
    }
    server.publish(channel, &json!({"seq": 1}));
    until(|| server.hub.counters().delivered == 10).await;
    let begun = Instant::now();
    let hub = server.hub.clone();
    let draining = hub.drain(Duration::from_millis(500));
    let reading = async {
        tokio::time::sleep(Duration::from_millis(50)).await;
        assert!(connect_async(server.url()).await.is_err());
        let mut ends = Vec::new();
        for client in &mut clients {
            assert_eq!(client.next().await["event"], "message.created");
            let error = client.next().await;
            assert_eq!(
                (&error["event"], &data(&error)["code"]),
                (&json!("pusher:error"), &json!(4200))
            );
            assert_eq!(client.close_code().await, 4200);
            ends.push(begun.elapsed());
        }
        ends
    };
    let ((), ends) = within(Box::pin(async { tokio::join!(draining, reading) })).await;
    assert!(
        ends[9].checked_sub(ends[0]).unwrap() > Duration::from_millis(100),
        "{ends:?}"
    );
    assert_eq!(server.hub.counters().sockets, 0);
}
