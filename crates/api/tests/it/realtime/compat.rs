use super::support::{Server, within};
use baton_api::realtime::Channel;
use serde_json::json;
use std::{path::Path, process::Stdio};
use tokio::{
    io::{AsyncBufReadExt, AsyncReadExt, BufReader},
    process::Command,
};

/// Unmodified pusher-js and laravel-echo, and our own client, in Node. Left out, with a word, where npm has not been run.
#[tokio::test(flavor = "multi_thread")]
async fn the_public_clients_connect_unchanged() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    if !root.join("node_modules/pusher-js").exists() {
        #[expect(clippy::print_stderr, reason = "a skipped test says so")]
        {
            eprintln!("skipped: node_modules are missing (npm ci)");
        }
        return;
    }
    let server = Server::start().await;
    let private = Channel::Conversation(server.conversation());
    let presence = Channel::WorkspacePresence(server.workspace());
    let mut node = Command::new("node")
        .arg("e2e/realtime/compat.mjs")
        .args([
            "--url",
            &format!("http://{}", server.address),
            "--key",
            "app-key",
            "--path",
            "/realtime",
        ])
        .args(["--token", "member:ann", "--token2", "member:bob"])
        .args([
            "--private",
            &private.to_string(),
            "--presence",
            &presence.to_string(),
        ])
        .args([
            "--denied",
            &Channel::Conversation(server.rights.foreign).to_string(),
        ])
        .current_dir(&root)
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .kill_on_drop(true)
        .spawn()
        .unwrap();
    let mut lines = BufReader::new(node.stdout.take().unwrap()).lines();
    let mut seen = Vec::new();
    while let Some(line) = within(lines.next_line()).await.unwrap() {
        if line == "ready" {
            server.publish(
                private,
                &json!({"message": {"seq": 1, "body": "Hi \u{1F389} \"quoted\""}}),
            );
        }
        seen.push(line);
    }
    let mut complaints = String::new();
    node.stderr
        .take()
        .unwrap()
        .read_to_string(&mut complaints)
        .await
        .unwrap();
    assert!(
        node.wait().await.unwrap().success(),
        "{}\n{complaints}",
        seen.join("\n")
    );
    assert_eq!(seen.last().map(String::as_str), Some("done"));
}
