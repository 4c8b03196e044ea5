use super::support::{Server, data, home, limits, member, until, within};
use baton_api::realtime::{Channel, Limits};
use baton_bus::Bus;
use futures_util::future::join_all;
use serde_json::{Value, json};
use std::time::Duration;

fn seq(frame: &Value) -> u64 {
    data(frame)["seq"].as_u64().unwrap()
}

#[tokio::test(flavor = "multi_thread")]
async fn everybody_hears_everything_in_order() {
    let server = Server::start().await;
    let channels = [
        Channel::Workspace(server.workspace()),
        Channel::Conversation(server.conversation()),
    ];
    let mut clients = Vec::new();
    for _ in 0..20 {
        let mut client = server.subscribed(member("ann"), channels[0]).await;
        client.subscribe(&server, member("ann"), channels[1]).await;
        clients.push(client);
    }
    for n in 0..500 {
        server.publish(channels[0], &json!({"seq": n}));
        server.publish(channels[1], &json!({"seq": n}));
    }
    join_all(clients.iter_mut().map(async |client| {
        let mut next = [0; 2];
        for _ in 0..1_000 {
            let frame = client.next().await;
            let at = usize::from(frame["channel"] == channels[1].to_string());
            assert_eq!(seq(&frame), next[at]);
            next[at] += 1;
        }
    }))
    .await;
    let counters = server.hub.counters();
    assert_eq!(
        (counters.published, counters.delivered, counters.closed_slow),
        (1_000, 20_000, 0)
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn a_reader_that_stops_is_closed_and_the_others_get_everything() {
    let limits = Limits {
        queue_bytes: 256 * 1024,
        linger: Duration::from_secs(8),
        ..limits()
    };
    let server = Server::with(limits, Bus::local()).await;
    let channel = Channel::Workspace(server.workspace());
    let mut stopped = server.subscribed(member("bob"), channel).await;
    let mut reader = server.subscribed(member("ann"), channel).await;
    let text = "x".repeat(8 * 1024);
    let mut published = 0;
    let mut read = 0;
    // As long as it takes to fill the buffers of the kernel and the queue.
    while server.hub.counters().closed_slow == 0 {
        server.publish(channel, &json!({"seq": published, "text": text}));
        published += 1;
        assert_eq!(seq(&reader.next().await), read);
        read += 1;
    }
    for _ in 0..100 {
        server.publish(channel, &json!({"seq": published, "text": text}));
        published += 1;
        assert_eq!(seq(&reader.next().await), read);
        read += 1;
    }
    assert_eq!(read, published);
    assert_eq!(stopped.close_code().await, 4200);
    assert_eq!(server.hub.counters().closed_slow, 1);
    drop(stopped);
    until(|| server.hub.counters().sockets == 1).await;
    let mut back = server.subscribed(member("bob"), channel).await;
    server.publish(channel, &json!({"seq": 0}));
    assert_eq!(seq(&within(back.next()).await), 0);
}

#[tokio::test(flavor = "multi_thread")]
async fn coming_and_going_leaves_nothing_behind() {
    let server = Server::start().await;
    let channels = [
        Channel::Workspace(server.workspace()),
        Channel::WorkspacePresence(server.workspace()),
    ];
    let guests = (0..40).map(async |n| {
        for round in 0..5 {
            let mut guest = server.connect().await;
            for channel in channels {
                guest
                    .subscribe(&server, member(&format!("m{}", n % 7)), channel)
                    .await;
            }
            server.publish(channels[0], &json!({"seq": round}));
        }
    });
    join_all(guests).await;
    until(|| {
        let counters = server.hub.counters();
        (counters.sockets, counters.channels, counters.opened) == (0, 0, 200)
    })
    .await;
}

#[tokio::test]
async fn what_is_published_on_a_name_that_is_no_channel_goes_nowhere() {
    let server = Server::start().await;
    let mut client = server
        .subscribed(member("ann"), Channel::Workspace(server.workspace()))
        .await;
    server.bus.publish(baton_bus::Published {
        workspace: home(),
        channel: "news".into(),
        event: "hello".into(),
        payload: bytes::Bytes::from_static(b"{}"),
        sender: None,
    });
    client.hears_nothing().await;
}
