//! The writer: everything that queued up while the last commit ran shares the next one. What may wait and need not survive
//! a power cut goes when nothing else is there, and is not synced.
use super::{
    call::{Call, Limit, Verdict, Work},
    connection::keep_log_on_close,
    mark,
    mover::Mover,
    room::Room,
};
use crate::{DbError, Durability, Health, Result, health::Gauge};
use crossbeam_channel::{Receiver, RecvTimeoutError};
use rusqlite::Connection;
use std::{collections::VecDeque, iter, mem, path::Path, time::Duration};

/// Most calls in one commit: at 64 SQLite reaches 21,000 writes a second and a call waits about
/// 2 ms; more adds a quarter to the rate and four times the wait.
const GROUP: usize = 64;
/// How long the writer must be idle before it moves the log into the file itself.
const IDLE: Duration = Duration::from_secs(1);
/// Commits that a relaxed call lets pass; with the next one it goes along.
const PASSED: usize = 8;

/// Serves `calls` until the queue is closed or the storage fails; then leaves the mark at `failed`.
pub(super) fn run(
    (connection, mover): (Connection, Mover),
    durability: Durability,
    calls: &Receiver<Call>,
    (health, failed): (&Gauge, &Path),
) {
    let mut writer = Writer {
        connection,
        mover,
        durability,
        calls,
        relaxed: VecDeque::new(),
        passed: 0,
        health,
    };
    let Err(error) = writer.serve() else {
        return;
    };
    let Writer {
        connection,
        relaxed,
        ..
    } = writer;
    health.set(Health::Failed);
    tracing::error!(%error, "the database stopped accepting writes: look after the disk, then restart the process");
    mark::leave(failed, &error);
    // The log may hold a commit nobody was told of: leave it to the recovery of the next open.
    if let Err(error) = keep_log_on_close(&connection) {
        tracing::warn!(%error, "the closing checkpoint could not be switched off");
    }
    for call in relaxed.into_iter().chain(calls) {
        call.refuse(error.clone());
    }
}

struct Writer<'a> {
    connection: Connection,
    mover: Mover,
    durability: Durability,
    calls: &'a Receiver<Call>,
    /// Taken from the queue, for when nothing else is in it.
    relaxed: VecDeque<Call>,
    /// Commits since the oldest of them came.
    passed: usize,
    health: &'a Gauge,
}

impl Writer<'_> {
    /// `Err` says why no write may follow.
    fn serve(&mut self) -> Result<()> {
        let (mut in_log, mut room) = (false, Room::default());
        loop {
            if let Some(first) = next_durable(self.calls, &mut self.relaxed) {
                self.commit_durable(first)?;
            } else if let Some(call) = self.relaxed.pop_front() {
                self.commit_relaxed(call)?;
            } else {
                let next = if in_log || self.health.get() == Health::Full {
                    self.calls.recv_timeout(IDLE)
                } else {
                    self.calls.recv().map_err(RecvTimeoutError::from)
                };
                match next {
                    Ok(call) if call.is_relaxed => self.relaxed.push_back(call),
                    Ok(first) => self.commit_durable(first)?,
                    Err(RecvTimeoutError::Timeout) => {
                        self.mover.finish(&self.connection)?;
                        room.look(&self.connection, self.health);
                        in_log = false;
                        continue;
                    }
                    Err(RecvTimeoutError::Disconnected) => {
                        return self.mover.close(&self.connection);
                    }
                }
            }
            self.mover.look(&self.connection)?;
            room.look(&self.connection, self.health);
            in_log = true;
        }
    }

    /// What queues up behind `first` goes with it; now and then also one that let others pass often enough.
    fn commit_durable(&mut self, first: Call) -> Result<()> {
        let (calls, relaxed) = (self.calls, &mut self.relaxed);
        let mut is_due = self.passed >= PASSED;
        self.passed = if is_due || relaxed.is_empty() {
            0
        } else {
            self.passed + 1
        };
        let next = || {
            if mem::take(&mut is_due) {
                relaxed.pop_front()
            } else {
                next_durable(calls, relaxed)
            }
        };
        let group = iter::once(first).chain(iter::from_fn(next).take(GROUP - 1));
        commit_group(&mut self.connection, group, self.health)
    }

    /// One alone, so that nobody waits for more than that.
    fn commit_relaxed(&mut self, call: Call) -> Result<()> {
        // Not prepared: it takes effect while it is read, and only then.
        self.connection.execute_batch(Durability::Normal.pragma())?;
        let committed = commit_group(&mut self.connection, iter::once(call), self.health);
        let restored = self.connection.execute_batch(self.durability.pragma());
        committed.and(Ok(restored?))
    }
}

/// The next call that is not relaxed; those before it go to the `relaxed` ones.
fn next_durable(calls: &Receiver<Call>, relaxed: &mut VecDeque<Call>) -> Option<Call> {
    loop {
        let call = calls.try_recv().ok()?;
        if !call.is_relaxed {
            return Some(call);
        }
        relaxed.push_back(call);
    }
}

/// Runs a group in one transaction, then answers them all.
fn commit_group(
    connection: &mut Connection,
    mut group: impl Iterator<Item = Call>,
    health: &Gauge,
) -> Result<()> {
    let Some(first) = group.next() else {
        return Ok(());
    };
    if let Err(error) = begin(connection, &first.limit) {
        first.refuse(error.clone());
        return fatal(error);
    }
    let mut done = Vec::new();
    let group = iter::once(first).chain(group);
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
