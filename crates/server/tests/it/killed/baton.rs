//! The binary as a process: started, waited for, frozen, killed.

use std::{
    fs::{File, OpenOptions},
    path::{Path, PathBuf},
    process::{Child, Command, Stdio},
    time::{Duration, Instant},
};

const BATON: &str = env!("CARGO_BIN_EXE_baton");
/// Longer than any start takes, on however busy a machine.
const PATIENCE: Duration = Duration::from_mins(1);

/// Where a server keeps its data and listens, across all its lives.
#[derive(Debug)]
pub(super) struct Home {
    /// The data folder.
    pub(super) data: PathBuf,
    /// The database, where it is not the file in the data folder.
    pub(super) database: Option<String>,
    /// Where its mail goes, where it is sent.
    mail: Option<String>,
    /// The NATS server, where there are other nodes.
    nats: Option<String>,
    /// Whether webhooks may go to this machine.
    neighbours: bool,
    /// What all its lives logged.
    pub(super) log: PathBuf,
    port: u16,
}

impl Home {
    /// A home with its data in `data`; the log stays elsewhere, so that no fault of the data's disk reaches it.
    pub(super) fn new(data: &Path, log: &Path) -> Self {
        baton_outbound::install_crypto();
        // A port that was free a moment ago.
        let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
        Self {
            data: data.to_owned(),
            database: None,
            mail: None,
            nats: None,
            neighbours: false,
            log: log.join("baton.log"),
            port: listener.local_addr().unwrap().port(),
        }
    }

    /// At the address of another one, which is gone.
    pub(super) fn at(self, before: &Self) -> Self {
        Self {
            port: before.port,
            ..self
        }
    }

    /// With another database than the file in the data folder.
    pub(super) fn on(self, database: &str) -> Self {
        Self {
            database: Some(database.to_owned()),
            ..self
        }
    }

    /// With a mail server.
    pub(super) fn mailing(self, url: &str) -> Self {
        Self {
            mail: Some(url.to_owned()),
            ..self
        }
    }

    /// With other nodes, of which this one hears here.
    pub(super) fn beside(self, nats: &str) -> Self {
        Self {
            nats: Some(nats.to_owned()),
            ..self
        }
    }

    /// With receivers of webhooks on this machine.
    pub(super) fn telling_neighbours(self) -> Self {
        Self {
            neighbours: true,
            ..self
        }
    }

    /// Where it is reached.
    pub(super) fn url(&self) -> String {
        format!("http://127.0.0.1:{}", self.port)
    }

    /// Starts the server.
    pub(super) fn start(&self) -> Baton {
        let mut command = Command::new(BATON);
        command
            .args(["serve", "--listen", &format!("127.0.0.1:{}", self.port)])
            .env("BATON_DATA_DIR", &self.data)
            .env("BATON_LOG__FORMAT", "json")
            .stdout(Stdio::null())
            .stderr(self.log_file());
        if let Some(mail) = &self.mail {
            command
                .env("BATON_MAIL_URL", mail)
                .env("BATON_MAIL__FROM", "baton@chat.example")
                .env("BATON_MAIL__TIMEOUT_S", "5");
        }
        if self.neighbours {
            command.env("BATON_WEBHOOKS__ALLOW_PRIVATE", "127.0.0.1");
        }
        if let Some(nats) = &self.nats {
            command.env("BATON_NATS_URL", nats);
        }
        if let Some(database) = &self.database {
            command.env("BATON_DATABASE_URL", database);
        }
        Baton {
            child: command.spawn().unwrap(),
            url: self.url(),
            log: self.log.clone(),
            since: Instant::now(),
        }
    }

    /// Adds a teammate, by the command line.
    pub(super) fn add_user(&self, email: &str, name: &str, password: &str) {
        let mut command = Command::new(BATON);
        command
            .args(["user", "add", "--role", "admin", "--email", email])
            .args(["--name", name, "--password", password])
            .env("BATON_DATA_DIR", &self.data)
            .stdout(Stdio::null())
            .stderr(self.log_file());
        if let Some(database) = &self.database {
            command.env("BATON_DATABASE_URL", database);
        }
        assert!(command.status().unwrap().success(), "{}", self.logged());
    }

    /// Starts the server and waits until it is ready; answers how long that took.
    pub(super) async fn start_ready(&self) -> (Baton, Duration) {
        let mut baton = self.start();
        let took = baton.ready().await;
        (baton, took)
    }

    /// Everything that was logged so far.
    pub(super) fn logged(&self) -> String {
        String::from_utf8_lossy(&std::fs::read(&self.log).unwrap_or_default()).into_owned()
    }

    fn log_file(&self) -> File {
        let mut options = OpenOptions::new();
        options.create(true).append(true).open(&self.log).unwrap()
    }
}

/// A running server; killed when it is dropped.
#[derive(Debug)]
pub(super) struct Baton {
    child: Child,
    url: String,
    log: PathBuf,
    since: Instant,
}

impl Baton {
    /// Waits until it is ready; answers how long that took since its start.
    pub(super) async fn ready(&mut self) -> Duration {
        let client = reqwest::Client::builder().no_proxy().build().unwrap();
        let url = format!("{}/readyz", self.url);
        loop {
            let asked = client
                .get(&url)
                .timeout(Duration::from_secs(5))
                .send()
                .await;
            if asked.is_ok_and(|answer| answer.status().is_success()) {
                return self.since.elapsed();
            }
            let ended = self.child.try_wait().unwrap();
            let log = || std::fs::read_to_string(&self.log).unwrap_or_default();
            assert!(ended.is_none(), "it ended: {ended:?}\n{}", log());
            assert!(
                self.since.elapsed() < PATIENCE,
                "it is never ready\n{}",
                log()
            );
            tokio::time::sleep(Duration::from_millis(5)).await;
        }
    }

    /// Its process.
    pub(super) fn pid(&self) -> u32 {
        self.child.id()
    }

    /// Ends it at once, as the machine does when it needs the memory.
    pub(super) fn kill(mut self) {
        self.child.kill().unwrap();
        self.child.wait().unwrap();
    }

    /// Lets no thread of it run any further.
    pub(super) fn freeze(&self) {
        signal(self.pid(), "-STOP");
    }

    /// Ends it as a service manager does; answers whether it said that all went well, and how long it took.
    pub(super) async fn stop(mut self) -> (bool, Duration) {
        let asked = Instant::now();
        signal(self.pid(), "-TERM");
        loop {
            if let Some(status) = self.child.try_wait().unwrap() {
                return (status.success(), asked.elapsed());
            }
            assert!(asked.elapsed() < PATIENCE, "it never stops");
            tokio::time::sleep(Duration::from_millis(10)).await;
        }
    }

    /// Waits for a process that ends by itself; answers whether it said that all went well.
    pub(super) fn wait(mut self) -> bool {
        self.child.wait().unwrap().success()
    }
}

impl Drop for Baton {
    fn drop(&mut self) {
        drop(self.child.kill());
        drop(self.child.wait());
    }
}

/// Sends a signal to a process that the caller started.
pub(super) fn signal(pid: u32, name: &str) {
    let sent = Command::new("kill").args([name, &pid.to_string()]).status();
    assert!(sent.unwrap().success(), "kill {name} {pid}");
}
