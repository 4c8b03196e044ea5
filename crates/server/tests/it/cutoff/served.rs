//! The binary with a workspace, for crowds: its limits are wide, and it can be ended and started again.

use serde_json::{Value, json};
use std::{
    net::SocketAddr,
    process::{Child, Command, Stdio},
    time::Duration,
};
use tempfile::TempDir;

const WIDE: &str = "100000000";

/// A server that is running, or between two lives.
pub(super) struct Served {
    child: Option<Child>,
    folder: TempDir,
    pub(super) address: SocketAddr,
    pub(super) http: reqwest::Client,
    cookie: String,
    pub(super) assistant: String,
    pub(super) workspace: String,
    pub(super) key: String,
}

impl Served {
    pub(super) async fn start() -> Self {
        baton_outbound::install_crypto();
        let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
        let mut served = Self {
            child: None,
            folder: tempfile::tempdir().unwrap(),
            address: listener.local_addr().unwrap(),
            http: reqwest::Client::builder().no_proxy().build().unwrap(),
            cookie: String::new(),
            assistant: String::new(),
            workspace: String::new(),
            key: String::new(),
        };
        drop(listener);
        served.run().await;
        served.set_up().await;
        served
    }

    /// Starts the process, again after it was ended, and waits until it is ready.
    pub(super) async fn run(&mut self) {
        // Another build of it, such as one for release, where one is named.
        let built = || env!("CARGO_BIN_EXE_baton").into();
        let child = Command::new(std::env::var_os("BATON_BIN").unwrap_or_else(built))
            .args(["serve", "--listen", &self.address.to_string()])
            .env("BATON_DATA_DIR", self.folder.path())
            .env("BATON_LOG__LEVEL", "warn")
            .env("BATON_LIMITS__INITS_PER_MINUTE", WIDE)
            .env("BATON_LIMITS__CALLS_PER_MINUTE", WIDE)
            .env("BATON_LIMITS__MESSAGES_PER_MINUTE", WIDE)
            .env("BATON_LIMITS__MESSAGES_PER_ADDRESS_PER_MINUTE", WIDE)
            .env("BATON_LIMITS__MESSAGES_PER_WORKSPACE_PER_MINUTE", WIDE)
            .env("BATON_LIMITS__WRITES_AT_ONCE_PER_WORKSPACE", WIDE)
            .stdout(Stdio::null())
            .spawn();
        self.child = Some(child.unwrap());
        let url = self.url("/readyz");
        let ready = async {
            loop {
                let asked = self.http.get(&url).send().await;
                if asked.is_ok_and(|answer| answer.status().is_success()) {
                    return;
                }
                tokio::time::sleep(Duration::from_millis(10)).await;
            }
        };
        tokio::time::timeout(Duration::from_mins(1), ready)
            .await
            .expect("ready in time");
    }

    pub(super) fn url(&self, path: &str) -> String {
        format!("http://{}{path}", self.address)
    }

    pub(super) async fn post(&self, path: &str, body: &Value) -> Value {
        let origin = self.url("");
        let mut request = self
            .http
            .post(self.url(path))
            .json(body)
            .header("origin", origin);
        if !self.cookie.is_empty() {
            request = request.header("cookie", &self.cookie);
        }
        let answer = request.send().await.unwrap();
        let (status, text) = (answer.status(), answer.text().await.unwrap());
        assert!(status.is_success(), "{path}: {status} {text}");
        serde_json::from_str(&text).unwrap_or_default()
    }

    pub(super) async fn get(&self, path: &str) -> Value {
        let request = self.http.get(self.url(path)).header("cookie", &self.cookie);
        request.send().await.unwrap().json().await.unwrap()
    }

    /// A line of `/proc/<pid>/status`, in KiB: `VmRSS`, `VmHWM`.
    pub(super) fn memory_kib(&self, line: &str) -> u64 {
        let pid = self.child.as_ref().unwrap().id();
        let status = std::fs::read_to_string(format!("/proc/{pid}/status")).unwrap();
        let line = status.lines().find(|each| each.starts_with(line)).unwrap();
        line.split_whitespace().nth(1).unwrap().parse().unwrap()
    }

    pub(super) fn kill(&mut self) {
        if let Some(mut child) = self.child.take() {
            child.kill().unwrap();
            child.wait().unwrap();
        }
    }

    /// Asks it to stop, as a supervisor does, and waits for that.
    pub(super) async fn stop(&mut self) {
        let mut child = self.child.take().unwrap();
        let told = Command::new("kill")
            .args(["-TERM", &child.id().to_string()])
            .status();
        assert!(told.unwrap().success());
        let gone = tokio::task::spawn_blocking(move || child.wait().unwrap());
        assert!(gone.await.unwrap().success());
    }

    async fn set_up(&mut self) {
        let owner = json!({"workspace": "Larch & Tarn", "name": "Maya", "email": "maya@example.org",
            "password": "a sentence is easier to keep"});
        let origin = self.url("");
        let request = self
            .http
            .post(self.url("/api/v1/setup"))
            .json(&owner)
            .header("origin", origin);
        let answer = request.send().await.unwrap();
        let cookie = answer.headers()["set-cookie"].to_str().unwrap().to_owned();
        self.cookie = cookie.split(';').next().unwrap().to_owned();
        let me: Value = answer.json().await.unwrap();
        let text = |value: &Value| value.as_str().unwrap().to_owned();
        self.workspace = text(&me["workspace"]["id"]);
        self.key = text(&me["realtime"]["key"]);
        self.assistant = text(&self.get("/api/v1/assistants").await["items"][0]["id"]);
    }
}

impl Drop for Served {
    fn drop(&mut self) {
        self.kill();
    }
}
