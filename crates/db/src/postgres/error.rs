//! What an error of PostgreSQL means to a caller.
use crate::DbError;
use std::{error::Error, io};
use tokio_postgres::error::{DbError as ServerError, SqlState};

pub(crate) fn classify(error: tokio_postgres::Error) -> DbError {
    let Some(server) = error.as_db_error() else {
        return unanswered(error);
    };
    match *server.code() {
        SqlState::UNIQUE_VIOLATION => DbError::Conflict {
            constraint: conflicting(server),
        },
        SqlState::FOREIGN_KEY_VIOLATION | SqlState::RESTRICT_VIOLATION => DbError::ForeignKey,
        SqlState::T_R_SERIALIZATION_FAILURE | SqlState::T_R_DEADLOCK_DETECTED => {
            DbError::Serialization
        }
        SqlState::DISK_FULL => DbError::StorageFull,
        SqlState::QUERY_CANCELED | SqlState::LOCK_NOT_AVAILABLE => DbError::Deadline,
        // Its disk fails, or its files are damaged.
        SqlState::IO_ERROR | SqlState::DATA_CORRUPTED | SqlState::INDEX_CORRUPTED => {
            DbError::StorageFailed(server.to_string())
        }
        // 08 connection, 53 resources, 57P the server is stopping, 58 its disk, XX its files
        ref code
            if ["08", "53", "57P", "58", "XX"]
                .iter()
                .any(|class| code.code().starts_with(class)) =>
        {
            DbError::Unavailable(server.to_string())
        }
        _ => DbError::Postgres(error.into()),
    }
}

/// An error that the server did not send: the connection failed, or an argument has a wrong type.
fn unanswered(error: tokio_postgres::Error) -> DbError {
    let cause = error.source();
    let lost = error.is_closed()
        || cause.is_some_and(<dyn Error>::is::<io::Error>)
        || error.to_string().starts_with("error connecting")
        || error.to_string().starts_with("error performing TLS");
    if lost {
        let reason = cause.map_or_else(|| error.to_string(), |cause| format!("{error}: {cause}"));
        return DbError::Unavailable(reason);
    }
    DbError::Postgres(error.into())
}

/// `table(column, column)` from `Key (column, column)=(...)`; the index's name when it is over
/// expressions, as SQLite has it.
fn conflicting(server: &ServerError) -> String {
    let columns = server
        .detail()
        .and_then(|detail| detail.split_once('('))
        .and_then(|(_, rest)| rest.split_once(")=("))
        .map(|(columns, _)| columns)
        .filter(|columns| !columns.contains('('));
    match (server.table(), columns) {
        (Some(table), Some(columns)) => format!("{table}({columns})"),
        _ => server
            .constraint()
            .unwrap_or_else(|| server.message())
            .to_owned(),
    }
}
