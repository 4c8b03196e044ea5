//! The start of requests: lines and headers that are too long, too many, ambiguous or never finished.

use super::{
    target::{HEADERS, on_both},
    wire::{Heard, send},
};
use std::{
    fmt::Write as _,
    time::{Duration, Instant},
};

const END: &str = "Host: x\r\nConnection: close\r\n\r\n";

fn get(path: &str, headers: &str) -> String {
    format!("GET {path} HTTP/1.1\r\n{headers}{END}")
}

fn post(headers: &str, body: &str) -> String {
    format!(
        "POST /v1/widget/init HTTP/1.1\r\nContent-Type: application/json\r\n{headers}{END}{body}"
    )
}

#[tokio::test]
async fn what_is_too_long_or_too_much_is_refused() {
    let seen = on_both(async |target| {
        let many = |n: usize| "x: y\r\n".repeat(n);
        let mut seen = Vec::new();
        for (name, request) in [
            (
                "a line of 1 MB",
                get(&format!("/{}", "a".repeat(1 << 20)), ""),
            ),
            (
                "a line of 30 KB",
                get(&format!("/{}", "a".repeat(30_000)), ""),
            ),
            (
                "a header of 1 MB",
                get("/readyz", &format!("x: {}\r\n", "a".repeat(1 << 20))),
            ),
            (
                "a header of 30 KB",
                get("/readyz", &format!("x: {}\r\n", "a".repeat(30_000))),
            ),
            ("10,000 headers", get("/readyz", &many(10_000))),
            ("90 headers", get("/readyz", &many(90))),
            (
                "10,000 parameters",
                get(
                    &format!("/api/v1/conversations?{}", "a&".repeat(10_000)),
                    "",
                ),
            ),
            (
                "one parameter 3,000 times",
                get(
                    &format!("/api/v1/conversations?{}", "limit=1&".repeat(3_000)),
                    "",
                ),
            ),
            (
                "a cookie of 30 KB",
                get(
                    "/api/v1/session",
                    &format!("Cookie: baton={}\r\n", "a".repeat(30_000)),
                ),
            ),
            (
                "a token of 30 KB",
                get(
                    "/v1/widget/messages",
                    &format!("Authorization: Bearer {}\r\n", "a".repeat(30_000)),
                ),
            ),
        ] {
            seen.push((name, send(target, request.as_bytes()).await));
        }
        let owner = format!("Cookie: {}\r\n", target.cookie);
        for (name, query) in [
            ("10,000 parameters of the owner", "a&".repeat(10_000)),
            (
                "one parameter 3,000 times of the owner",
                "limit=1&".repeat(3_000),
            ),
            ("a search of 30 KB", format!("q={}", "a".repeat(30_000))),
            (
                "a search of 3,000 words",
                format!("q={}", "a%20".repeat(3_000)),
            ),
        ] {
            let request = get(&format!("/api/v1/conversations?{query}"), &owner);
            seen.push((name, send(target, request.as_bytes()).await));
        }
        seen
    })
    .await;
    let expected = [
        431, 404, 431, 200, 431, 200, 401, 401, 401, 401, 200, 400, 200, 200,
    ];
    for ((name, heard), status) in seen.iter().zip(expected) {
        assert_eq!(heard, &Heard::refused(status), "{name}");
    }
    assert_eq!(seen.len(), expected.len());
}

#[tokio::test]
async fn what_two_servers_could_read_differently_is_refused() {
    let seen = on_both(async |target| {
        let mut seen = Vec::new();
        let smuggled = "0\r\n\r\nGET /readyz HTTP/1.1\r\nHost: x\r\n\r\n";
        for (name, request) in [
            (
                "two lengths",
                post("Content-Length: 2\r\nContent-Length: 3\r\n", "{} "),
            ),
            ("a list of lengths", post("Content-Length: 2, 3\r\n", "{} ")),
            ("a length with a sign", post("Content-Length: +2\r\n", "{}")),
            ("a negative length", post("Content-Length: -2\r\n", "{}")),
            (
                "a hexadecimal length",
                post("Content-Length: 0x2\r\n", "{}"),
            ),
            (
                "a length beyond all numbers",
                post("Content-Length: 99999999999999999999999\r\n", "{}"),
            ),
            (
                "an unknown coding",
                post("Transfer-Encoding: xchunked\r\n", smuggled),
            ),
            (
                "chunked before another",
                post("Transfer-Encoding: chunked, identity\r\n", smuggled),
            ),
            (
                "length and chunks",
                post(
                    "Content-Length: 4\r\nTransfer-Encoding: chunked\r\n",
                    smuggled,
                ),
            ),
            (
                "chunks and length",
                post(
                    "Transfer-Encoding: chunked\r\nContent-Length: 4\r\n",
                    smuggled,
                ),
            ),
            (
                "a space before the colon",
                post("Content-Length : 2\r\n", "{}"),
            ),
            ("a folded header", get("/readyz", "x: a\r\n b\r\n")),
            ("NUL in a header", get("/readyz", "x: a\0b\r\n")),
            ("CR in a header", get("/readyz", "x: a\rb\r\n")),
            ("NUL in the line", get("/\0", "")),
            ("no such version", "GET / HTTP/3.0\r\n\r\n".to_owned()),
            ("no version", "GET /\r\n\r\n".to_owned()),
            (
                "the other protocol",
                "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".to_owned(),
            ),
            (
                "TLS",
                "\x16\x03\x01\x02\x00\x01\x00\x01\u{fc}\x03\x03".to_owned() + &"\0".repeat(64),
            ),
        ] {
            seen.push((name, send(target, request.as_bytes()).await));
        }
        seen
    })
    .await;
    for (name, heard) in seen {
        // HTTP/2 is not spoken here: its first words have no answer.
        let expected = if name == "the other protocol" {
            Heard {
                statuses: vec![],
                closed: true,
            }
        } else {
            Heard::refused(400)
        };
        assert_eq!(heard, expected, "{name}");
    }
}

#[tokio::test]
async fn requests_in_one_breath_are_answered_in_order() {
    let seen = on_both(async |target| {
        let mut all = String::new();
        for n in 0..100 {
            let path = if n % 2 == 0 { "/readyz" } else { "/nothing" };
            write!(all, "GET {path} HTTP/1.1\r\nHost: x\r\n\r\n").unwrap();
        }
        all.push_str(&get("/healthz", ""));
        send(target, all.as_bytes()).await
    })
    .await;
    let expected: Vec<u16> = (0..100)
        .map(|n| if n % 2 == 0 { 200 } else { 404 })
        .chain([200])
        .collect();
    assert_eq!(
        seen,
        Heard {
            statuses: expected,
            closed: true
        }
    );
}

#[tokio::test]
async fn who_never_finishes_a_head_is_let_go() {
    let waited = on_both(async |target| {
        let began = Instant::now();
        let all = (0..200).map(|n| async move {
            let begun = if n % 2 == 0 {
                "GET /readyz HTTP/1.1\r\nHost: x\r\nX: "
            } else {
                ""
            };
            send(target, begun.as_bytes()).await
        });
        let all = futures_util::future::join_all(all).await;
        assert!(all.iter().all(|heard| heard.closed), "somebody stayed");
        assert!(
            all.iter()
                .all(|heard| heard.statuses.iter().all(|status| *status == 408))
        );
        let limits = Duration::from_secs(HEADERS)..Duration::from_secs(HEADERS + 15);
        limits.contains(&began.elapsed())
    })
    .await;
    assert!(waited, "not after the time that is set");
}
