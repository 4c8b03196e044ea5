//! Backups: everything that is kept, in one file that either database can be restored from. See docs/adr/0006.
//!
//! The file is a gzip stream of lines of JSON: what it is, each table with its rows, each file with its bytes, and at the
//! end how many rows there were and the SHA-256 of every line before. The rows are those of one moment, read while the
//! server goes on writing.

mod cell;
mod files;
mod lines;
mod restore;
mod write;

pub use files::Files;
pub use restore::{load, verify};
pub use write::write;

use baton_core::time::Timestamp;
use baton_db::{Conn, DbError};
use baton_store::settings;
use serde::{Deserialize, Serialize};

/// The version of the format. A program reads its own and every older one.
pub const VERSION: u32 = 1;

/// Where the time of the last backup is kept.
const LAST: &str = "last_backup";

/// The first line: what this is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Header {
    /// Always `baton-backup`.
    pub format: String,
    /// See [`VERSION`].
    pub version: u32,
    /// The version of the program that wrote it.
    pub program: String,
    /// The version of the schema that the rows are of.
    pub schema: i64,
    /// Of which moment it is.
    pub made_at: Timestamp,
}

/// The last line: how much there was, so that a file that was cut short is known.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Totals {
    /// Rows of all tables.
    pub rows: u64,
    /// Files.
    pub files: u64,
    /// SHA-256 of every line before this one, in hexadecimal.
    pub sha256: String,
}

/// What is in a backup.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Contents {
    /// What it is.
    pub header: Header,
    /// How much it is.
    pub totals: Totals,
}

/// Why a backup could not be made or restored.
#[derive(Debug, thiserror::Error)]
pub enum BackupError {
    /// The database.
    #[error(transparent)]
    Db(#[from] DbError),
    /// A file could not be read or written.
    #[error("{0}")]
    Io(#[from] std::io::Error),
    /// Another kind of file, or one of a newer program.
    #[error("{0}")]
    NotOurs(String),
    /// What was written is not what is read.
    #[error("the backup is damaged: {0}")]
    Damaged(String),
    /// There is something that would be lost.
    #[error("{0}")]
    InUse(&'static str),
}

/// The result of making or restoring a backup.
pub type Result<T, E = BackupError> = std::result::Result<T, E>;

/// When the last backup was made of this database, or of the one that it was restored from.
pub async fn last(conn: &mut Conn<'_>) -> baton_db::Result<Option<Timestamp>> {
    let at = settings::get(conn, LAST).await?;
    Ok(at.and_then(|at| at.parse().ok()))
}

/// Notes that a backup of the state at this moment is safe.
pub async fn note(conn: &mut Conn<'_>, made_at: Timestamp) -> baton_db::Result<()> {
    settings::set(conn, LAST, &made_at.to_string()).await
}
