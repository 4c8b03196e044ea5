//! A PostgreSQL server of our own, with its default durability, for as long as a measurement takes.

use anyhow::{Context as _, Result, bail, ensure};
use std::{
    fs,
    net::TcpListener,
    path::{Path, PathBuf},
    process::{Child, Command, Stdio},
    time::{Duration, Instant},
};

/// Where Debian keeps the programs of each version.
const VERSIONS: &str = "/usr/lib/postgresql";
/// How long a server may take to start.
const START: Duration = Duration::from_mins(1);

/// A running server; ends with this value.
#[derive(Debug)]
pub(crate) struct Cluster {
    /// The address of its own database.
    pub(crate) url: String,
    server: Child,
}

impl Cluster {
    /// Starts the server of a folder, made where it is missing.
    pub(crate) async fn start(folder: &Path) -> Result<Self> {
        let programs = programs()?;
        let fresh = !folder.join("PG_VERSION").exists();
        if fresh {
            fs::create_dir_all(folder)?;
            own(folder)?;
            let made = unprivileged(&programs.join("initdb"))
                .args([
                    "--username=postgres",
                    "--auth=trust",
                    "--encoding=UTF8",
                    "--locale=C.UTF-8",
                    "--pgdata",
                ])
                .arg(folder)
                .stdout(Stdio::null())
                .status()?;
            ensure!(made.success(), "initdb failed");
        }
        let port = TcpListener::bind("127.0.0.1:0")?.local_addr()?.port();
        let server = unprivileged(&programs.join("postgres"))
            .arg("-D")
            .arg(folder)
            .args(["-p", &port.to_string(), "-k", "", "-h", "127.0.0.1"])
            // What an operator sets on a small server; durability is as PostgreSQL ships it.
            .args(["-c", "shared_buffers=512MB", "-c", "max_wal_size=4GB"])
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .context("postgres did not start")?;
        let url = format!("postgres://postgres@127.0.0.1:{port}/postgres");
        let cluster = Self { url, server };
        cluster.answers().await?;
        Ok(cluster)
    }

    async fn answers(&self) -> Result<()> {
        let begun = Instant::now();
        loop {
            match tokio_postgres::connect(&self.url, tokio_postgres::NoTls).await {
                Ok((client, connection)) => {
                    let driving = tokio::spawn(connection);
                    drop(client);
                    driving.await??;
                    return Ok(());
                }
                Err(error) if begun.elapsed() > START => bail!("postgres does not answer: {error}"),
                Err(_) => tokio::time::sleep(Duration::from_millis(100)).await,
            }
        }
    }
}

impl Drop for Cluster {
    fn drop(&mut self) {
        // SIGINT is its fast shutdown; a killed one would have to recover at the next start.
        let pid = self.server.id().to_string();
        let told = Command::new("kill").args(["-INT", &pid]).status();
        if !told.is_ok_and(|status| status.success()) {
            drop(self.server.kill());
        }
        drop(self.server.wait());
    }
}

/// The newest version's programs.
fn programs() -> Result<PathBuf> {
    let mut versions: Vec<PathBuf> = fs::read_dir(VERSIONS)
        .with_context(|| {
            format!("no PostgreSQL in {VERSIONS}: name a server with --database postgres://...")
        })?
        .filter_map(|entry| Some(entry.ok()?.path().join("bin")))
        .filter(|bin| bin.join("postgres").exists())
        .collect();
    versions.sort();
    versions
        .pop()
        .with_context(|| format!("no PostgreSQL in {VERSIONS}"))
}

/// The server refuses to run as root: then it runs as `postgres`.
fn unprivileged(program: &Path) -> Command {
    if !is_root() {
        return Command::new(program);
    }
    let mut command = Command::new("setpriv");
    command
        .args(["--reuid=postgres", "--regid=postgres", "--clear-groups"])
        .arg(program);
    command
}

fn own(folder: &Path) -> Result<()> {
    if !is_root() {
        return Ok(());
    }
    // It must also be able to get there.
    for parent in folder
        .ancestors()
        .skip(1)
        .take_while(|parent| parent.starts_with(std::env::temp_dir()))
    {
        if parent != std::env::temp_dir() {
            change("chmod", "a+x", parent)?;
        }
    }
    if let Some(parent) = folder.parent() {
        change("chmod", "a+x", parent)?;
    }
    change("chown", "postgres:", folder)
}

fn change(program: &str, to: &str, folder: &Path) -> Result<()> {
    let changed = Command::new(program).arg(to).arg(folder).status()?;
    ensure!(changed.success(), "{program} failed");
    Ok(())
}

fn is_root() -> bool {
    use std::os::unix::fs::MetadataExt as _;
    fs::metadata("/proc/self").is_ok_and(|process| process.uid() == 0)
}
