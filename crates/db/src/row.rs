//! Rows of either database, and the structs read from them.
use crate::{Arg, DbError, Result};
use rusqlite::types::ValueRef;
use std::{fmt::Display, str::FromStr};
use tokio_postgres::types::Type;
use uuid::Uuid;

/// One row of either database, read by column position.
#[derive(Debug)]
pub struct Row<'a>(pub(crate) Source<'a>);

#[derive(Debug)]
pub(crate) enum Source<'a> {
    Sqlite(&'a rusqlite::Row<'a>),
    Postgres(&'a tokio_postgres::Row),
}

/// A type that both databases can read: `Uuid`, `String`, `i64`, `bool`, `f64`, `Vec<u8>`
/// and their `Option` forms.
pub trait Column:
    rusqlite::types::FromSql + for<'a> tokio_postgres::types::FromSql<'a> + Send + 'static
{
}

impl<T> Column for T where
    T: rusqlite::types::FromSql + for<'a> tokio_postgres::types::FromSql<'a> + Send + 'static
{
}

impl Row<'_> {
    /// The value at `index`, counted from 0; [`DbError::Corrupt`] when it has another type.
    pub fn get<T: Column>(&self, index: usize) -> Result<T> {
        let value = match self.0 {
            Source::Sqlite(row) => row.get(index).map_err(|error| error.to_string()),
            Source::Postgres(row) => row.try_get(index).map_err(|error| {
                let cause = std::error::Error::source(&error);
                cause.map_or_else(|| error.to_string(), ToString::to_string)
            }),
        };
        value.map_err(|reason| DbError::Corrupt {
            column: format!("number {index}"),
            reason,
        })
    }

    /// The value at `index`, which errors call `column`.
    #[doc(hidden)]
    pub fn named<T: Column>(&self, index: usize, column: &str) -> Result<T> {
        self.get(index).map_err(|error| match error {
            DbError::Corrupt { reason, .. } => corrupt(column, reason),
            other => other,
        })
    }
}

/// A value read from one row: a scalar, its `Option`, a tuple of up to six, or a [`row!`](crate::row) struct.
pub trait FromRow: Sized + Send + 'static {
    /// Reads the value from the first columns of `row`.
    fn from_row(row: &Row<'_>) -> Result<Self>;
}

macro_rules! scalar {
    ($($ty:ty),+) => { $(
        impl FromRow for $ty {
            fn from_row(row: &Row<'_>) -> Result<Self> {
                row.get(0)
            }
        }
        impl FromRow for Option<$ty> {
            fn from_row(row: &Row<'_>) -> Result<Self> {
                row.get(0)
            }
        }
    )+ };
}
scalar!(Uuid, String, i64, bool, f64, Vec<u8>);

macro_rules! tuple {
    ($($($ty:ident $index:literal),+;)+) => { $(
        impl<$($ty: Column),+> FromRow for ($($ty,)+) {
            fn from_row(row: &Row<'_>) -> Result<Self> {
                Ok(($(row.get::<$ty>($index)?,)+))
            }
        }
    )+ };
}
tuple! {
    A 0;
    A 0, B 1;
    A 0, B 1, C 2;
    A 0, B 1, C 2, D 3;
    A 0, B 1, C 2, D 3, E 4;
    A 0, B 1, C 2, D 3, E 4, F 5;
}

/// Every column of a row as it was stored. SQLite keeps ids as bytes and truth as a number.
impl FromRow for Vec<Arg> {
    fn from_row(row: &Row<'_>) -> Result<Self> {
        match row.0 {
            Source::Sqlite(row) => (0..row.as_ref().column_count())
                .map(|index| Ok(of_sqlite(row.get_ref(index)?)))
                .collect(),
            Source::Postgres(found) => (0..found.len())
                .map(|index| of_postgres(row, found, index))
                .collect(),
        }
    }
}

fn of_sqlite(value: ValueRef<'_>) -> Arg {
    match value {
        ValueRef::Null => Arg::Text(None),
        ValueRef::Integer(number) => number.into(),
        ValueRef::Real(number) => number.into(),
        ValueRef::Text(text) => String::from_utf8_lossy(text).into_owned().into(),
        ValueRef::Blob(bytes) => bytes.into(),
    }
}

fn of_postgres(row: &Row<'_>, found: &tokio_postgres::Row, index: usize) -> Result<Arg> {
    let kind = found
        .columns()
        .get(index)
        .map(tokio_postgres::Column::type_);
    Ok(match kind {
        Some(&Type::UUID) => Arg::Uuid(row.get(index)?),
        Some(&Type::INT8) => Arg::Int(row.get(index)?),
        Some(&Type::BOOL) => Arg::Bool(row.get(index)?),
        Some(&Type::FLOAT8) => Arg::Float(row.get(index)?),
        Some(&Type::BYTEA) => Arg::Bytes(row.get(index)?),
        _ => Arg::Text(row.get(index)?),
    })
}

fn corrupt(column: &str, reason: impl Display) -> DbError {
    DbError::Corrupt {
        column: column.to_owned(),
        reason: reason.to_string(),
    }
}

/// Converts a stored value into the type of a field.
#[doc(hidden)]
pub fn decode<R, T>(raw: R, column: &str) -> Result<T>
where
    T: TryFrom<R>,
    T::Error: Display,
{
    T::try_from(raw).map_err(|reason| corrupt(column, reason))
}

/// Parses a stored text into the type of a field.
#[doc(hidden)]
pub fn parse<T>(raw: &str, column: &str) -> Result<T>
where
    T: FromStr,
    T::Err: Display,
{
    raw.parse().map_err(|reason| corrupt(column, reason))
}

/// Declares a row struct and, from the same field list, the columns of its `SELECT`.
///
/// `field: Type = "column"` reads a [`Column`]. For types of the domain add how they are stored:
/// `as Uuid` (or any column type) converts with `TryFrom<Uuid>`, `as str` with `FromStr`, and
/// `as Option<Uuid>`, `as Option<str>` do so when the value is not `NULL`. A value that does not
/// convert is [`DbError::Corrupt`].
///
/// ```
/// # #[derive(Debug)] pub struct UserId(uuid::Uuid);
/// # impl From<uuid::Uuid> for UserId { fn from(id: uuid::Uuid) -> Self { Self(id) } }
/// use baton_db::{row, sql};
/// use uuid::Uuid;
/// row! {
///     /// Who holds what.
///     #[derive(Debug)]
///     pub struct Holding {
///         pub conversation: Uuid = "c.id",
///         pub holder: Option<UserId> = "c.claimed_by_user_id" as Option<Uuid>,
///         pub port: Option<u16> = "c.port" as Option<str>,
///     }
/// }
/// let mut q = Holding::select();
/// sql!(q; " FROM conversations c WHERE c.workspace_id = {}", Uuid::nil());
/// assert!(q.text().starts_with("SELECT c.id, c.claimed_by_user_id, c.port FROM"));
/// // The same columns elsewhere: `sql!(q; " RETURNING "); sql!(q; Holding::COLUMNS);`
/// ```
#[macro_export]
macro_rules! row {
    ($(#[$meta:meta])* $vis:vis struct $name:ident { $(
        $(#[$field_meta:meta])* $field_vis:vis $field:ident : $ty:ty
            = $column:literal $(as $raw:ident $(< $inner:ident >)?)?
    ),+ $(,)? }) => {
        $(#[$meta])*
        $vis struct $name { $($(#[$field_meta])* $field_vis $field: $ty),+ }

        impl $name {
            /// The columns that `from_row` reads, in its order.
            $vis const COLUMNS: &'static str = $crate::join!($($column),+);

            /// Starts a `SELECT` of exactly the columns that `from_row` reads.
            $vis fn select() -> $crate::Sql {
                $crate::sql!(concat!("SELECT ", $crate::join!($($column),+)))
            }
        }

        // Used, so that a row which needs only one of the two is not warned about.
        const _: (&str, fn() -> $crate::Sql) = ($name::COLUMNS, $name::select);

        impl $crate::FromRow for $name {
            fn from_row(row: &$crate::Row<'_>) -> $crate::Result<Self> {
                let mut columns = 0..;
                let mut next = || columns.next().unwrap_or_default();
                Ok(Self { $(
                    $field: $crate::field!(row, next(), $column, $ty $(, $raw $(< $inner >)?)?)
                ),+ })
            }
        }
    };
}

/// Reads one field of a `row!` struct.
#[doc(hidden)]
#[macro_export]
macro_rules! field {
    ($row:ident, $index:expr, $column:literal, $ty:ty) => {
        $row.named::<$ty>($index, $column)?
    };
    ($row:ident, $index:expr, $column:literal, $ty:ty, str) => {
        $crate::parse::<$ty>(&$row.named::<String>($index, $column)?, $column)?
    };
    ($row:ident, $index:expr, $column:literal, $ty:ty, Option<str>) => {
        match $row.named::<Option<String>>($index, $column)? {
            Some(raw) => Some($crate::parse(&raw, $column)?),
            None => None,
        }
    };
    ($row:ident, $index:expr, $column:literal, $ty:ty, Option<$raw:ident>) => {
        match $row.named::<Option<$raw>>($index, $column)? {
            Some(raw) => Some($crate::decode::<$raw, _>(raw, $column)?),
            None => None,
        }
    };
    ($row:ident, $index:expr, $column:literal, $ty:ty, $raw:ident $(< $inner:ident >)?) => {
        $crate::decode::<$raw $(<$inner>)?, $ty>(
            $row.named::<$raw $(<$inner>)?>($index, $column)?,
            $column,
        )?
    };
}

/// Joins column names with commas.
#[doc(hidden)]
#[macro_export]
macro_rules! join {
    ($first:literal $(, $rest:literal)*) => { concat!($first $(, ", ", $rest)*) };
}
