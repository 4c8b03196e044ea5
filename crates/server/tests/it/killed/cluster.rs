//! A PostgreSQL of one test, to be frozen, filled and cut from its power.

use super::baton::signal;
use std::{
    fs,
    path::{Path, PathBuf},
    process::{Command, Stdio},
    time::Duration,
};
use tempfile::TempDir;
use tokio_postgres::NoTls;

/// A running PostgreSQL server; stopped and removed when it is dropped.
#[derive(Debug)]
pub(super) struct Cluster {
    /// Where it keeps its data.
    data: PathBuf,
    port: u16,
    programs: PathBuf,
    options: String,
    folder: PathBuf,
    _temporary: Option<TempDir>,
}

impl Cluster {
    /// Starts one with these settings beside the defaults. `None` where there are no programs to start it with.
    pub(super) fn start(settings: &[&str]) -> Option<Self> {
        let temporary = tempfile::tempdir().unwrap();
        let folder = temporary.path().to_owned();
        Self::open(&folder, Some(temporary), settings)
    }

    /// Starts one that keeps its data in this folder, or goes on with what it finds there.
    pub(super) fn start_in(folder: &Path, settings: &[&str]) -> Option<Self> {
        Self::open(folder, None, settings)
    }

    fn open(folder: &Path, temporary: Option<TempDir>, settings: &[&str]) -> Option<Self> {
        let programs = programs()?;
        give_to_postgres(folder);
        let data = folder.join("data");
        if !data.exists() {
            make(&programs, &data);
        }
        let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
        let port = listener.local_addr().unwrap().port();
        drop(listener);
        let sockets = folder.display();
        let mut options = format!(
            "-c listen_addresses=127.0.0.1 -c port={port} -c unix_socket_directories={sockets}"
        );
        for setting in settings {
            options.push_str(" -c ");
            options.push_str(setting);
        }
        let cluster = Self {
            data,
            port,
            programs,
            options,
            folder: folder.to_owned(),
            _temporary: temporary,
        };
        cluster.again();
        Some(cluster)
    }

    /// Starts it where it is down.
    pub(super) fn again(&self) {
        let started = as_postgres(&self.programs.join("pg_ctl"))
            .args(["--wait", "start", "--options", &self.options])
            .arg(format!("--pgdata={}", self.data.display()))
            .arg(format!("--log={}", self.folder.join("log").display()))
            .stderr(Stdio::null())
            .status()
            .unwrap();
        assert!(started.success(), "PostgreSQL does not start");
    }

    /// Ends it at once, with all its connections.
    pub(super) fn crash(&self) {
        let stopped = as_postgres(&self.programs.join("pg_ctl"))
            .args(["--wait", "--mode=immediate", "stop"])
            .arg(format!("--pgdata={}", self.data.display()))
            .status()
            .unwrap();
        assert!(stopped.success(), "PostgreSQL does not stop");
    }

    /// A database for the product.
    pub(super) async fn database(&self) -> String {
        self.run("CREATE DATABASE baton").await;
        self.url("baton")
    }

    /// The database that [`Cluster::database`] made in an earlier life.
    pub(super) fn database_again(&self) -> String {
        self.url("baton")
    }

    /// A database whose rows are in a folder on a disk of their own.
    pub(super) async fn database_on(&self, disk: &Path) -> String {
        let place = disk.join("rows");
        fs::create_dir(&place).unwrap();
        give_to_postgres(disk);
        give_to_postgres(&place);
        self.run(&format!(
            "CREATE TABLESPACE small LOCATION '{}'",
            place.display()
        ))
        .await;
        self.run("CREATE DATABASE baton TABLESPACE small").await;
        self.url("baton")
    }

    /// Stops every process of it where it is, as a machine that swaps or a network that drops everything seems to do.
    pub(super) fn freeze(&self) {
        self.signal("-STOP");
    }

    /// Lets it go on.
    pub(super) fn thaw(&self) {
        self.signal("-CONT");
    }

    fn signal(&self, name: &str) {
        let postmaster = self.postmaster();
        let children =
            fs::read_to_string(format!("/proc/{postmaster}/task/{postmaster}/children")).unwrap();
        signal(postmaster, name);
        for child in children.split_whitespace() {
            // One that ended meanwhile needs no signal.
            drop(
                Command::new("kill")
                    .args([name, child])
                    .stderr(Stdio::null())
                    .status(),
            );
        }
    }

    fn postmaster(&self) -> u32 {
        let file = fs::read_to_string(self.data.join("postmaster.pid")).unwrap();
        file.lines().next().unwrap().parse().unwrap()
    }

    fn url(&self, name: &str) -> String {
        format!(
            "postgres://postgres@127.0.0.1:{}/{name}?sslmode=disable",
            self.port
        )
    }

    async fn run(&self, statement: &str) {
        let url = self.url("postgres");
        let (client, connection) = tokio_postgres::connect(&url, NoTls).await.unwrap();
        let driving = tokio::time::timeout(Duration::from_secs(30), async {
            tokio::join!(
                async {
                    client.batch_execute(statement).await.unwrap();
                    drop(client);
                },
                async { drop(connection.await) }
            )
        });
        driving.await.unwrap();
    }
}

impl Drop for Cluster {
    fn drop(&mut self) {
        if self.data.join("postmaster.pid").exists() {
            self.thaw();
            self.crash();
        }
    }
}

/// An empty data folder.
fn make(programs: &Path, data: &Path) {
    let made = as_postgres(&programs.join("initdb"))
        .args(["--auth=trust", "--username=postgres", "--encoding=UTF8", "--locale=C.UTF-8", "--no-sync"])
        // Small pieces of log, for small disks.
        .arg("--wal-segsize=1")
        .arg(format!("--pgdata={}", data.display()))
        .output()
        .unwrap();
    assert!(
        made.status.success(),
        "{}",
        String::from_utf8_lossy(&made.stderr)
    );
}

/// Where PostgreSQL's own programs are; Debian keeps them out of every PATH.
fn programs() -> Option<PathBuf> {
    let versions = fs::read_dir("/usr/lib/postgresql").ok()?;
    let folders = versions.flatten().map(|version| version.path().join("bin"));
    let places = folders.chain(["/usr/local/bin".into(), "/usr/bin".into()]);
    places
        .into_iter()
        .find(|place: &PathBuf| place.join("initdb").exists() && place.join("pg_ctl").exists())
}

/// PostgreSQL refuses to run as root.
fn as_postgres(program: &Path) -> Command {
    let mut command = if is_root() {
        let mut command = Command::new("runuser");
        command.args(["-u", "postgres", "--"]).arg(program);
        command
    } else {
        Command::new(program)
    };
    // From a folder that its user may enter, and without our streams, which its server would hold open.
    command
        .current_dir("/")
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::piped());
    command
}

fn give_to_postgres(folder: &Path) {
    if is_root() {
        let given = Command::new("chown")
            .arg("postgres")
            .arg(folder)
            .status()
            .unwrap();
        assert!(given.success());
    }
}

fn is_root() -> bool {
    let output = Command::new("id").arg("-u").output().unwrap();
    output.stdout.starts_with(b"0")
}
