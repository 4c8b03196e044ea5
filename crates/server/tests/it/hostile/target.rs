//! A server under attack, and what is watched meanwhile.

use baton_testkit::TestDb;
use serde_json::{Value, json};
use std::{
    fmt::Debug,
    net::SocketAddr,
    process::{Child, Command, Stdio},
    sync::atomic::{AtomicBool, Ordering},
    time::{Duration, Instant},
};
use tempfile::TempDir;

/// Seconds that headers and silence may take at the servers under attack.
pub(crate) const HEADERS: u64 = 2;
/// Seconds that bodies may take there.
pub(crate) const BODY: u64 = 2;
/// What an attack may cost at its height beyond what was there, and afterwards, in KiB of memory that is no file.
#[derive(Clone, Copy)]
pub(crate) struct Cost {
    pub(crate) peak: u64,
    pub(crate) left: u64,
}

/// A body of 100 MB that is kept anywhere shows.
const USUAL: Cost = Cost {
    peak: 40 * 1024,
    left: 20 * 1024,
};

/// The longest that others may wait meanwhile; generous, for a debug build on busy cores.
const WAIT: Duration = Duration::from_secs(3);

pub(crate) struct Target {
    pub(crate) name: &'static str,
    pub(crate) address: SocketAddr,
    pub(crate) cookie: String,
    pub(crate) assistant: String,
    /// A visitor's.
    pub(crate) token: String,
    pub(crate) key: String,
    http: reqwest::Client,
    child: Child,
    _folder: TempDir,
    _db: Option<TestDb>,
}

/// Runs an attack on both databases and compares what came back.
#[expect(clippy::future_not_send, reason = "a test stays on its thread")]
pub(crate) async fn on_both<T: Debug + PartialEq>(attack: impl AsyncFn(&Target) -> T) -> T {
    costing(USUAL, attack).await
}

/// The same for an attack that may cost something else.
#[expect(clippy::future_not_send, reason = "a test stays on its thread")]
pub(crate) async fn costing<T: Debug + PartialEq>(
    cost: Cost,
    attack: impl AsyncFn(&Target) -> T,
) -> T {
    let target = Target::start(None).await;
    let sqlite = target.under(cost, &attack).await;
    drop(target);
    if let Some(db) = TestDb::postgres().await {
        let target = Target::start(Some(db)).await;
        let postgres = target.under(cost, &attack).await;
        assert_eq!(sqlite, postgres, "the databases differ");
    }
    sqlite
}

impl Target {
    async fn start(db: Option<TestDb>) -> Self {
        baton_outbound::install_crypto();
        let folder = tempfile::tempdir().unwrap();
        let free = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
        let address = free.local_addr().unwrap();
        drop(free);
        let child = Command::new(env!("CARGO_BIN_EXE_baton"))
            .args(["serve", "--listen", &address.to_string()])
            .env("BATON_DATA_DIR", folder.path())
            .env(
                "BATON_DATABASE_URL",
                db.as_ref().map(TestDb::url).unwrap_or_default(),
            )
            .env("BATON_LIMITS__HEADER_TIMEOUT_S", HEADERS.to_string())
            .env("BATON_LIMITS__BODY_TIMEOUT_S", BODY.to_string())
            .env("BATON_LOG__LEVEL", "error")
            .stderr(Stdio::inherit())
            .spawn()
            .unwrap();
        let mut target = Self {
            name: if db.is_some() { "PostgreSQL" } else { "SQLite" },
            address,
            cookie: String::new(),
            assistant: String::new(),
            token: String::new(),
            key: String::new(),
            http: reqwest::Client::builder()
                .no_proxy()
                .timeout(WAIT)
                .build()
                .unwrap(),
            child,
            _folder: folder,
            _db: db,
        };
        for _ in 0..400 {
            if target.get("/readyz").await.is_ok() {
                break;
            }
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
        target.set_up().await;
        target
    }

    async fn set_up(&mut self) {
        let who = json!({
            "workspace": "Larch", "name": "Maya", "email": "maya@example.com", "password": "a long enough secret"
        });
        let answer = self.post("/api/v1/setup", &who).await;
        let cookie = answer.headers()["set-cookie"].to_str().unwrap();
        self.cookie = cookie.split(';').next().unwrap().to_owned();
        let me: Value = answer.json().await.unwrap();
        self.key = text(&me["realtime"]["key"]);
        let found: Value = self
            .get("/api/v1/assistants")
            .await
            .unwrap()
            .json()
            .await
            .unwrap();
        self.assistant = text(&found["items"][0]["id"]);
        let init = json!({"assistant": self.assistant});
        let init: Value = self
            .post("/v1/widget/init", &init)
            .await
            .json()
            .await
            .unwrap();
        self.token = text(&init["token"]);
    }

    pub(crate) fn url(&self, path: &str) -> String {
        format!("http://{}{path}", self.address)
    }

    pub(crate) async fn get(&self, path: &str) -> reqwest::Result<reqwest::Response> {
        let request = self.http.get(self.url(path)).header("cookie", &self.cookie);
        request.send().await?.error_for_status()
    }

    pub(crate) async fn post(&self, path: &str, body: &Value) -> reqwest::Response {
        let request = self.http.post(self.url(path)).json(body);
        let request = request
            .header("origin", self.url(""))
            .header("cookie", &self.cookie);
        request.send().await.unwrap()
    }

    /// The attack, watched: others are served meanwhile, and the memory is back afterwards.
    #[expect(clippy::future_not_send, reason = "a test stays on its thread")]
    async fn under<T>(&self, cost: Cost, attack: &impl AsyncFn(&Self) -> T) -> T {
        // What is built up by the first requests is no leak.
        for _ in 0..20 {
            self.get("/api/v1/conversations").await.unwrap();
            self.get("/api/openapi.json").await.unwrap();
        }
        let before = self.memory();
        let over = AtomicBool::new(false);
        let attacked = async {
            let seen = attack(self).await;
            over.store(true, Ordering::Relaxed);
            seen
        };
        let (seen, watched) = tokio::join!(attacked, self.serve_others(&over));
        let Watched { slowest, peak } = watched;
        assert!(
            slowest < WAIT,
            "{}: somebody else waited {slowest:?}",
            self.name
        );
        assert!(
            peak < before + cost.peak,
            "{}: {before} KiB grew to {peak} KiB",
            self.name
        );
        let mut after = self.memory();
        for _ in 0..50 {
            if after < before + cost.left {
                break;
            }
            tokio::time::sleep(Duration::from_millis(100)).await;
            after = self.memory();
        }
        assert!(
            after < before + cost.left,
            "{}: of {before} KiB {after} KiB are left",
            self.name
        );
        #[expect(clippy::print_stderr, reason = "what was measured")]
        {
            eprintln!(
                "{}: {before} KiB, {peak} at most, {after} left; others waited {slowest:?}",
                self.name
            );
        }
        seen
    }

    /// Reads and writes as anybody would, until the attack is over.
    async fn serve_others(&self, over: &AtomicBool) -> Watched {
        let mut watched = Watched::default();
        while !over.load(Ordering::Relaxed) {
            let began = Instant::now();
            self.get("/api/v1/conversations").await.unwrap();
            let typing = self
                .http
                .post(self.url("/v1/widget/read"))
                .bearer_auth(&self.token);
            let typing = typing
                .json(&json!({"seq": 0}))
                .header("origin", self.url(""));
            let status = typing.send().await.unwrap().status().as_u16();
            assert!(matches!(status, 204 | 429), "{status}");
            watched.slowest = watched.slowest.max(began.elapsed());
            for _ in 0..10 {
                watched.peak = watched.peak.max(self.memory());
                tokio::time::sleep(Duration::from_millis(10)).await;
            }
        }
        watched
    }

    /// In KiB, without what is mapped from files.
    fn memory(&self) -> u64 {
        let status = std::fs::read_to_string(format!("/proc/{}/status", self.child.id())).unwrap();
        let line = status
            .lines()
            .find(|line| line.starts_with("RssAnon"))
            .unwrap();
        line.split_whitespace().nth(1).unwrap().parse().unwrap()
    }
}

/// What was seen during an attack.
#[derive(Default)]
struct Watched {
    slowest: Duration,
    /// In KiB.
    peak: u64,
}

fn text(value: &Value) -> String {
    value.as_str().unwrap().to_owned()
}

impl Drop for Target {
    fn drop(&mut self) {
        drop(self.child.kill());
        drop(self.child.wait());
    }
}
