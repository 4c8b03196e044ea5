//! Doctor, backup, restore and traces, as an operator meets them.

use crate::commands::{Serving, command, post, run, said};
use axum::{Json, Router, extract::State, routing::post as on_post};
use serde_json::{Value, json};
use std::{
    process::Output,
    sync::{Arc, Mutex},
    time::{Duration, Instant},
};

fn client() -> reqwest::Client {
    baton_outbound::install_crypto();
    reqwest::Client::builder()
        .timeout(Duration::from_secs(10))
        .build()
        .unwrap()
}

/// Sets the installation up, and answers the id of its assistant.
async fn set_up(client: &reqwest::Client, url: &str) -> String {
    let setup = json!({
        "workspace": "Larch", "name": "Maya", "email": "maya@example.com", "password": "a long enough secret"
    });
    let answer = client
        .post(format!("{url}/api/v1/setup"))
        .json(&setup)
        .send()
        .await
        .unwrap();
    assert_eq!(answer.status(), 201);
    let cookie = answer.headers()["set-cookie"]
        .to_str()
        .unwrap()
        .split(';')
        .next()
        .unwrap()
        .to_owned();
    let assistants = client
        .get(format!("{url}/api/v1/assistants"))
        .header("cookie", cookie);
    let assistants: Value = assistants.send().await.unwrap().json().await.unwrap();
    assistants["items"][0]["id"].as_str().unwrap().to_owned()
}

/// A page of this installation starts the widget, behind a proxy.
async fn init(
    client: &reqwest::Client,
    url: &str,
    assistant: &str,
    from: &str,
) -> reqwest::Response {
    let body = json!({"assistant": assistant, "page": {"url": format!("{url}/demo")}});
    let request = client.post(format!("{url}/v1/widget/init")).json(&body);
    let request = request
        .header("origin", url)
        .header("x-forwarded-for", from);
    request.send().await.unwrap()
}

/// A visitor asks something; waits until the assistant has answered.
async fn ask(client: &reqwest::Client, url: &str, assistant: &str) {
    let started = init(client, url, assistant, "203.0.113.9").await;
    assert_eq!(started.status(), 200);
    let started: Value = started.json().await.unwrap();
    let token = started["token"].as_str().unwrap();
    let messages = format!("{url}/v1/widget/messages");
    let question = json!({"client_id": "c1", "body": "do you sell boots?"});
    let sent = client
        .post(&messages)
        .bearer_auth(token)
        .header("origin", url)
        .json(&question)
        .send()
        .await
        .unwrap();
    assert_eq!(sent.status(), 201);
    for _ in 0..200 {
        let read = client
            .get(format!("{messages}?after=0"))
            .bearer_auth(token)
            .header("origin", url)
            .send()
            .await
            .unwrap();
        let read: Value = read.json().await.unwrap();
        if read["items"]
            .as_array()
            .is_some_and(|items| items.len() > 1)
        {
            return;
        }
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    panic!("the assistant did not answer");
}

fn worked(output: &Output, word: &str) {
    assert!(output.status.success(), "{}", said(output));
    assert!(said(output).contains(word), "{}", said(output));
}

fn refused(output: &Output, word: &str) {
    assert!(!output.status.success(), "{}", said(output));
    assert!(said(output).contains(word), "{}", said(output));
}

fn findings(output: &Output) -> Vec<(String, String)> {
    let told: Value =
        serde_json::from_slice(&output.stdout).unwrap_or_else(|_| panic!("{}", said(output)));
    let findings = told["findings"].as_array().unwrap().iter();
    let text = |value: &Value| value.as_str().unwrap().to_owned();
    findings
        .map(|f| (text(&f["check"]), text(&f["verdict"])))
        .filter(|(_, verdict)| verdict != "ok")
        .collect()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_backup_beside_the_server_is_restored_elsewhere_and_all_is_well() {
    let (client, folder) = (client(), tempfile::tempdir().unwrap());
    let (data, other) = (folder.path().join("data"), folder.path().join("other"));
    let (file, again) = (
        folder.path().join("b.baton"),
        folder.path().join("again.baton"),
    );
    let serving = Serving::with(&data, &[]);
    serving.ready(&client).await;
    let assistant = set_up(&client, &serving.url).await;
    ask(&client, &serving.url, &assistant).await;
    std::fs::write(data.join("demo.json"), "{}").unwrap();

    let named = file.to_str().unwrap();
    let inside = data.join("b.baton");
    let inside = run(&data, &["backup", inside.to_str().unwrap()]);
    refused(&inside, "outside of the data folder");
    let made = run(&data, &["backup", named]);
    worked(&made, " and 1 files written");
    let twice = run(&data, &["backup", named]);
    refused(&twice, "--force");
    assert!(run(&data, &["backup", "--force", named]).status.success());
    let streamed = run(&data, &["backup", "-"]);
    assert!(
        streamed.status.success() && streamed.stdout.starts_with(&[0x1f, 0x8b]),
        "{}",
        said(&streamed)
    );
    assert_eq!(
        std::fs::read_dir(folder.path()).unwrap().count(),
        2,
        "nothing half-written is left"
    );
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;
        assert_eq!(
            std::fs::metadata(&file).unwrap().permissions().mode() & 0o777,
            0o600
        );
    }

    // All is well while it runs.
    let looked = command(&data)
        .args(["doctor", "--json", "--public-url", &serving.url])
        .output()
        .unwrap();
    assert_eq!((findings(&looked), looked.status.code()), (vec![], Some(0)));
    let listen = serving.url.trim_start_matches("http://").to_owned();
    let busy = run(&other, &["restore", "--listen", &listen, named]);
    refused(&busy, "stop the server first");
    assert!(!other.exists());
    serving.stop();

    let restored = run(&other, &["restore", "--listen", &listen, named]);
    worked(&restored, "restored");
    assert_eq!(
        std::fs::read_to_string(other.join("demo.json")).unwrap(),
        "{}"
    );
    let second = run(&other, &["restore", "--listen", &listen, named]);
    refused(&second, "--force");

    // It serves, with the same people and the same conversations.
    let serving = Serving::with(&other, &[]);
    serving.ready(&client).await;
    let sign_in = json!({"email": "maya@example.com", "password": "a long enough secret"});
    assert_eq!(
        post(&client, &format!("{}/api/v1/session", serving.url), sign_in)
            .await
            .0,
        200
    );
    ask(&client, &serving.url, &assistant).await;
    let looked = command(&other)
        .args(["doctor", "--json", "--public-url", &serving.url])
        .output()
        .unwrap();
    assert_eq!((findings(&looked), looked.status.code()), (vec![], Some(0)));
    serving.stop();
    assert!(
        run(&other, &["backup", again.to_str().unwrap()])
            .status
            .success()
    );
}

#[test]
fn the_doctor_tells_what_is_wrong_by_its_exit_code() {
    let folder = tempfile::tempdir().unwrap();
    let data = folder.path().join("data");
    // Nothing there, and looking makes nothing.
    let none = run(&data, &["doctor"]);
    assert_eq!(none.status.code(), Some(2));
    assert!(
        said(&none).contains("takes no files") && said(&none).contains("start the server once"),
        "{}",
        said(&none)
    );
    assert!(!data.exists());

    assert!(run(&data, &["migrate"]).status.success());
    let fresh = command(&data)
        .args(["doctor", "--json", "--listen", "127.0.0.1:1"])
        .output()
        .unwrap();
    let warned = |check: &str| (check.to_owned(), "warning".to_owned());
    assert_eq!(
        (findings(&fresh), fresh.status.code()),
        (vec![warned("backup"), warned("public_url")], Some(1))
    );
    let plain = run(&data, &["doctor", "--listen", "127.0.0.1:1"]);
    assert!(
        said(&plain).contains("WARNING  backup      none was ever made"),
        "{}",
        said(&plain)
    );

    let broken = rusqlite::Connection::open(data.join("baton.db")).unwrap();
    broken.execute_batch("PRAGMA foreign_keys = OFF; INSERT INTO sessions VALUES (x'01', x'02', x'03', x'04', 0, 0, 0, NULL, NULL)").unwrap();
    drop(broken);
    let found = run(&data, &["doctor"]);
    assert_eq!(found.status.code(), Some(2));
    assert!(
        said(&found).contains("FAILURE  integrity   a row of sessions points to no row of"),
        "{}",
        said(&found)
    );
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_doctor_asks_the_public_address_and_the_bus() {
    let folder = tempfile::tempdir().unwrap();
    let data = folder.path().join("data");
    assert!(run(&data, &["migrate"]).status.success());
    let another = listen(Router::new()).await;
    let verdicts = |settings: &[(&str, &str)]| {
        let looked = command(&data)
            .args(["doctor", "--json"])
            .envs(settings.iter().copied())
            .output()
            .unwrap();
        findings(&looked)
    };
    let mut ill = verdicts(&[
        ("BATON_PUBLIC_URL", &another),
        ("BATON_NATS_URL", "nats://127.0.0.1:1"),
    ]);
    ill.retain(|(check, _)| check != "backup");
    let failed = |check: &str| (check.to_owned(), "failure".to_owned());
    assert_eq!(ill, [failed("public_url"), failed("bus")]);
}

#[derive(Clone, Default)]
struct Collector(Arc<Mutex<Vec<Value>>>);

impl Collector {
    /// Every span that came, with the resource that it is of.
    fn spans(&self) -> Vec<Value> {
        let bodies = self.0.lock().unwrap().clone();
        let resources = bodies
            .iter()
            .flat_map(|body| body["resourceSpans"].as_array().unwrap());
        let scopes = resources.flat_map(|resource| {
            assert_eq!(
                resource["resource"]["attributes"][0],
                json!({"key": "service.name", "value": {"stringValue": "baton"}})
            );
            resource["scopeSpans"].as_array().unwrap()
        });
        scopes
            .flat_map(|scope| scope["spans"].as_array().unwrap().clone())
            .collect()
    }
}

async fn taken(State(collector): State<Collector>, Json(body): Json<Value>) -> Json<Value> {
    collector.0.lock().unwrap().push(body);
    Json(json!({"partialSuccess": {}}))
}

async fn listen(router: Router) -> String {
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("http://{}", listener.local_addr().unwrap());
    #[expect(clippy::disallowed_methods, reason = "ends with the test")]
    drop(tokio::spawn(async move {
        axum::serve(listener, router).await.unwrap();
    }));
    url
}

fn attribute<'a>(span: &'a Value, key: &str) -> Option<&'a Value> {
    let mut attributes = span["attributes"].as_array().into_iter().flatten();
    attributes
        .find(|attribute| attribute["key"] == key)
        .map(|attribute| &attribute["value"])
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_collector_gets_the_spans_of_requests_jobs_and_turns() {
    let (client, folder, collector) =
        (client(), tempfile::tempdir().unwrap(), Collector::default());
    let router = Router::new()
        .route("/v1/traces", on_post(taken))
        .with_state(collector.clone());
    let url = listen(router).await;
    let serving = Serving::with(folder.path(), &[("BATON_OTLP_URL", &url)]);
    serving.ready(&client).await;
    let assistant = set_up(&client, &serving.url).await;
    ask(&client, &serving.url, &assistant).await;
    let log = serving.stop();
    assert!(
        !log.contains("baton::span"),
        "spans are no lines of the log: {log}"
    );

    let spans = collector.spans();
    let named = |name: &str| {
        spans
            .iter()
            .find(|span| span["name"] == name)
            .unwrap_or_else(|| panic!("no {name} in {spans:#?}"))
    };
    let request = named("POST /v1/widget/messages");
    assert_eq!(
        (&request["kind"], &request["parentSpanId"]),
        (&json!(2), &json!(""))
    );
    assert_eq!(
        attribute(request, "http.response.status_code"),
        Some(&json!({"intValue": "201"}))
    );
    assert_eq!(
        attribute(request, "http.route"),
        Some(&json!({"stringValue": "/v1/widget/messages"}))
    );
    let (job, turn) = (named("job assistant.turn"), named("turn"));
    assert_eq!(
        (&turn["parentSpanId"], &turn["traceId"]),
        (&job["spanId"], &job["traceId"])
    );
    assert_eq!(
        attribute(job, "job.outcome"),
        Some(&json!({"stringValue": "done"}))
    );
    assert_eq!(
        attribute(turn, "turn.answerer"),
        Some(&json!({"stringValue": "extractive"}))
    );
    for span in &spans {
        let hex = |key: &str, length| {
            let id = span[key].as_str().unwrap();
            id.len() == length && id.bytes().all(|b| b.is_ascii_hexdigit())
        };
        assert!(hex("traceId", 32) && hex("spanId", 16), "{span}");
        let nanos = |key: &str| span[key].as_str().unwrap().parse::<u64>().unwrap();
        assert!(
            nanos("endTimeUnixNano") > nanos("startTimeUnixNano"),
            "{span}"
        );
        assert!(
            nanos("startTimeUnixNano") > 1_700_000_000_000_000_000,
            "{span}"
        );
        let text = span.to_string();
        assert!(
            !text.contains("boots") && !text.contains("maya@example.com"),
            "{text}"
        );
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_collector_that_is_gone_or_never_answers_changes_nothing() {
    let client = client();
    let silent = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let hung = format!("http://{}", silent.local_addr().unwrap());
    for url in ["http://127.0.0.1:1", &hung] {
        let folder = tempfile::tempdir().unwrap();
        let serving = Serving::with(folder.path(), &[("BATON_OTLP_URL", url)]);
        serving.ready(&client).await;
        let assistant = set_up(&client, &serving.url).await;
        ask(&client, &serving.url, &assistant).await;
        tokio::time::sleep(Duration::from_secs(2)).await;
        let begun = Instant::now();
        ask(&client, &serving.url, &assistant).await;
        assert!(begun.elapsed() < Duration::from_secs(5));
        let begun = Instant::now();
        let log = serving.stop();
        assert!(
            begun.elapsed() < Duration::from_secs(10),
            "{:?}",
            begun.elapsed()
        );
        assert!(log.contains("\"message\":\"stopped\""), "{log}");
        let told = log.matches("traces cannot be exported").count();
        assert_eq!(told, 1, "{url}: {log}");
    }
}

#[test]
fn settings_of_the_edge_are_read() {
    let folder = tempfile::tempdir().unwrap();
    let refused = |name: &str, value: &str| {
        let output = command(folder.path())
            .env(name, value)
            .args(["serve", "--listen", "127.0.0.1:0"])
            .output()
            .unwrap();
        assert!(!output.status.success());
        said(&output)
    };
    assert!(
        refused("BATON_SERVER__TRUSTED_PROXIES", "10.0.0.0/8, proxy")
            .contains("server.trusted_proxies")
    );
    assert!(refused("BATON_LIMITS__INITS_PER_MINUTE", "-1").contains("inits_per_minute"));
    assert!(refused("BATON_OTLP_URL", "collector:4318").contains("telemetry.otlp_url"));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_trusted_proxy_speaks_for_its_clients() {
    let (client, folder) = (client(), tempfile::tempdir().unwrap());
    let settings = [
        ("BATON_SERVER__TRUSTED_PROXIES", "127.0.0.1"),
        ("BATON_LIMITS__INITS_PER_MINUTE", "2"),
        ("BATON_METRICS__TOKEN", "let me read"),
    ];
    let serving = Serving::with(folder.path(), &settings);
    serving.ready(&client).await;
    let assistant = set_up(&client, &serving.url).await;
    let mut answers = Vec::new();
    for from in ["203.0.113.1", "203.0.113.1", "203.0.113.1", "203.0.113.2"] {
        let answer = init(&client, &serving.url, &assistant, from).await;
        answers.push(answer.status().as_u16());
    }
    assert_eq!(answers, [200, 200, 429, 200]);
    let metrics = client.get(format!("{}/metrics", serving.url));
    assert_eq!(
        metrics.try_clone().unwrap().send().await.unwrap().status(),
        401
    );
    let read = metrics.bearer_auth("let me read").send().await.unwrap();
    assert!(
        read.text()
            .await
            .unwrap()
            .contains("baton_storage_wal_bytes")
    );
    serving.stop();
}
