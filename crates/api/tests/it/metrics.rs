//! What monitoring reads, and who may.

use baton_api::Options;
use baton_testkit::{
    Site, TestDb,
    receiver::{Receiver, Reply},
};
use std::collections::BTreeSet;
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};

/// The value of a series; all of these are whole.
fn value(page: &str, series: &str) -> u64 {
    let line = page
        .lines()
        .find_map(|line| line.strip_prefix(series)?.strip_prefix(' '));
    let text = line.unwrap_or_else(|| panic!("no {series} in\n{page}"));
    text.trim_end_matches(".0").parse().unwrap()
}

baton_testkit::both_databases! {
    async fn what_happened_is_counted(db: TestDb) {
        let site = Site::new(db).await;
        let visitor = site.visitor().await;
        let posted = visitor.post("/v1/widget/messages", serde_json::json!({"client_id": "c1", "body": "do you sell boots?"})).await;
        assert_eq!(posted.status, 201, "{}", posted.text);
        site.nobody().get("/api/v1/conversations?secret=1").await;
        let page = site.nobody().get("/metrics").await.text;
        assert_eq!(value(&page, r#"baton_jobs{kind="assistant.turn",state="ready"}"#), 1);
        assert_eq!(value(&page, r#"baton_messages_stored_total{actor="visitor"}"#), 1);
        assert_eq!(value(&page, r#"baton_messages_stored_total{actor="assistant"}"#), 0);
        site.app.drain_jobs().await.unwrap();

        let page = site.nobody().get("/metrics").await.text;
        for (series, expected) in [
            (r#"baton_messages_stored_total{actor="assistant"}"#, 1),
            ("baton_turns_started_total", 1),
            (r#"baton_turns_ended_total{outcome="declined"}"#, 1),
            (r#"baton_turn_first_word_seconds_count{answerer="extractive"}"#, 1),
            (r#"baton_jobs_ended_total{kind="assistant.turn",outcome="done"}"#, 1),
            (r#"baton_job_seconds_count{kind="assistant.turn"}"#, 1),
            (r#"baton_job_wait_seconds_count{kind="assistant.turn"}"#, 1),
            (r#"baton_http_request_seconds_count{method="POST",route="/v1/widget/messages",status="2xx"}"#, 1),
            (r#"baton_http_request_seconds_count{method="GET",route="/api/v1/conversations",status="4xx"}"#, 1),
            (r#"baton_http_request_seconds_bucket{le="+Inf",method="GET",route="/metrics",status="2xx"}"#, 1),
            ("baton_storage_up", 1),
            (r#"baton_storage_waiting{lane="write"}"#, 0),
            (r#"baton_storage_room{lane="write"}"#, 1024),
            (r#"baton_storage_errors_total{kind="full"}"#, 0),
            ("baton_realtime_sockets", 0),
            ("baton_realtime_subscriptions", 0),
            ("baton_bus_up", 1),
        ] {
            assert_eq!(value(&page, series), expected, "{series}");
        }
        assert!(value(&page, "baton_process_resident_bytes") > 1_000_000);
        assert!(value(&page, "baton_process_open_files") > 3);
        assert!(page.contains("baton_build_info{version=") && page.ends_with("# EOF\n"));
        for private in ["secret", "boots", "Larch", "shop.example", &site.tenant.workspace.to_string()] {
            assert!(!page.contains(private), "{private}");
        }
    }
}

/// Operators see that receivers are told, how much waits and for how long, and which were given up.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn webhooks_are_counted() {
    let site = Site::new(TestDb::sqlite().await).await;
    let (app, owner) = (&site.app, &site.tenant.owner);
    let browser = site.browser(owner).await;
    let (crm, gone) = (
        Receiver::start().await,
        Receiver::answering(Reply::status(410)).await,
    );
    let mut ids = Vec::new();
    for receiver in [&crm, &gone] {
        let new = serde_json::json!({"url": receiver.url, "event_types": ["message.created"]});
        let made = browser.post("/api/v1/webhook-endpoints", new).await;
        assert_eq!(made.status, 201, "{}", made.text);
        ids.push(made.json["id"].as_str().unwrap().to_owned());
    }
    let read = async || site.nobody().get("/metrics").await.text;
    let check = |page: &str, expected: &[(&str, u64)]| {
        for (series, expected) in expected {
            assert_eq!(
                value(page, &format!("baton_webhook_{series}")),
                *expected,
                "{series}"
            );
        }
    };
    // Arriving is an event as well, which nobody looked at yet.
    let visitor = site.tenant.visitor(app).await;
    app.claim(owner, visitor.conversation, false).await.unwrap();
    app.drain_jobs().await.unwrap();
    crm.always(Reply::status(500));
    app.receive(visitor, "1", "Hello?").await.unwrap();
    app.clock.advance_ms(7_000);
    check(
        &read().await,
        &[
            (r#"endpoints{state="on"}"#, 2),
            (r#"waiting{state="new"}"#, 2),
            (r#"waiting{state="scheduled"}"#, 0),
            (r#"oldest_seconds{state="new"}"#, 7),
            (r#"attempts_total{outcome="delivered"}"#, 0),
        ],
    );
    app.drain_webhooks().await.unwrap();
    check(
        &read().await,
        &[
            (r#"endpoints{state="on"}"#, 1),
            (r#"endpoints{state="disabled"}"#, 1),
            (r#"waiting{state="scheduled"}"#, 1),
            (r#"attempts_total{outcome="retried"}"#, 1),
            (r#"attempts_total{outcome="failed"}"#, 1),
            ("seconds_count", 2),
        ],
    );
    app.clock.advance_ms(60_000);
    let page = read().await;
    check(
        &page,
        &[
            (r#"waiting{state="due"}"#, 1),
            (r#"waiting{state="scheduled"}"#, 0),
        ],
    );
    assert!(
        (50..=60).contains(&value(
            &page,
            r#"baton_webhook_oldest_seconds{state="due"}"#
        )),
        "{page}"
    );
    crm.always(Reply::status(204));
    app.drain_webhooks().await.unwrap();
    let off = serde_json::json!({"enabled": false});
    let path = format!("/api/v1/webhook-endpoints/{}", ids[0]);
    assert_eq!(browser.patch(&path, off).await.status, 200);
    check(
        &read().await,
        &[
            (r#"endpoints{state="on"}"#, 0),
            (r#"endpoints{state="off"}"#, 1),
            (r#"waiting{state="new"}"#, 0),
            (r#"waiting{state="due"}"#, 0),
            (r#"oldest_seconds{state="new"}"#, 0),
            (r#"oldest_seconds{state="due"}"#, 0),
            (r#"attempts_total{outcome="delivered"}"#, 1),
        ],
    );
}

/// The page for operators names every metric, and no other.
#[tokio::test]
async fn every_metric_is_documented() {
    let site = Site::new(TestDb::sqlite().await).await;
    let visitor = site.visitor().await;
    let body = serde_json::json!({"client_id": "c1", "body": "do you sell boots?"});
    visitor.post("/v1/widget/messages", body).await;
    let page = site.nobody().get("/metrics").await.text;
    let told: BTreeSet<_> = page
        .lines()
        .filter_map(|line| line.strip_prefix("# TYPE ")?.split_once(' '))
        .map(|(name, kind)| {
            let suffix = if kind == "counter" { "_total" } else { "" };
            format!("{name}{suffix}")
        })
        .collect();
    let text = include_str!("../../../../docs/operate/metrics.md");
    let documented: BTreeSet<_> = text
        .lines()
        .filter_map(|line| line.strip_prefix("| `baton_")?.split_once('`'))
        .map(|(name, _)| format!("baton_{name}"))
        .collect();
    assert_eq!(told, documented);
}

#[tokio::test]
async fn strangers_may_not_read() {
    let site = Site::new(TestDb::sqlite().await).await;
    let proxied = site
        .nobody()
        .with("x-forwarded-for", "203.0.113.9")
        .get("/metrics")
        .await;
    assert_eq!(
        (proxied.status, &proxied.json["code"]),
        (403, &"forbidden".into())
    );
    assert!(proxied.text.contains("metrics.token") && !proxied.text.contains("baton_"));

    let options = Options {
        metrics_token: Some("a token of the configuration".to_owned()),
        ..Options::default()
    };
    let site = Site::with(TestDb::sqlite().await, None, options).await;
    for stranger in [
        site.nobody(),
        site.nobody().bearing("another"),
        site.member(&site.tenant.owner).await,
    ] {
        let refused = stranger.get("/metrics").await;
        assert_eq!(
            (refused.status, &refused.json["code"]),
            (401, &"unauthorized".into())
        );
    }
    let read = site
        .nobody()
        .bearing("a token of the configuration")
        .with("x-forwarded-for", "203.0.113.9");
    assert_eq!(read.get("/metrics").await.status, 200);
}

/// Methods and paths that a client makes up are no series.
#[tokio::test]
async fn a_stranger_cannot_grow_the_page() {
    let site = Site::new(TestDb::sqlite().await).await;
    let address = site.url.trim_start_matches("http://").to_owned();
    for n in 0..50 {
        let mut stream = tokio::net::TcpStream::connect(&address).await.unwrap();
        let request =
            format!("BREW{n} /nothing/{n} HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n");
        stream.write_all(request.as_bytes()).await.unwrap();
        stream.read_to_end(&mut Vec::new()).await.unwrap();
    }
    let page = site.nobody().get("/metrics").await.text;
    let series = r#"baton_http_request_seconds_count{method="OTHER",route="(none)",status="4xx"}"#;
    assert_eq!(value(&page, series), 50);
    assert!(
        !page.contains("BREW") && !page.contains("/nothing"),
        "{page}"
    );
}
