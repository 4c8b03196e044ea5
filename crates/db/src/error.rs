//! What can go wrong in a database call, in terms a caller can act on.
use crate::load::noted;
use std::sync::Arc;

/// The result of a database call.
pub type Result<T, E = DbError> = std::result::Result<T, E>;

/// A failed database call. The same situation gives the same variant on both databases.
#[derive(Debug, Clone, thiserror::Error)]
pub enum DbError {
    /// [`crate::Conn::fetch_one`] found no row.
    #[error("row not found")]
    NotFound,
    /// A unique constraint refused the row.
    #[error("already exists: {constraint}")]
    Conflict {
        /// `table(column, column)`, or the name of the index when it is over an expression.
        constraint: String,
    },
    /// A foreign key points to a row that does not exist, or a row still pointed to was deleted.
    #[error("a referenced row is missing or still referenced")]
    ForeignKey,
    /// The transaction lost against a concurrent one and may be run again.
    #[error("the transaction was rolled back because of another one; run it again")]
    Serialization,
    /// An earlier statement of this transaction failed, so that nothing of it can be kept.
    #[error("an earlier statement of this transaction failed")]
    Aborted,
    /// The closure awaited something other than its connection.
    #[error("a database closure awaited something other than the database")]
    ForeignAwait,
    /// The closure panicked; its changes were rolled back.
    #[error("a database closure panicked")]
    Panicked,
    /// The queue is full, or another process holds the lock: try again later (503).
    #[error("the database is busy")]
    Busy,
    /// The call did not finish in time (503). A waiting write was not executed; one that was
    /// already running may still be committed, so that writes need an idempotency key.
    #[error("the database did not answer in time")]
    Deadline,
    /// The disk is full. Writes work again by themselves once there is room.
    #[error("no space left for the database")]
    StorageFull,
    /// The storage failed: a commit, a sync or a read that the disk refused, or a file that is damaged (503). After a failed
    /// write nothing more is written until the file was opened anew and checked.
    #[error("the storage failed: {0}")]
    StorageFailed(String),
    /// The database cannot be reached (503).
    #[error("database unavailable: {0}")]
    Unavailable(String),
    /// A stored value does not fit the type it is read into.
    #[error("corrupt value in column {column}: {reason}")]
    Corrupt {
        /// The column as `row!` names it, else its position.
        column: String,
        /// What is wrong with the value.
        reason: String,
    },
    /// A statement touches a tenant table without naming `workspace_id` in a condition.
    #[error("statement on tenant table {table} is not scoped by workspace_id: {text}")]
    Unscoped {
        /// The tenant table.
        table: &'static str,
        /// The statement.
        text: String,
    },
    /// The schema and the migrations of this program do not fit together.
    #[error("migration refused: {0}")]
    Migration(String),
    /// Any other error of SQLite: a bug in a statement.
    #[error(transparent)]
    Sqlite(Arc<rusqlite::Error>),
    /// Any other error of PostgreSQL: a bug in a statement.
    #[error(transparent)]
    Postgres(Arc<tokio_postgres::Error>),
}

impl DbError {
    /// Whether the same call may succeed later without any change: an edge answers 503.
    pub fn is_retryable(&self) -> bool {
        matches!(
            self,
            Self::Busy
                | Self::Deadline
                | Self::StorageFull
                | Self::StorageFailed(_)
                | Self::Serialization
                | Self::Unavailable(_)
        )
    }
}

impl From<rusqlite::Error> for DbError {
    fn from(error: rusqlite::Error) -> Self {
        noted(crate::sqlite::classify(error))
    }
}

impl From<tokio_postgres::Error> for DbError {
    fn from(error: tokio_postgres::Error) -> Self {
        noted(crate::postgres::classify(error))
    }
}
