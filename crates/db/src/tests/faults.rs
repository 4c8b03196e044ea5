//! SQLite under a process that dies and a disk that fails: what was acknowledged is there.
use super::harness::put;
use crate::{Config, Conn, Db, DbError, Durability, Url};
use rusqlite::Connection;
use std::{
    collections::HashSet,
    io::{BufRead as _, BufReader},
    path::Path,
    process::{Command, Stdio},
};
use tokio::{runtime::Handle, task::JoinSet};

/// Names the database of [`victim`].
const FILE: &str = "BATON_TEST_VICTIM";
/// Precedes what the victim reports, among the lines of the test runner.
const ACKNOWLEDGED: &str = "acknowledged ";
const WRITES: i64 = 240;

/// Writes from 8 tasks and prints each id once it is acknowledged.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
#[ignore = "started by the tests below, which then do it harm"]
async fn victim() {
    #[expect(
        clippy::disallowed_methods,
        reason = "how the test below names the file"
    )]
    let Ok(path) = std::env::var(FILE) else {
        return;
    };
    let url = Url::Sqlite {
        path: path.into(),
        durability: Durability::Full,
    };
    let Ok(db) = Db::open(&Config::new(url)).await else {
        return;
    };
    let table = "CREATE TABLE IF NOT EXISTS things (id BIGINT PRIMARY KEY, name TEXT NOT NULL)";
    let created = db.write(async |tx: &mut Conn<'_>| tx.execute_batch(table).await);
    if created.await.is_err() {
        return;
    }
    let mut tasks = JoinSet::new();
    for task in 0..8 {
        tasks.spawn_on(write(db.clone(), task), &Handle::current());
    }
    tasks.join_all().await;
    db.close().await;
}

async fn write(db: Db, task: i64) {
    for id in (task..WRITES).step_by(8) {
        match put(db.clone(), id).await {
            #[expect(
                clippy::print_stdout,
                reason = "read by the test that started this process"
            )]
            Ok(()) => println!("\n{ACKNOWLEDGED}{id}"),
            Err(DbError::StorageFailed(_) | DbError::StorageFull) => {}
            Err(error) => panic!("{error}"),
        }
    }
}

/// Starts the victim under `wrapper`, kills it after `patience` acknowledged writes, and finds
/// every one of them in a sound file. Answers how many there were.
fn harm(wrapper: &[&str], patience: usize) -> usize {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("victim.db");
    let this = std::env::current_exe().unwrap();
    let mut command = match wrapper {
        [] => Command::new(&this),
        [wrapper, options @ ..] => {
            let mut command = Command::new(wrapper);
            command.args(options).arg(&this);
            command
        }
    };
    let mut victim = command
        .args([
            "--exact",
            "tests::faults::victim",
            "--ignored",
            "--nocapture",
        ])
        .env(FILE, &path)
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    let lines = BufReader::new(victim.stdout.take().unwrap()).lines();
    let acknowledged = lines
        .map_while(Result::ok)
        .filter_map(|line| line.strip_prefix(ACKNOWLEDGED)?.parse().ok())
        .take(patience)
        .collect::<Vec<i64>>();
    victim.kill().unwrap();
    victim.wait().unwrap();
    let stored = stored(&path);
    for id in &acknowledged {
        assert!(stored.contains(id), "{id} was acknowledged and is lost");
    }
    acknowledged.len()
}

fn stored(path: &Path) -> HashSet<i64> {
    let file = Connection::open(path).unwrap();
    let check: String = file
        .query_row("PRAGMA integrity_check", [], |row| row.get(0))
        .unwrap();
    assert_eq!(check, "ok");
    let Ok(mut all) = file.prepare("SELECT id FROM things") else {
        return HashSet::new();
    };
    all.query_map([], |row| row.get(0))
        .unwrap()
        .collect::<Result<_, _>>()
        .unwrap()
}

#[test]
fn a_killed_process_loses_nothing_acknowledged() {
    for patience in [1, 7, 30, 100, 200] {
        assert_eq!(harm(&[], patience), patience);
    }
}

/// Every sync, or write, from the `k`-th on fails once; see `strace(1)` for the syntax.
#[test]
fn a_failing_disk_loses_nothing_acknowledged() {
    let trial = Command::new("strace")
        .args(["-o", "/dev/null", "true"])
        .status();
    if !trial.is_ok_and(|status| status.success()) {
        return;
    }
    let mut harmed = 0;
    for (call, error) in [
        ("fsync", "EIO"),
        ("pwrite64", "EIO"),
        ("pwrite64", "ENOSPC"),
    ] {
        for k in [3, 12, 20, 27] {
            let trace = format!("trace={call}");
            let inject = format!("inject={call}:error={error}:when={k}");
            let strace = [
                "strace",
                "-f",
                "-qq",
                "-o",
                "/dev/null",
                "-e",
                &trace,
                "-e",
                &inject,
            ];
            harmed += usize::from(harm(&strace, usize::MAX) < 240);
        }
    }
    // Else nothing was injected where it hurts, and the test is blind.
    assert!(harmed > 6, "{harmed}");
}
