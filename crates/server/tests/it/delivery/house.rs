//! A server that is reached through a real nginx.

use crate::commands::Serving;
use serde_json::{Value, json};
use std::{
    fmt::Write as _,
    net::{TcpListener, TcpStream},
    process::{Child, Command, Stdio},
    sync::atomic::{AtomicU16, Ordering},
    time::Duration,
};
use tempfile::TempDir;

/// Where Debian has it: not on the path of everybody.
const NGINX: &str = "/usr/sbin/nginx";

/// A port that nobody takes meanwhile: connections leave from higher ones, and each test is a process of its own.
pub(super) fn free_port() -> u16 {
    static NEXT: AtomicU16 = AtomicU16::new(0);
    let first = 20_000 + u16::try_from(std::process::id() % 2_500).unwrap() * 4;
    (first + NEXT.fetch_add(1, Ordering::Relaxed)..32_000)
        .find(|port| TcpListener::bind(("127.0.0.1", *port)).is_ok())
        .unwrap()
}

/// An nginx before a server.
struct Front {
    child: Child,
    folder: TempDir,
}

impl Front {
    /// Listens at `port`; `location` says what becomes of requests, with `PORT` for the server's port.
    async fn start(port: u16, upstream: u16, locations: &str) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let place = folder.path().display();
        let mut conf = String::new();
        let locations = locations.replace("PORT", &upstream.to_string());
        write!(
            conf,
            "daemon off; master_process off; pid {place}/pid; error_log {place}/error.log;
             events {{}}
             http {{
                 access_log off;
                 client_body_temp_path {place}/body; proxy_temp_path {place}/proxy;
                 fastcgi_temp_path {place}/f; uwsgi_temp_path {place}/u; scgi_temp_path {place}/s;
                 proxy_cache_path {place}/cache keys_zone=kept:1m;
                 server {{ listen 127.0.0.1:{port}; {locations} }}
             }}"
        )
        .unwrap();
        let file = folder.path().join("nginx.conf");
        std::fs::write(&file, conf).unwrap();
        let child = Command::new(NGINX)
            .args(["-e", "stderr", "-c"])
            .arg(&file)
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .expect("nginx is missing: script/bootstrap installs it");
        let mut front = Self { child, folder };
        front.wait(port).await;
        front
    }

    /// Until it listens; says why where it does not.
    async fn wait(&mut self, port: u16) {
        for _ in 0..200 {
            if let Some(status) = self.child.try_wait().unwrap() {
                let log = std::fs::read_to_string(self.folder.path().join("error.log"));
                panic!("nginx ended with {status}: {}", log.unwrap_or_default());
            }
            if TcpStream::connect(("127.0.0.1", port)).is_ok() {
                return;
            }
            tokio::time::sleep(Duration::from_millis(25)).await;
        }
        panic!("nginx does not listen");
    }
}

impl Drop for Front {
    fn drop(&mut self) {
        self.child.kill().unwrap();
        self.child.wait().unwrap();
    }
}

/// A server that is reached through an nginx, and who runs it.
pub(super) struct House {
    serving: Serving,
    public: String,
    _front: Front,
    _folder: TempDir,
    http: reqwest::Client,
    cookie: String,
}

impl House {
    pub(super) async fn behind(locations: &str, settings: &[(&str, &str)]) -> Self {
        baton_outbound::install_crypto();
        let folder = tempfile::tempdir().unwrap();
        let port = free_port();
        let public = format!("http://127.0.0.1:{port}");
        let mut settings = settings.to_vec();
        settings.push(("BATON_PUBLIC_URL", &public));
        let serving = Serving::with(folder.path(), &settings);
        let http = reqwest::Client::builder()
            .no_proxy()
            .timeout(Duration::from_secs(90))
            .build()
            .unwrap();
        serving.ready(&http).await;
        let upstream = serving.url.rsplit(':').next().unwrap().parse().unwrap();
        let front = Front::start(port, upstream, locations).await;
        let setup = http
            .post(format!("{}/api/v1/setup", serving.url))
            .header("origin", &serving.url)
            .json(&json!({
                "workspace": "Larch & Tarn", "name": "Maya",
                "email": "maya@example.com", "password": "a long enough secret",
            }));
        let setup = setup.send().await.unwrap();
        assert!(setup.status().is_success(), "{}", setup.status());
        let cookie = setup.headers()["set-cookie"].to_str().unwrap();
        let cookie = cookie.split(';').next().unwrap().to_owned();
        Self {
            serving,
            public,
            _front: front,
            _folder: folder,
            http,
            cookie,
        }
    }

    pub(super) async fn tests(&self, hop: &str) -> Value {
        self.asks(&self.serving.url, hop).await
    }

    /// As the console asks: through the proxy.
    pub(super) async fn tests_through_the_front(&self, hop: &str) -> Value {
        self.asks(&self.public, hop).await
    }

    async fn asks(&self, url: &str, hop: &str) -> Value {
        let asked = self
            .http
            .post(format!("{url}/api/v1/delivery-tests"))
            .header("origin", &self.public)
            .header("cookie", &self.cookie)
            .json(&json!({"hop": hop}));
        let answer = asked.send().await.unwrap();
        assert_eq!(answer.status().as_u16(), 200);
        answer.json().await.unwrap()
    }

    /// What is found on a way: the verdict, and the lines for nginx, or for Baton.
    pub(super) async fn finds(&self, hop: &str) -> (String, String) {
        let found = self.tests(hop).await;
        let lines = found["remedies"][0]["lines"].as_str();
        let verdict = found["verdict"].as_str().unwrap();
        (verdict.to_owned(), lines.unwrap_or_default().to_owned())
    }
}
