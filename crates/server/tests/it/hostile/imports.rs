//! Pages that are made to break who reads them. Each becomes a document or a failed import, and the server is there.

use super::target::{Cost, Target, costing};
use reqwest::multipart::{Form, Part};
use serde_json::Value;
use std::{fmt::Write as _, time::Duration};

/// Uploads of 25 MB are read into memory, and what was imported is kept in the index.
const COST: Cost = Cost {
    peak: 120 * 1024,
    left: 60 * 1024,
};

async fn import(target: &Target, name: &str, content: Vec<u8>) -> Result<String, u16> {
    let http = reqwest::Client::builder().no_proxy().build().unwrap();
    let form = Form::new()
        .text("assistant_id", target.assistant.clone())
        .part("file", Part::bytes(content).file_name(name.to_owned()));
    let upload = http
        .post(target.url("/api/v1/knowledge/files"))
        .multipart(form);
    let upload = upload
        .header("cookie", &target.cookie)
        .header("origin", target.url(""));
    let answer = upload.send().await.unwrap();
    if answer.status() != 202 {
        return Err(answer.status().as_u16());
    }
    let added: Value = answer.json().await.unwrap();
    let id = added["items"][0]["id"].as_str().unwrap().to_owned();
    for _ in 0..1_200 {
        let source = target
            .get(&format!("/api/v1/knowledge/sources/{id}"))
            .await
            .unwrap();
        let source: Value = source.json().await.unwrap();
        let status = source["status"]
            .as_str()
            .or_else(|| source["source"]["status"].as_str())
            .unwrap();
        if matches!(status, "ready" | "failed") {
            return Ok(status.to_owned());
        }
        tokio::time::sleep(Duration::from_millis(100)).await;
    }
    panic!("{name} is still read");
}

#[tokio::test]
async fn pages_that_break_a_parser_are_failed_imports() {
    let words = "Things may be sent back for 60 days. ".repeat(20);
    let page = |inner: &str| format!("<main>{inner}<p>{words}</p></main>").into_bytes();
    let nested = 100_000;
    let seen = costing(COST, async |target| {
        let mut seen = Vec::new();
        for (name, content) in [
            ("a page", page("")),
            ("deep", page(&"<div>".repeat(nested))),
            ("deep behind comments", page(&"<div><!--</div>-->".repeat(nested))),
            ("deep behind wrong ends", page(&"<div></b>".repeat(nested))),
            ("deep in a drawing", page(&format!("<svg>{}", "<path>".repeat(nested)))),
            ("deep tables", page(&"<table><tr><td>".repeat(20_000))),
            ("entities", b"<!DOCTYPE a [<!ENTITY b \"bbbbbbbb\"><!ENTITY c \"&b;&b;\">]><main>&c;&c; words</main>".to_vec()),
            ("NUL and broken UTF-8", page("\0\0").into_iter().chain(*b"\xff\xfe\x00").collect()),
            ("bytes", (0..=255).cycle().take(100_000).collect()),
        ] {
            let came = import(target, "page.html", content).await;
            // What is too deep may be read as plain text, or not at all; it may not end the server.
            let came = if name.starts_with("deep") { came.map(|_| "over".to_owned()) } else { came };
            seen.push((name, came));
        }
        for (name, file, content) in [
            ("6 MB", "page.html", vec![b'a'; 6 << 20]),
            ("30 MB", "page.html", vec![b'a'; 30 << 20]),
            ("a PDF", "page.pdf", b"%PDF-1.7".to_vec()),
            ("an archive", "page.zip", b"PK\x03\x04".to_vec()),
            ("white space", "page.md", vec![b' '; 1_000]),
        ] {
            seen.push((name, import(target, file, content).await));
        }
        seen
    })
    .await;
    let expected = |name: &str| match name {
        "a page" | "entities" | "NUL and broken UTF-8" | "bytes" => Ok("ready".to_owned()),
        "6 MB" | "a PDF" | "an archive" | "white space" => Err(422),
        "30 MB" => Err(413),
        _ => Ok("over".to_owned()),
    };
    for (name, came) in seen {
        assert_eq!(came, expected(name), "{name}");
    }
}

#[tokio::test]
async fn markdown_that_could_take_for_ever_does_not() {
    let seen = costing(COST, async |target| {
        let mut seen = Vec::new();
        for piece in [
            "[", "![", "> ", "*a", "`", "|", "- ", "<", "[a](", "&", "\\", "#", "\t- ", "~~",
        ] {
            let content =
                format!("{}\n\nwords\n", piece.repeat(100_000 / piece.len())).into_bytes();
            let began = std::time::Instant::now();
            let came = import(target, "page.md", content).await;
            assert!(
                began.elapsed() < Duration::from_secs(25),
                "{piece} took {:?}",
                began.elapsed()
            );
            seen.push((piece, came.is_ok()));
        }
        seen
    })
    .await;
    assert!(seen.iter().all(|(_, came)| *came), "{seen:?}");
}

/// Some pages take the time that the reader is given, and no more.
#[tokio::test]
async fn pages_that_take_for_ever_are_ended() {
    if !is_nightly() {
        #[expect(clippy::print_stderr, reason = "a skipped test says so")]
        {
            eprintln!("skipped: takes a minute; BATON_NIGHTLY=1 runs it");
        }
        return;
    }
    let seen = costing(COST, async |target| {
        let mut attributes = String::from("<p");
        for n in 0..200_000 {
            write!(attributes, " a{n}").unwrap();
        }
        let misnested =
            "<main>".to_owned() + &"<div><i>".repeat(399) + &"<p></i>words</div>".repeat(100_000);
        let mut seen = Vec::new();
        for (name, page) in [
            ("attributes", attributes + ">words"),
            ("misnested", misnested),
        ] {
            seen.push((
                name,
                import(target, "page.html", page.into_bytes()).await.is_ok(),
            ));
        }
        seen
    })
    .await;
    assert_eq!(seen, [("attributes", true), ("misnested", true)]);
}

#[expect(
    clippy::disallowed_methods,
    reason = "tests are told how long they may take"
)]
fn is_nightly() -> bool {
    std::env::var("BATON_NIGHTLY").is_ok_and(|value| value == "1")
}
