//! A real SMTP server: aiosmtpd, in a process of its own, that fails as a test wants it to.

use baton_outbound::mail::{MailSettings, Mailer};
use serde_json::Value;
use std::{
    fs,
    io::{BufRead as _, BufReader},
    path::{Path, PathBuf},
    process::{Child, Command, Stdio},
    time::{Duration, Instant},
};

const SERVER: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/smtp/server.py");
/// Longer than anything takes, on however busy a machine.
const PATIENCE: Duration = Duration::from_mins(1);

/// How a server is signed in to, and what proves that it is the right one.
#[derive(Debug, Clone)]
pub struct Secured {
    /// PEM of its certificate.
    pub certificate: String,
    /// PEM of its key.
    pub key: String,
}

/// A mail server with what it took.
#[derive(Debug)]
pub struct SmtpServer {
    folder: tempfile::TempDir,
    port: u16,
    secured: bool,
    child: Option<Child>,
}

impl SmtpServer {
    /// Starts one. Where Python has no aiosmtpd the test is skipped with a word, unless `CI` is set: there it fails.
    pub fn start() -> Option<Self> {
        Self::started(None)
    }

    /// Starts one that speaks only after STARTTLS, to `user` with `secret`.
    pub fn secured(secured: &Secured) -> Option<Self> {
        Self::started(Some(secured))
    }

    fn started(secured: Option<&Secured>) -> Option<Self> {
        baton_outbound::install_crypto();
        python()?;
        let folder = tempfile::tempdir().unwrap();
        if let Some(secured) = secured {
            fs::write(folder.path().join("certificate"), &secured.certificate).unwrap();
            fs::write(folder.path().join("key"), &secured.key).unwrap();
        }
        let free = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
        let mut server = Self {
            port: free.local_addr().unwrap().port(),
            folder,
            secured: secured.is_some(),
            child: None,
        };
        drop(free);
        server.wake();
        Some(server)
    }

    /// Starts it again, at the same address.
    pub fn wake(&mut self) {
        let mut command = Command::new(python().expect("it was there before"));
        command.arg(SERVER).arg(self.port.to_string());
        command.arg(self.folder.path());
        if self.secured {
            command.args([self.file("certificate"), self.file("key")]);
            command.args(["user", "secret"]);
        }
        let mut child = command.stdout(Stdio::piped()).spawn().unwrap();
        let mut said = String::new();
        let stdout = child.stdout.take().unwrap();
        BufReader::new(stdout).read_line(&mut said).unwrap();
        assert_eq!(said.trim(), "ready");
        self.child = Some(child);
    }

    /// Ends it at once.
    pub fn kill(&mut self) {
        if let Some(mut child) = self.child.take() {
            child.kill().unwrap();
            child.wait().unwrap();
        }
    }

    /// From now on it is like this: see `server.py`.
    pub fn behave(&self, mode: &str) {
        // Renamed into its place: written in place it would be empty for a moment.
        fs::write(self.file("mode.new"), mode).unwrap();
        fs::rename(self.file("mode.new"), self.file("mode")).unwrap();
    }

    /// Like `smtp://127.0.0.1:2525`.
    pub fn url(&self) -> String {
        format!("smtp://127.0.0.1:{}", self.port)
    }

    /// What sends to it, with little patience.
    pub fn mailer(&self) -> Mailer {
        Mailer::new(&self.settings()).unwrap()
    }

    /// The settings of [`SmtpServer::mailer`].
    pub fn settings(&self) -> MailSettings {
        MailSettings {
            url: self.url(),
            from: "Baton <baton@chat.example>".to_owned(),
            hello: "chat.example".to_owned(),
            patience: Duration::from_secs(2),
            ..MailSettings::default()
        }
    }

    /// The mails that it took, in order.
    pub fn mails(&self) -> Vec<Received> {
        let lines = fs::read_to_string(self.file("mails")).unwrap_or_default();
        let lines = lines.lines();
        lines
            .map(|line| Received(serde_json::from_str(line).unwrap()))
            .collect()
    }

    /// Its attempts, like `defer <id@chat.example>`.
    pub fn tries(&self) -> Vec<String> {
        let lines = fs::read_to_string(self.file("tries")).unwrap_or_default();
        lines.lines().map(str::to_owned).collect()
    }

    /// Waits until it has taken so many mails.
    pub async fn took(&self, count: usize) -> Vec<Received> {
        let since = Instant::now();
        while self.mails().len() < count {
            assert!(
                since.elapsed() < PATIENCE,
                "{} of {count} mails",
                self.mails().len()
            );
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
        self.mails()
    }

    /// Waits until it was spoken to so often.
    pub async fn tried(&self, count: usize) {
        let since = Instant::now();
        while self.tries().len() < count {
            assert!(
                since.elapsed() < PATIENCE,
                "{} of {count} tries",
                self.tries().len()
            );
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
    }

    fn file(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }
}

impl Drop for SmtpServer {
    fn drop(&mut self) {
        self.kill();
    }
}

/// A mail as another program reads it: Python's own.
#[derive(Debug, Clone)]
pub struct Received(pub Value);

impl Received {
    /// A header, by its name in lower case; all of that name, one a line.
    pub fn header(&self, name: &str) -> String {
        let all = self.0.get("headers").and_then(Value::as_array).unwrap();
        let text =
            |header: &Value, n: usize| header.get(n).and_then(Value::as_str).unwrap().to_owned();
        let of_name = all.iter().filter(|header| text(header, 0) == name);
        let values: Vec<_> = of_name.map(|header| text(header, 1)).collect();
        values.join("\n")
    }

    /// A text of it: `text`, `html`, `kind`.
    pub fn part(&self, name: &str) -> &str {
        self.0.get(name).and_then(Value::as_str).unwrap_or_default()
    }

    /// Whom it went to.
    pub fn to(&self) -> &str {
        self.0.pointer("/to/0").and_then(Value::as_str).unwrap()
    }
}

/// A Python that has aiosmtpd: `script/bootstrap` makes it.
fn python() -> Option<PathBuf> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let target = std::env::var_os("CARGO_TARGET_DIR");
    let target = target.map_or_else(|| root.join("target"), PathBuf::from);
    let python = target.join("tools/mail/bin/python");
    if python.exists() {
        return Some(python);
    }
    let is_ci = std::env::var_os("CI").is_some();
    assert!(
        !is_ci,
        "{} is missing: run script/bootstrap",
        python.display()
    );
    None
}
