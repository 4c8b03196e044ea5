use super::support::{Client, KEY, Server, data, limits, until};
use baton_api::realtime::Limits;
use baton_bus::Bus;
use futures_util::SinkExt;
use serde_json::json;
use std::time::Duration;
use tokio_tungstenite::tungstenite::Message;

#[tokio::test]
async fn the_first_frame_gives_the_socket_id_and_the_activity_timeout() {
    let server = Server::start().await;
    let mut client = Client::open(&server.url()).await;
    let hello = client.next().await;
    assert_eq!(hello["event"], "pusher:connection_established");
    assert_eq!(data(&hello)["activity_timeout"], 30);
    let id = data(&hello)["socket_id"].as_str().unwrap().to_owned();
    let (high, low) = id.split_once('.').unwrap();
    assert!(
        high.parse::<u64>().is_ok() && low.parse::<u64>().is_ok(),
        "{id}"
    );
}

#[tokio::test]
async fn an_unknown_key_or_protocol_is_told_and_closed() {
    let server = Server::start().await;
    for (path, code) in [
        ("app/other?protocol=7".to_owned(), 4001),
        (format!("app/{KEY}?protocol=3"), 4007),
        (format!("app/{KEY}"), 4008),
    ] {
        let mut client = Client::open(&format!("ws://{}/realtime/{path}", server.address)).await;
        let error = client.next().await;
        assert_eq!(
            (&error["event"], &data(&error)["code"]),
            (&json!("pusher:error"), &json!(code))
        );
        assert_eq!(client.close_code().await, code);
    }
    assert_eq!(server.hub.counters().opened, 0);
}

#[tokio::test]
async fn a_ping_is_answered() {
    let server = Server::start().await;
    let mut client = server.connect().await;
    client
        .send(&json!({"event": "pusher:ping", "data": {}}))
        .await;
    assert_eq!(client.next().await["event"], "pusher:pong");
}

#[tokio::test]
async fn nonsense_is_told_and_does_not_close() {
    let server = Server::start().await;
    let mut client = server.connect().await;
    for text in ["", "hello", "{}", r#"{"event":"pusher:subscribe"}"#] {
        client.ws.send(Message::text(text)).await.unwrap();
        let error = client.next().await;
        assert_eq!(
            (&error["event"], &data(&error)["code"]),
            (&json!("pusher:error"), &json!(4200))
        );
    }
    client
        .send(&json!({"event": "some.app.event", "data": {}}))
        .await;
    client.hears_nothing().await;
}

#[tokio::test]
async fn binary_and_oversized_messages_close() {
    let server = Server::start().await;
    let mut client = server.connect().await;
    client
        .ws
        .send(Message::binary(vec![1, 2, 3]))
        .await
        .unwrap();
    assert_eq!(client.close_code().await, 1003);
    let mut client = server.connect().await;
    client
        .ws
        .send(Message::text("x".repeat(10_001)))
        .await
        .unwrap();
    assert_eq!(client.close_code().await, 1009);
    until(|| server.hub.counters().sockets == 0).await;
}

#[tokio::test]
async fn a_silent_client_is_closed() {
    let limits = Limits {
        idle: Duration::from_millis(200),
        pong: Duration::from_millis(200),
        ..limits()
    };
    let server = Server::with(limits, Bus::local()).await;
    let mut deaf = server.connect().await;
    let mut alive = server.connect().await;
    // The library answers pings while it is read from, which the deaf one is not.
    let end = async {
        tokio::time::sleep(Duration::from_millis(900)).await;
        deaf.close_code().await
    };
    tokio::select! {
        frame = alive.next() => panic!("{frame}"),
        code = end => assert_eq!(code, 4201),
    }
    alive.hears_nothing().await;
}

#[tokio::test]
async fn one_socket_too_many_is_asked_to_come_back_later() {
    let server = Server::with(
        Limits {
            sockets: 1,
            ..limits()
        },
        Bus::local(),
    )
    .await;
    let first = server.connect().await;
    let mut second = Client::open(&server.url()).await;
    assert_eq!(data(&second.next().await)["code"], 4100);
    assert_eq!(second.close_code().await, 4100);
    drop(first);
    until(|| server.hub.counters().sockets == 0).await;
    server.connect().await;
}

#[tokio::test]
async fn a_flood_is_read_more_slowly_and_answered_in_full() {
    let server = Server::start().await;
    let mut client = server.connect().await;
    let begun = std::time::Instant::now();
    for _ in 0..120 {
        client
            .send(&json!({"event": "pusher:ping", "data": {}}))
            .await;
    }
    for _ in 0..120 {
        assert_eq!(client.next().await["event"], "pusher:pong");
    }
    assert!(begun.elapsed() > Duration::from_millis(1_500));
}
