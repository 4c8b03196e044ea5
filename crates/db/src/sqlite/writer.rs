//! The writer: everything that queued up while the last commit ran shares the next one.
use super::call::{Call, Done, Failure, Limit, Verdict};
use crate::DbError;
use crossbeam_channel::{Receiver, RecvTimeoutError};
use rusqlite::{Connection, config::DbConfig};
use std::{
    sync::atomic::{AtomicBool, Ordering},
    time::Duration,
};

/// Most calls in one commit: at 64 SQLite reaches 21,000 writes a second and a call waits about
/// 2 ms; more adds a quarter to the rate and four times the wait.
const GROUP: usize = 64;
/// How long the writer must be idle before it moves the log into the file by itself. Under load
/// SQLite does so every 1,000 pages.
const IDLE: Duration = Duration::from_secs(1);

/// Serves `calls` until the queue is closed or the storage fails.
pub(super) fn run(mut connection: Connection, calls: &Receiver<Call>, healthy: &AtomicBool) {
    if let Err(reason) = serve(&mut connection, calls, healthy) {
        healthy.store(false, Ordering::Release);
        // The log may hold a commit nobody was told of: leave it to the recovery of the next open.
        if let Err(error) =
            connection.set_db_config(DbConfig::SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, true)
        {
            tracing::warn!(%error, "the closing checkpoint could not be switched off");
        }
        tracing::error!(
            reason,
            "the database stopped accepting writes; restart the process"
        );
        for call in calls {
            call.refuse(Failure::Fatal(reason.clone()));
        }
    }
}

/// `Err` says why no write may follow.
fn serve(
    connection: &mut Connection,
    calls: &Receiver<Call>,
    healthy: &AtomicBool,
) -> Result<(), String> {
    let mut in_log = false;
    loop {
        let next = if in_log {
            calls.recv_timeout(IDLE)
        } else {
            calls.recv().map_err(RecvTimeoutError::from)
        };
        match next {
            Ok(first) => {
                commit_group(connection, first, calls, healthy)?;
                in_log = true;
            }
            Err(RecvTimeoutError::Timeout) => {
                checkpoint(connection, "PASSIVE")?;
                in_log = false;
            }
            Err(RecvTimeoutError::Disconnected) => return checkpoint(connection, "TRUNCATE"),
        }
    }
}

fn checkpoint(connection: &Connection, mode: &str) -> Result<(), String> {
    let done = connection.query_row(&format!("PRAGMA wal_checkpoint({mode})"), [], |_| Ok(()));
    match done.map_err(DbError::from) {
        Err(DbError::Unavailable(reason)) => Err(reason),
        // Busy or full: the log is intact and the next checkpoint continues.
        Ok(()) | Err(_) => Ok(()),
    }
}

/// Runs `first` and what has queued up behind it in one transaction, then answers them all.
fn commit_group(
    connection: &mut Connection,
    first: Call,
    calls: &Receiver<Call>,
    healthy: &AtomicBool,
) -> Result<(), String> {
    let failure = match begin(connection, &first.limit) {
        Ok(()) => {
            let mut done = Vec::new();
            let group = std::iter::once(first).chain(calls.try_iter()).take(GROUP);
            let failure = run_group(connection, group, &mut done).err();
            if failure.is_some()
                && !connection.is_autocommit()
                && let Err(error) = connection.execute_batch("ROLLBACK")
            {
                tracing::error!(%error, "rolling back failed");
            }
            if let Some(Failure::Fatal(_)) = failure {
                // Before the answers: whoever hears of it finds the database unhealthy.
                healthy.store(false, Ordering::Release);
            }
            for call in done {
                call.answer(failure.clone());
            }
            failure
        }
        Err(failure) => {
            first.refuse(failure.clone());
            Some(failure)
        }
    };
    match failure {
        Some(Failure::Fatal(reason)) => Err(reason),
        _ => Ok(()),
    }
}

/// Takes the write lock, waiting for another process until the first caller gives up.
fn begin(connection: &Connection, limit: &Limit) -> Result<(), Failure> {
    loop {
        match connection
            .execute_batch("BEGIN IMMEDIATE")
            .map_err(DbError::from)
        {
            Ok(()) => return Ok(()),
            Err(DbError::Busy) if !limit.is_over() => {}
            Err(error) => return Err(failure(error)),
        }
    }
}

/// Gives each call a savepoint of its own and commits. On `Err` nothing of the group is kept.
fn run_group(
    connection: &mut Connection,
    group: impl Iterator<Item = Call>,
    done: &mut Vec<Done>,
) -> Result<(), Failure> {
    for call in group {
        if call.limit.is_over() {
            call.refuse(Failure::Deadline);
            continue;
        }
        step(connection, "SAVEPOINT call")?;
        let (call, verdict) = call.run(connection);
        done.push(call);
        if let Verdict::Fatal(reason) = verdict {
            return Err(Failure::Fatal(reason));
        }
        // A full disk or an interrupted write ends the whole transaction, not only the savepoint.
        if connection.is_autocommit() {
            return Err(Failure::Lost);
        }
        match verdict {
            Verdict::Keep => step(connection, "RELEASE call")?,
            _ => step(connection, "ROLLBACK TO call; RELEASE call")?,
        }
    }
    step(connection, "COMMIT")
}

fn step(connection: &Connection, statement: &str) -> Result<(), Failure> {
    connection
        .execute_batch(statement)
        .map_err(|error| failure(error.into()))
}

/// Only what is known to leave the file sound lets the writer carry on.
fn failure(error: DbError) -> Failure {
    match error {
        DbError::Busy => Failure::Busy,
        DbError::StorageFull => Failure::StorageFull,
        DbError::ForeignKey => Failure::ForeignKey,
        other => Failure::Fatal(other.to_string()),
    }
}
