//! Bodies: too large, of the wrong kind, garbled, or never finished.

use super::{
    target::{BODY, Target, on_both},
    wire::{Heard, send},
};
use std::{fmt::Write as _, time::Duration};
use tokio::{
    io::{AsyncReadExt as _, AsyncWriteExt as _},
    net::TcpStream,
    time::timeout,
};

const HUNDRED_MB: usize = 100 * 1024 * 1024;
const JSON: &str = "Content-Type: application/json\r\n";

fn head(path: &str, headers: &str, target: &Target) -> String {
    format!(
        "POST {path} HTTP/1.1\r\nHost: {0}\r\nOrigin: http://{0}\r\nCookie: {1}\r\nConnection: close\r\n{headers}\r\n",
        target.address, target.cookie
    )
}

/// Sends a head and then 100 MB, in pieces, until nobody takes them.
async fn pour(target: &Target, head: &str, chunked: bool) -> Vec<u16> {
    let (mut read, mut write) = TcpStream::connect(target.address)
        .await
        .unwrap()
        .into_split();
    let pouring = async {
        write.write_all(head.as_bytes()).await?;
        let piece = vec![b'['; 64 * 1024];
        for _ in 0..HUNDRED_MB / piece.len() {
            if chunked {
                write.write_all(b"10000\r\n").await?;
            }
            write.write_all(&piece).await?;
            if chunked {
                write.write_all(b"\r\n").await?;
            }
        }
        std::io::Result::Ok(())
    };
    let listening = async {
        let mut heard = Vec::new();
        drop(read.read_to_end(&mut heard).await);
        String::from_utf8_lossy(&heard).into_owned()
    };
    let both = async { tokio::join!(pouring, listening).1 };
    let heard = timeout(Duration::from_secs(30), both)
        .await
        .expect("an end");
    heard
        .split("HTTP/1.1 ")
        .skip(1)
        .filter_map(|answer| answer.get(..3)?.parse().ok())
        .collect()
}

#[tokio::test]
async fn a_hundred_megabytes_are_refused_in_a_way_that_can_be_read() {
    let seen = on_both(async |target| {
        let mut seen = Vec::new();
        let form = "Content-Type: multipart/form-data; boundary=b\r\n";
        for (name, path, kind) in [
            ("to a widget", "/v1/widget/init", JSON),
            ("to the inbox", "/api/v1/knowledge/ask", JSON),
            ("as an upload", "/api/v1/knowledge/files", form),
            (
                "as a form",
                "/broadcasting/auth",
                "Content-Type: application/x-www-form-urlencoded\r\n",
            ),
            ("where no body is wanted", "/readyz", JSON),
            ("to nobody", "/nothing", JSON),
        ] {
            for (how, length, chunked) in [
                (
                    "with its length",
                    format!("Content-Length: {HUNDRED_MB}\r\n"),
                    false,
                ),
                (
                    "in chunks",
                    "Transfer-Encoding: chunked\r\n".to_owned(),
                    true,
                ),
            ] {
                let head = head(path, &format!("{kind}{length}"), target);
                let mut statuses = pour(target, &head, chunked).await;
                if name == "as an upload" && statuses == [408] {
                    // So many bytes do not come fast enough to a busy debug build.
                    statuses = vec![413];
                }
                seen.push((name, how, statuses));
            }
        }
        seen
    })
    .await;
    for (name, how, statuses) in seen {
        let expected = match name {
            // As an upload: a boundary that never comes.
            "to a widget" | "to the inbox" | "as an upload" => 413,
            "as a form" => 403,
            "where no body is wanted" => 405,
            _ => 404,
        };
        assert_eq!(statuses, [expected], "{name} {how}");
    }
}

/// What is sent, under which type, and the status that refuses it.
#[expect(clippy::too_many_lines, reason = "a table")]
fn garbage() -> Vec<(&'static str, &'static str, Vec<u8>, u16)> {
    let deep = |open: &str, close: &str| open.repeat(50_000) + &close.repeat(50_000);
    vec![
        ("nothing", JSON, Vec::new(), 400),
        (
            "100,000 open brackets",
            JSON,
            "[".repeat(100_000).into(),
            422,
        ),
        ("arrays, 50,000 deep", JSON, deep("[", "]").into(), 422),
        (
            "objects, deep",
            JSON,
            format!("{}1{}", "{\"a\":".repeat(30_000), "}".repeat(30_000)).into(),
            422,
        ),
        (
            "invalid UTF-8",
            JSON,
            b"{\"question\":\"\xff\xfe\"}".to_vec(),
            400,
        ),
        (
            "overlong UTF-8",
            JSON,
            b"{\"question\":\"\xc0\x80\"}".to_vec(),
            400,
        ),
        (
            "a surrogate in UTF-8",
            JSON,
            b"{\"question\":\"\xed\xa0\x80\"}".to_vec(),
            400,
        ),
        ("UTF-16", JSON, b"\xff\xfe{\0}\0".to_vec(), 400),
        ("a byte order mark", JSON, b"\xef\xbb\xbf{}".to_vec(), 400),
        (
            "a lone surrogate",
            JSON,
            br#"{"question":"\ud800"}"#.to_vec(),
            400,
        ),
        (
            "a reversed pair",
            JSON,
            br#"{"question":"\udc00\ud800"}"#.to_vec(),
            400,
        ),
        ("a raw NUL", JSON, b"{\"question\":\"\0\"}".to_vec(), 400),
        (
            "an escaped NUL",
            JSON,
            br#"{"question":"\u0000"}"#.to_vec(),
            422,
        ),
        ("two values", JSON, b"{} {}".to_vec(), 422),
        ("a comment", JSON, b"{/**/}".to_vec(), 400),
        ("not a number", JSON, b"{\"question\":NaN}".to_vec(), 400),
        (
            "a number beyond all",
            JSON,
            b"{\"question\":1e400}".to_vec(),
            400,
        ),
        (
            "a name twice",
            JSON,
            br#"{"question":"a","question":"b","assistant_id":"x"}"#.to_vec(),
            422,
        ),
        ("an array", JSON, b"[]".to_vec(), 422),
        (
            "another type",
            "Content-Type: text/plain\r\n",
            b"{}".to_vec(),
            415,
        ),
        (
            "a form",
            "Content-Type: application/x-www-form-urlencoded\r\n",
            b"a=b".to_vec(),
            415,
        ),
        (
            "XML",
            "Content-Type: application/xml\r\n",
            b"<!DOCTYPE a [<!ENTITY b \"c\">]><a/>".to_vec(),
            415,
        ),
        ("no type", "", b"{}".to_vec(), 415),
        (
            "two types",
            "Content-Type: text/plain\r\nContent-Type: application/json\r\n",
            b"{}".to_vec(),
            415,
        ),
        (
            "zipped",
            "Content-Type: application/json\r\nContent-Encoding: gzip\r\n",
            b"\x1f\x8b\x08".to_vec(),
            415,
        ),
    ]
}

#[tokio::test]
async fn what_is_no_json_is_refused() {
    let seen = on_both(async |target| {
        let mut seen = Vec::new();
        for (name, headers, body, status) in garbage() {
            let mut request = head(
                "/api/v1/knowledge/ask",
                &format!("{headers}Content-Length: {}\r\n", body.len()),
                target,
            )
            .into_bytes();
            request.extend(body);
            let heard = send(target, &request).await;
            assert_eq!(heard, Heard::refused(status), "{name} on {}", target.name);
            seen.push((name, heard));
        }
        seen
    })
    .await;
    assert_eq!(seen.len(), 25);
}

#[tokio::test]
async fn numbers_that_do_not_fit_are_refused() {
    on_both(async |target| {
        let mut seen = Vec::new();
        for (number, status) in [
            ("9223372036854775807", 204),
            ("9223372036854775808", 422),
            ("-9223372036854775808", 204),
            ("-9223372036854775809", 422),
            ("18446744073709551616", 422),
            ("-0", 422),
            ("1.0", 422),
            ("1e2", 422),
            ("1e400", 400),
            ("01", 400),
            ("\"1\"", 422),
            ("null", 422),
        ] {
            let body = format!("{{\"seq\":{number}}}");
            let mut request = format!(
                "POST /v1/widget/read HTTP/1.1\r\nHost: {0}\r\nOrigin: http://{0}\r\nAuthorization: Bearer {1}\r\nConnection: close\r\n",
                target.address, target.token
            );
            let length = body.len();
            write!(request, "{JSON}Content-Length: {length}\r\n\r\n{body}").unwrap();
            let heard = send(target, request.as_bytes()).await;
            assert_eq!(heard, Heard::refused(status), "{number} on {}", target.name);
            seen.push(heard);
        }
        seen
    })
    .await;
}

#[tokio::test]
async fn a_body_that_does_not_come_is_not_waited_for() {
    let seen = on_both(async |target| {
        let json = |length: &str| head("/v1/widget/init", &format!("{JSON}{length}"), target);
        let form = "Content-Type: application/x-www-form-urlencoded\r\nContent-Length: 100\r\n";
        let form = head("/broadcasting/auth", form, target);
        let (length, chunks) = (
            json("Content-Length: 100\r\n"),
            json("Transfer-Encoding: chunked\r\n"),
        );
        tokio::join!(
            send(target, length.as_bytes()),
            send(target, chunks.as_bytes()),
            send(target, form.as_bytes()),
            drip(target, &length),
        )
    })
    .await;
    for (n, heard) in [seen.0, seen.1, seen.2, seen.3].iter().enumerate() {
        assert_eq!(heard, &Heard::refused(408), "{n}");
    }
}

/// Sends a byte of the body now and then, which keeps the connection busy.
async fn drip(target: &Target, head: &str) -> Heard {
    let (mut read, mut write) = TcpStream::connect(target.address)
        .await
        .unwrap()
        .into_split();
    write.write_all(head.as_bytes()).await.unwrap();
    let dripping = async {
        for _ in 0..BODY * 20 {
            tokio::time::sleep(Duration::from_millis(100)).await;
            if write.write_all(b" ").await.is_err() {
                return;
            }
        }
    };
    let listening = async {
        let mut heard = Vec::new();
        let closed = timeout(Duration::from_secs(10), read.read_to_end(&mut heard))
            .await
            .is_ok();
        let text = String::from_utf8_lossy(&heard).into_owned();
        let status = text
            .strip_prefix("HTTP/1.1 ")
            .and_then(|rest| rest.get(..3)?.parse().ok());
        Heard {
            statuses: status.into_iter().collect(),
            closed,
        }
    };
    tokio::pin!(dripping, listening);
    tokio::select! {
        heard = &mut listening => heard,
        () = &mut dripping => listening.await,
    }
}

#[tokio::test]
async fn chunks_that_make_no_sense_are_refused() {
    let seen = on_both(async |target| {
        let mut seen = Vec::new();
        for (name, chunks) in [
            (
                "a size beyond all numbers",
                "fffffffffffffffffffff\r\n".to_owned(),
            ),
            ("a negative size", "-1\r\n{}\r\n0\r\n\r\n".to_owned()),
            ("no size", "\r\n{}\r\n".to_owned()),
            ("another size than said", "1\r\n{}\r\n0\r\n\r\n".to_owned()),
            ("an endless extension", format!("1;{}", "a".repeat(1 << 20))),
        ] {
            let head = head(
                "/v1/widget/init",
                &format!("{JSON}Transfer-Encoding: chunked\r\n"),
                target,
            );
            seen.push((name, send(target, (head + &chunks).as_bytes()).await));
        }
        seen
    })
    .await;
    for (name, heard) in seen {
        assert_eq!(heard, Heard::refused(400), "{name}");
    }
}
