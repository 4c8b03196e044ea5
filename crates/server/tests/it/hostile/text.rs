//! Characters that a database cannot keep, wherever text is taken: found by the document of the interface, so that no
//! route is forgotten.

use super::target::on_both;
use serde_json::{Value, json};
use std::fmt::Write as _;

#[tokio::test]
async fn nul_is_refused_wherever_text_is_taken() {
    let seen = on_both(async |target| {
        let document: Value = target
            .get("/api/openapi.json")
            .await
            .unwrap()
            .json()
            .await
            .unwrap();
        let http = reqwest::Client::builder().no_proxy().build().unwrap();
        let mut seen = Vec::new();
        for (path, methods) in document["paths"].as_object().unwrap() {
            for (method, operation) in methods.as_object().unwrap() {
                let of_visitors = path.starts_with("/v1/widget/");
                let call = |query: &str| {
                    let path = filled(path, &target.assistant);
                    let method = method.to_uppercase().parse().unwrap();
                    let call = http
                        .request(method, target.url(&format!("{path}{query}")))
                        .header("origin", target.url(""));
                    if of_visitors {
                        call.bearer_auth(&target.token)
                    } else {
                        call.header("cookie", &target.cookie)
                    }
                };
                if !operation["requestBody"]["content"]["application/json"].is_null() {
                    let answer = call("").json(&json!({"any": "a\0b"})).send().await.unwrap();
                    seen.push((
                        format!("{method} {path}, body"),
                        answer.status().as_u16(),
                        422,
                    ));
                }
                if path.contains("{name}") {
                    let answer = call("").send().await.unwrap();
                    seen.push((
                        format!("{method} {path}, path"),
                        answer.status().as_u16(),
                        404,
                    ));
                }
                let parameters = operation["parameters"]
                    .as_array()
                    .cloned()
                    .unwrap_or_default();
                for parameter in parameters
                    .iter()
                    .filter(|parameter| parameter["in"] == "query")
                {
                    let query = format!("?{}=%00", parameter["name"].as_str().unwrap());
                    let answer = call(&query).send().await.unwrap();
                    seen.push((
                        format!("{method} {path}{query}"),
                        answer.status().as_u16(),
                        422,
                    ));
                }
            }
        }
        seen
    })
    .await;
    assert!(seen.len() > 40, "{}", seen.len());
    for (place, status, expected) in seen {
        assert_eq!(status, expected, "{place}");
    }
}

#[tokio::test]
async fn odd_text_comes_back_as_it_was_written() {
    let seen = on_both(async |target| {
        let mut seen = Vec::new();
        for text in [
            "\u{fdd0}\u{fffe}\u{ffff}\u{10ffff}",
            "\u{202e}right to left\u{202c}",
            "e\u{301} is not \u{e9}",
            "' OR 1=1; -- %s {} $1 ?1 \\ \"",
            "\u{1f468}\u{200d}\u{1f469}\u{200d}\u{1f467}",
        ] {
            let source = json!({"assistant_id": target.assistant, "title": text, "text": "words"});
            let added = target.post("/api/v1/knowledge/sources", &source).await;
            assert_eq!(added.status(), 202);
            let added: Value = added.json().await.unwrap();
            assert_eq!(added["title"], text);
            let tag = target
                .get(&format!("/api/v1/conversations?q={}", urlencoded(text)))
                .await;
            seen.push(tag.unwrap().status().as_u16());
        }
        seen
    })
    .await;
    assert!(seen.iter().all(|status| *status == 200), "{seen:?}");
}

/// A path whose every parameter says something: an id wherever nothing else is asked for.
fn filled(path: &str, id: &str) -> String {
    let parts = path.split('/').map(|part| match part {
        "{number}" | "{seq}" => "1",
        "{name}" => "a%00b",
        _ if part.starts_with('{') => id,
        _ => part,
    });
    parts.collect::<Vec<_>>().join("/")
}

fn urlencoded(text: &str) -> String {
    text.bytes().fold(String::new(), |mut encoded, byte| {
        write!(encoded, "%{byte:02x}").unwrap();
        encoded
    })
}
