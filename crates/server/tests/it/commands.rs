//! The binary as an operator uses it: serve, set up, add people, import, stop.

use serde_json::{Value, json};
use std::{
    path::Path,
    process::{Child, Command, Output, Stdio},
    time::Duration,
};

const BATON: &str = env!("CARGO_BIN_EXE_baton");

/// A running `baton serve`, told to stop when it is dropped.
pub(crate) struct Serving {
    child: Child,
    pub(crate) url: String,
}

impl Serving {
    fn start(data: &Path) -> Self {
        Self::with(data, &[])
    }

    /// With settings of its own.
    pub(crate) fn with(data: &Path, settings: &[(&str, &str)]) -> Self {
        Self::run(command(data).arg("serve").envs(settings.iter().copied()))
    }

    /// As from a shell with these limits of open files, the soft and the hard one.
    pub(crate) fn with_files(data: &Path, (soft, hard): (u32, u32)) -> Self {
        let limited = format!("ulimit -Sn {soft}; ulimit -Hn {hard}; exec \"$0\" \"$@\"");
        let mut shell = Command::new("sh");
        shell.args(["-c", &limited, BATON, "serve"]);
        Self::run(set(&mut shell, data))
    }

    fn run(command: &mut Command) -> Self {
        // A port that was free a moment ago.
        let port = std::net::TcpListener::bind("127.0.0.1:0")
            .unwrap()
            .local_addr()
            .unwrap()
            .port();
        let listen = format!("127.0.0.1:{port}");
        let child = command
            .args(["--listen", &listen])
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        Self {
            child,
            url: format!("http://{listen}"),
        }
    }

    /// Its process.
    pub(crate) fn id(&self) -> u32 {
        self.child.id()
    }

    /// Waits until it serves.
    pub(crate) async fn ready(&self, client: &reqwest::Client) {
        let ready = format!("{}/readyz", self.url);
        for _ in 0..400 {
            let answer = client.get(&ready).send().await;
            if answer.is_ok_and(|answer| answer.status().is_success()) {
                return;
            }
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
        panic!("the server was not ready in time");
    }

    /// Ends it as a service manager does, and answers what it logged.
    pub(crate) fn stop(mut self) -> String {
        let id = self.child.id().to_string();
        assert!(
            Command::new("kill")
                .args(["-TERM", &id])
                .status()
                .unwrap()
                .success()
        );
        let mut log = String::new();
        if let Some(mut stderr) = self.child.stderr.take() {
            std::io::Read::read_to_string(&mut stderr, &mut log).unwrap();
        }
        assert!(self.child.wait().unwrap().success());
        log
    }
}

impl Drop for Serving {
    fn drop(&mut self) {
        // Of a test that failed; one that was stopped is gone already.
        drop(self.child.kill());
        drop(self.child.wait());
    }
}

pub(crate) fn command(data: &Path) -> Command {
    let mut command = Command::new(BATON);
    set(&mut command, data);
    command
}

fn set<'a>(command: &'a mut Command, data: &Path) -> &'a mut Command {
    command
        .env("BATON_DATA_DIR", data)
        .env("BATON_LOG__FORMAT", "json")
}

pub(crate) fn run(data: &Path, args: &[&str]) -> Output {
    command(data).args(args).output().unwrap()
}

pub(crate) fn said(output: &Output) -> String {
    String::from_utf8_lossy(&output.stdout).into_owned() + &String::from_utf8_lossy(&output.stderr)
}

pub(crate) async fn post(client: &reqwest::Client, url: &str, body: Value) -> (u16, Value) {
    let answer = client.post(url).json(&body).send().await.unwrap();
    (
        answer.status().as_u16(),
        answer.json().await.unwrap_or_default(),
    )
}

#[tokio::test]
async fn an_operator_sets_up_adds_people_imports_and_stops() {
    baton_outbound::install_crypto();
    let folder = tempfile::tempdir().unwrap();
    let client = reqwest::Client::builder()
        .timeout(Duration::from_secs(10))
        .build()
        .unwrap();
    let serving = Serving::start(folder.path());
    serving.ready(&client).await;
    let setup = json!({
        "workspace": "Larch", "name": "Maya", "email": "maya@example.com", "password": "a long enough secret"
    });
    let (status, me) = post(&client, &format!("{}/api/v1/setup", serving.url), setup).await;
    assert_eq!((status, &me["role"]), (201, &json!("owner")));

    let added = run(
        folder.path(),
        &[
            "user",
            "add",
            "--email",
            "tom@example.com",
            "--name",
            "Tom",
            "--role",
            "viewer",
            "--password",
            "another long secret",
        ],
    );
    assert!(added.status.success(), "{}", said(&added));
    let sign_in = json!({"email": "tom@example.com", "password": "another long secret"});
    let (status, tom) = post(&client, &format!("{}/api/v1/session", serving.url), sign_in).await;
    assert_eq!((status, &tom["role"]), (200, &json!("viewer")));

    let page = folder.path().join("returns.md");
    std::fs::write(
        &page,
        "# Returns\n\nYou may send things back for 60 days.\n",
    )
    .unwrap();
    let imported = run(folder.path(), &["import", page.to_str().unwrap()]);
    assert!(
        said(&imported).contains("1 of 1 imported"),
        "{}",
        said(&imported)
    );
    // A page of the inside is refused, with the reason and what to do.
    let refused = run(folder.path(), &["import", &format!("{}/demo", serving.url)]);
    assert!(
        said(&refused).contains("not on the public internet"),
        "{}",
        said(&refused)
    );

    let log = serving.stop();
    assert!(log.contains("\"message\":\"stopped\""), "{log}");
    assert!(log.contains("request_id"), "{log}");
    assert!(
        !log.contains("a long enough secret") && !log.contains("another long secret"),
        "{log}"
    );
}

#[test]
fn a_mistake_in_the_configuration_is_named() {
    let folder = tempfile::tempdir().unwrap();
    let wrong = command(folder.path())
        .env("BATON_SERVER__DRAIN_S", "soon")
        .arg("migrate")
        .output()
        .unwrap();
    assert!(!wrong.status.success());
    assert!(
        said(&wrong).contains("BATON_SERVER__DRAIN_S"),
        "{}",
        said(&wrong)
    );
}
