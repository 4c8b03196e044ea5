//! A NATS server of one test: Debian's `nats-server` on a private port.

use baton_bus::Bus;
use std::{
    net::TcpListener,
    path::Path,
    process::{Child, Command, Stdio},
    time::Duration,
};

const BINARIES: [&str; 3] = [
    "/usr/sbin/nats-server",
    "/usr/bin/nats-server",
    "/usr/local/bin/nats-server",
];

/// A running server; killed when it is dropped.
#[derive(Debug)]
pub struct Nats {
    child: Child,
    binary: &'static str,
    port: String,
}

impl Nats {
    /// `None`, with a word, where it is not installed.
    pub fn start() -> Option<Self> {
        let Some(binary) = BINARIES.into_iter().find(|path| Path::new(path).exists()) else {
            #[expect(clippy::print_stderr, reason = "a skipped test says so")]
            {
                eprintln!("skipped: nats-server is not installed (apt-get install nats-server)");
            }
            return None;
        };
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let port = listener.local_addr().unwrap().port().to_string();
        drop(listener);
        Some(Self {
            child: run(binary, &port),
            binary,
            port,
        })
    }

    /// Where it is reached.
    pub fn url(&self) -> String {
        format!("nats://127.0.0.1:{}", self.port)
    }

    /// Ends it; nothing of it is left.
    pub fn stop(&mut self) {
        self.child.kill().unwrap();
        self.child.wait().unwrap();
    }

    /// Starts it anew where it was, empty.
    pub fn again(&mut self) {
        self.child = run(self.binary, &self.port);
    }

    /// `STOP` freezes it, `CONT` lets it go on.
    pub fn signal(&self, name: &str) {
        let sent = Command::new("kill")
            .args([&format!("-{name}"), &self.child.id().to_string()])
            .status();
        assert!(sent.unwrap().success());
    }

    /// A connection of one node that may not be there yet.
    pub async fn deaf(&self) -> Bus {
        Box::pin(Bus::nats(&self.url(), "test")).await.unwrap()
    }

    /// A connection of one node.
    pub async fn bus(&self) -> Bus {
        let bus = self.deaf().await;
        let connecting = async {
            while !bus.is_connected() {
                tokio::time::sleep(Duration::from_millis(5)).await;
            }
        };
        let connected = tokio::time::timeout(Duration::from_secs(10), connecting);
        connected.await.expect("NATS is never connected");
        bus
    }

    /// The subscription of a node is on its way behind the connection.
    pub async fn listening() {
        tokio::time::sleep(Duration::from_millis(100)).await;
    }
}

impl Drop for Nats {
    fn drop(&mut self) {
        self.stop();
    }
}

fn run(binary: &str, port: &str) -> Child {
    Command::new(binary)
        .args(["-a", "127.0.0.1", "-p", port])
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .unwrap()
}
