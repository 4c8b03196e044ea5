//! How a SQLite file is opened.
use super::call::should_stop;
use crate::{DbError, Durability, Result};
use rusqlite::{Connection, config::DbConfig};
use std::path::Path;

/// SQLite before 3.51.3 can corrupt a file when its write-ahead log is reset at a bad moment.
const OLDEST_SAFE_VERSION: i32 = 3_051_003;
/// Steps of the SQLite machine between two looks at the limit of a call: well below 1 ms of work.
const STEPS_PER_LOOK: i32 = 4000;
/// Statements kept prepared per connection.
const PREPARED: usize = 256;

/// The connection that writes; creates the file.
pub(super) fn writer(path: &Path, durability: Durability) -> Result<Connection> {
    if rusqlite::version_number() < OLDEST_SAFE_VERSION {
        return Err(DbError::Unavailable(format!(
            "SQLite {} is too old: this program needs 3.51.3",
            rusqlite::version()
        )));
    }
    let connection = connect(path, durability)?;
    let mode: String = connection.query_row("PRAGMA journal_mode = WAL", [], |row| row.get(0))?;
    if mode != "wal" {
        return Err(DbError::Unavailable(format!(
            "{} cannot have a write-ahead log: put it on a local disk",
            path.display()
        )));
    }
    Ok(connection)
}

/// A connection that only reads.
pub(super) fn reader(path: &Path, durability: Durability) -> Result<Connection> {
    let connection = connect(path, durability)?;
    connection.execute_batch("PRAGMA query_only = ON;")?;
    Ok(connection)
}

/// The connection that moves the log into the file; it leaves the log alone when it closes.
pub(super) fn mover(path: &Path, durability: Durability) -> Result<Connection> {
    let connection = connect(path, durability)?;
    keep_log_on_close(&connection)?;
    Ok(connection)
}

/// Has a connection leave the log alone when it closes, also where it is the last one.
pub(super) fn keep_log_on_close(connection: &Connection) -> Result<()> {
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, true)?;
    Ok(())
}

fn connect(path: &Path, durability: Durability) -> Result<Connection> {
    let mut connection = Connection::open(path)
        .map_err(|error| DbError::Unavailable(format!("{}: {error}", path.display())))?;
    let synchronous = durability.pragma();
    // No mmap: an I/O error would then be a signal that kills the process.
    connection.execute_batch(&format!(
        "PRAGMA busy_timeout = 5000;
         {synchronous}
         PRAGMA foreign_keys = ON;
         PRAGMA trusted_schema = OFF;
         PRAGMA mmap_size = 0;
         PRAGMA cache_size = -65536;
         PRAGMA temp_store = MEMORY;
         PRAGMA wal_autocheckpoint = 0;
         PRAGMA journal_size_limit = 67108864;"
    ))?;
    // Plans that never look at bound values: else SQLite plans a statement anew for each value that a partial index
    // might be compared with, at every call.
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_QPSG, true)?;
    connection.progress_handler(STEPS_PER_LOOK, Some(should_stop))?;
    connection.set_prepared_statement_cache_capacity(PREPARED);
    Ok(connection)
}
