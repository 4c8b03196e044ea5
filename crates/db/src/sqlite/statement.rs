//! Statements on a SQLite connection.
use crate::{Arg, DbError, FromRow, Result, Row, Sql, row::Source};
use rusqlite::{Connection, ErrorCode, ToSql, ffi, params_from_iter, types::ToSqlOutput};

impl ToSql for Arg {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        match self {
            Self::Uuid(value) => value.to_sql(),
            Self::Text(value) => value.to_sql(),
            Self::Int(value) => value.to_sql(),
            Self::Bool(value) => value.to_sql(),
            Self::Float(value) => value.to_sql(),
            Self::Bytes(value) => value.to_sql(),
            Self::Uuids(_) | Self::Texts(_) | Self::Ints(_) => {
                let error = "SQLite takes no lists as arguments".into();
                Err(rusqlite::Error::ToSqlConversionFailure(error))
            }
        }
    }
}

pub(crate) fn fetch_all<T: FromRow>(connection: &Connection, sql: &Sql) -> Result<Vec<T>> {
    let mut statement = connection.prepare_cached(sql.text())?;
    let mut rows = statement.query(params_from_iter(sql.args()))?;
    let mut all = Vec::new();
    while let Some(row) = rows.next()? {
        all.push(T::from_row(&Row(Source::Sqlite(row)))?);
    }
    Ok(all)
}

pub(crate) fn execute(connection: &Connection, sql: &Sql) -> Result<u64> {
    let changed = connection
        .prepare_cached(sql.text())?
        .execute(params_from_iter(sql.args()))?;
    Ok(changed.try_into().unwrap_or(u64::MAX))
}

/// Each in turn: the rows of the one at `rows_of`, and how many each changed.
pub(crate) fn fetch_among<T: FromRow>(
    connection: &Connection,
    statements: &[Sql],
    rows_of: usize,
) -> Result<(Vec<T>, Vec<u64>)> {
    let (mut rows, mut changed) = (Vec::new(), Vec::with_capacity(statements.len()));
    for (at, sql) in statements.iter().enumerate() {
        if at == rows_of {
            rows = fetch_all(connection, sql)?;
            changed.push(rows.len().try_into().unwrap_or(u64::MAX));
        } else {
            changed.push(execute(connection, sql)?);
        }
    }
    Ok((rows, changed))
}

pub(crate) fn explain(connection: &Connection, sql: &Sql) -> Result<String> {
    let mut statement = connection.prepare(&format!("EXPLAIN QUERY PLAN {}", sql.text()))?;
    let steps = statement.query_map(params_from_iter(sql.args()), |row| row.get(3))?;
    Ok(steps.collect::<rusqlite::Result<Vec<String>>>()?.join("\n"))
}

/// What an error of SQLite means to a caller.
pub(crate) fn classify(error: rusqlite::Error) -> DbError {
    let Some(cause) = error.sqlite_error() else {
        return DbError::Sqlite(error.into());
    };
    match cause.code {
        ErrorCode::ConstraintViolation => constraint(cause.extended_code, error),
        ErrorCode::DiskFull => DbError::StorageFull,
        // The log's index needs room for its next page, too.
        _ if cause.extended_code == ffi::SQLITE_IOERR_SHMSIZE => DbError::StorageFull,
        ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked => DbError::Busy,
        ErrorCode::OperationInterrupted => DbError::Deadline,
        ErrorCode::SystemIoFailure | ErrorCode::DatabaseCorrupt | ErrorCode::NotADatabase => {
            DbError::StorageFailed(error.to_string())
        }
        ErrorCode::CannotOpen => DbError::Unavailable(error.to_string()),
        _ => DbError::Sqlite(error.into()),
    }
}

fn constraint(code: i32, error: rusqlite::Error) -> DbError {
    match code {
        ffi::SQLITE_CONSTRAINT_UNIQUE
        | ffi::SQLITE_CONSTRAINT_PRIMARYKEY
        | ffi::SQLITE_CONSTRAINT_ROWID => DbError::Conflict {
            constraint: conflicting(&error.to_string()),
        },
        ffi::SQLITE_CONSTRAINT_FOREIGNKEY => DbError::ForeignKey,
        _ => DbError::Sqlite(error.into()),
    }
}

/// `UNIQUE constraint failed: t.a, t.b` becomes `t(a, b)`; `... failed: index 'name'`, `name`.
fn conflicting(message: &str) -> String {
    let place = message
        .rsplit_once("failed: ")
        .map_or(message, |(_, place)| place);
    if let Some(index) = place.strip_prefix("index '") {
        return index.trim_end_matches('\'').to_owned();
    }
    let table = place.split('.').next().unwrap_or_default();
    let columns: Vec<_> = place
        .split(", ")
        .map(|column| column.rsplit_once('.').map_or(column, |(_, column)| column))
        .collect();
    format!("{table}({})", columns.join(", "))
}
