//! The mark that a failed write leaves beside the file, so that the next start checks before it trusts: after a failed sync
//! the kernel may call pages clean that never reached the disk, and a restart alone would call them good.
use crate::{DbError, Result};
use rusqlite::Connection;
use std::{
    fs::{self, File},
    io::{self, ErrorKind, Write as _},
    path::{Path, PathBuf},
};

/// Beside `baton.db` it is `baton.db-failed`.
pub(super) fn path_for(file: &Path) -> PathBuf {
    let mut name = file.as_os_str().to_owned();
    name.push("-failed");
    name.into()
}

/// Leaves the mark. The disk that just failed may refuse it; then the next start only moves the log into the file.
pub(super) fn leave(mark: &Path, error: &DbError) {
    let left = File::create(mark).and_then(|mut file| {
        file.write_all(error.to_string().as_bytes())?;
        file.sync_all()
    });
    if let Err(error) = left {
        tracing::error!(%error, mark = %mark.display(), "the failure could not be marked for the next start");
    }
}

/// What the mark says, if there is one.
pub(super) fn read(mark: &Path) -> Result<Option<String>> {
    match fs::read_to_string(mark) {
        Ok(reason) => Ok(Some(reason)),
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(None),
        Err(error) => Err(unusable(mark, &error)),
    }
}

/// Takes the mark away.
pub(super) fn remove(mark: &Path) -> Result<()> {
    match fs::remove_file(mark) {
        Err(error) if error.kind() != ErrorKind::NotFound => Err(unusable(mark, &error)),
        _ => Ok(()),
    }
}

/// Whether the file is what SQLite says a sound one is, and every row points to one that exists. Reads all of it.
pub(super) fn check(connection: &Connection) -> Result<()> {
    // So badly damaged that it cannot be asked is one more finding.
    let mut found = integrity(connection).unwrap_or_else(|error| vec![error.to_string()]);
    found.retain(|finding| finding != "ok");
    if found.is_empty() && connection.prepare("PRAGMA foreign_key_check")?.exists([])? {
        found.push("rows point to others that are gone".to_owned());
    }
    if found.is_empty() {
        return Ok(());
    }
    let found = found.join("; ");
    Err(DbError::StorageFailed(format!(
        "the file is damaged: {found}. Restore a backup"
    )))
}

fn integrity(connection: &Connection) -> rusqlite::Result<Vec<String>> {
    let mut statement = connection.prepare("PRAGMA integrity_check(3)")?;
    statement.query_map([], |row| row.get(0))?.collect()
}

/// Moves the whole log into the file and begins a new one. What an earlier process wrote and could not sync is thereby
/// written once more: only then does a sync that succeeds mean that it is on the disk. While another process uses the file
/// that is left to it.
pub(super) fn rewrite(connection: &Connection) -> Result<()> {
    connection.execute_batch("PRAGMA busy_timeout = 0")?;
    let moved = connection.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |_| Ok(()));
    connection.execute_batch("PRAGMA busy_timeout = 5000")?;
    match moved.map_err(DbError::from) {
        Ok(()) | Err(DbError::Busy | DbError::StorageFull) => Ok(()),
        Err(error) => Err(error),
    }
}

fn unusable(mark: &Path, error: &io::Error) -> DbError {
    DbError::Unavailable(format!("{}: {error}", mark.display()))
}
