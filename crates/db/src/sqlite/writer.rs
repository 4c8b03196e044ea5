//! The writer: everything that queued up while the last commit ran shares the next one.
use super::{
    call::{Call, Limit, Verdict, Work},
    mark,
    room::Room,
};
use crate::{DbError, Health, Result, health::Gauge};
use crossbeam_channel::{Receiver, RecvTimeoutError};
use rusqlite::{Connection, config::DbConfig};
use std::{iter, path::Path, time::Duration};

/// Most calls in one commit: at 64 SQLite reaches 21,000 writes a second and a call waits about
/// 2 ms; more adds a quarter to the rate and four times the wait.
const GROUP: usize = 64;
/// How long the writer must be idle before it moves the log into the file by itself. Under load
/// SQLite does so every 8,000 pages: the pages of a busy hour are written again and again, and move once.
const IDLE: Duration = Duration::from_secs(1);

/// Serves `calls` until the queue is closed or the storage fails; then leaves the mark at `failed`.
pub(super) fn run(
    mut connection: Connection,
    calls: &Receiver<Call>,
    health: &Gauge,
    failed: &Path,
) {
    let Err(error) = serve(&mut connection, calls, health) else {
        return;
    };
    health.set(Health::Failed);
    tracing::error!(%error, "the database stopped accepting writes: look after the disk, then restart the process");
    mark::leave(failed, &error);
    // The log may hold a commit nobody was told of: leave it to the recovery of the next open.
    let kept = connection.set_db_config(DbConfig::SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, true);
    if let Err(error) = kept {
        tracing::warn!(%error, "the closing checkpoint could not be switched off");
    }
    for call in calls {
        call.refuse(error.clone());
    }
}

/// `Err` says why no write may follow.
fn serve(connection: &mut Connection, calls: &Receiver<Call>, health: &Gauge) -> Result<()> {
    let (mut in_log, mut room) = (false, Room::default());
    loop {
        let next = if in_log || health.get() == Health::Full {
            calls.recv_timeout(IDLE)
        } else {
            calls.recv().map_err(RecvTimeoutError::from)
        };
        match next {
            Ok(first) => {
                commit_group(connection, first, calls, health)?;
                room.look(connection, health);
                in_log = true;
            }
            Err(RecvTimeoutError::Timeout) => {
                checkpoint(connection, "PASSIVE")?;
                room.look(connection, health);
                in_log = false;
            }
            Err(RecvTimeoutError::Disconnected) => return checkpoint(connection, "TRUNCATE"),
        }
    }
}

fn checkpoint(connection: &Connection, mode: &str) -> Result<()> {
    let done = connection.query_row(&format!("PRAGMA wal_checkpoint({mode})"), [], |_| Ok(()));
    match done.map_err(DbError::from) {
        Err(error @ DbError::StorageFailed(_)) => Err(error),
        // Busy or full: the log is intact and the next checkpoint continues.
        Ok(()) | Err(_) => Ok(()),
    }
}

/// Runs `first` and what has queued up behind it in one transaction, then answers them all.
fn commit_group(
    connection: &mut Connection,
    first: Call,
    calls: &Receiver<Call>,
    health: &Gauge,
) -> Result<()> {
    if let Err(error) = begin(connection, &first.limit) {
        first.refuse(error.clone());
        return fatal(error);
    }
    let mut done = Vec::new();
    let group = iter::once(first).chain(calls.try_iter()).take(GROUP);
    let failure = run_group(connection, group, &mut done).err();
    if failure.is_some() && !connection.is_autocommit() {
        // Should this fail, then so does the next BEGIN, which is fatal.
        drop(connection.execute_batch("ROLLBACK"));
    }
    let outcome = failure.clone().map_or(Ok(()), fatal);
    let failure = outcome.clone().err().or(failure);
    // Before the answers: whoever hears of it finds the database unhealthy.
    match (&outcome, &failure) {
        (Err(_), _) => health.set(Health::Failed),
        (_, Some(DbError::StorageFull)) => health.set(Health::Full),
        // Room is found again by a write that is known to need it.
        _ => {}
    }
    for work in done {
        work.answer(failure.clone());
    }
    outcome
}

/// Takes the write lock, waiting for another process until the first caller gives up.
fn begin(connection: &Connection, limit: &Limit) -> Result<()> {
    loop {
        match step(connection, "BEGIN IMMEDIATE") {
            Err(DbError::Busy) if !limit.is_over() => {}
            outcome => return outcome,
        }
    }
}

/// Gives each call a savepoint of its own and commits. On `Err` nothing of the group is kept.
fn run_group(
    connection: &mut Connection,
    group: impl Iterator<Item = Call>,
    done: &mut Vec<Box<dyn Work>>,
) -> Result<()> {
    let mut late: Vec<&'static str> = Vec::new();
    for call in group {
        if call.limit.is_over() {
            call.refuse(DbError::Deadline);
            continue;
        }
        step(connection, "SAVEPOINT call")?;
        let (work, verdict) = call.write(connection);
        done.push(work);
        match verdict {
            Verdict::Fatal(error) => return Err(error),
            // A full disk or an interrupted write ends the transaction, not only the savepoint.
            _ if connection.is_autocommit() => return Err(DbError::Serialization),
            Verdict::Keep(asked) => {
                step(connection, "RELEASE call")?;
                late.extend(asked);
                late.sort_unstable();
                late.dedup();
            }
            Verdict::Undo => {
                step(connection, "ROLLBACK TO call")?;
                step(connection, "RELEASE call")?;
            }
        }
    }
    for statement in late {
        step(connection, statement)?;
    }
    step(connection, "COMMIT")
}

fn step(connection: &Connection, statement: &str) -> Result<()> {
    connection.prepare_cached(statement)?.execute([])?;
    Ok(())
}

/// Passes on what the writer must stop for: all but what is known to leave the file sound.
fn fatal(error: DbError) -> Result<()> {
    match error {
        DbError::Busy | DbError::StorageFull | DbError::ForeignKey | DbError::Serialization => {
            Ok(())
        }
        DbError::StorageFailed(_) => Err(error),
        other => Err(DbError::StorageFailed(other.to_string())),
    }
}
