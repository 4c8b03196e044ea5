//! How busy the database is and what went wrong with it, for monitoring.
use crate::DbError;
use std::sync::atomic::{AtomicU64, Ordering};

/// How much waits for the connections of one kind.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Lane {
    /// Calls that wait for a connection.
    pub waiting: usize,
    /// How many may wait before the next one is refused.
    pub room: usize,
    /// Connections.
    pub connections: usize,
}

/// How much waits for the database.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Load {
    /// Reads.
    pub reads: Lane,
    /// Writes.
    pub writes: Lane,
    /// SQLite: the size of the write-ahead log.
    pub wal_bytes: Option<u64>,
}

/// Failures of the storage since the start of the process, whichever handle met them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Faults {
    /// Refused because too much waited already, or another process held the lock.
    pub busy: u64,
    /// Did not finish in time.
    pub deadline: u64,
    /// No space left.
    pub full: u64,
    /// Could not be reached, or the file or device failed.
    pub unavailable: u64,
}

static BUSY: AtomicU64 = AtomicU64::new(0);
static DEADLINE: AtomicU64 = AtomicU64::new(0);
static FULL: AtomicU64 = AtomicU64::new(0);
static UNAVAILABLE: AtomicU64 = AtomicU64::new(0);

impl Faults {
    /// A reading of the counters.
    pub fn read() -> Self {
        Self {
            busy: BUSY.load(Ordering::Relaxed),
            deadline: DEADLINE.load(Ordering::Relaxed),
            full: FULL.load(Ordering::Relaxed),
            unavailable: UNAVAILABLE.load(Ordering::Relaxed),
        }
    }
}

/// Counts a failure where it is first met.
pub(crate) fn noted(error: DbError) -> DbError {
    let counter = match &error {
        DbError::Busy => &BUSY,
        DbError::Deadline => &DEADLINE,
        DbError::StorageFull => &FULL,
        DbError::Unavailable(_) => &UNAVAILABLE,
        _ => return error,
    };
    counter.fetch_add(1, Ordering::Relaxed);
    error
}
