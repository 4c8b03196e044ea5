//! The NATS server of one test.

use std::{
    path::Path,
    process::{Child, Command, Stdio},
};

/// A running server; killed when it is dropped.
#[derive(Debug)]
pub(super) struct Nats {
    child: Child,
    binary: &'static str,
    port: String,
}

impl Nats {
    /// `None` where it is not installed.
    pub(super) fn start() -> Option<Self> {
        let binaries = [
            "/usr/sbin/nats-server",
            "/usr/bin/nats-server",
            "/usr/local/bin/nats-server",
        ];
        let binary = binaries.into_iter().find(|path| Path::new(path).exists())?;
        let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
        let port = listener.local_addr().unwrap().port().to_string();
        drop(listener);
        Some(Self {
            child: run(binary, &port),
            binary,
            port,
        })
    }

    pub(super) fn url(&self) -> String {
        format!("nats://127.0.0.1:{}", self.port)
    }

    /// Ends it and starts it anew where it was, empty.
    pub(super) fn restart(&mut self) {
        self.stop();
        self.child = run(self.binary, &self.port);
    }

    fn stop(&mut self) {
        self.child.kill().unwrap();
        self.child.wait().unwrap();
    }
}

impl Drop for Nats {
    fn drop(&mut self) {
        self.stop();
    }
}

fn run(binary: &str, port: &str) -> Child {
    let mut command = Command::new(binary);
    command
        .args(["-a", "127.0.0.1", "-p", port])
        .stdout(Stdio::null())
        .stderr(Stdio::null());
    command.spawn().unwrap()
}
