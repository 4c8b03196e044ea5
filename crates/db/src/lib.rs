//! One SQL text, two databases: SQLite by default, PostgreSQL when one machine is not enough.
//!
//! A store function takes a [`Conn`], builds a [`Sql`] with [`sql!`] and reads rows declared with
//! [`row!`]. [`Db::read`] and [`Db::write`] decide where it runs: on PostgreSQL as an ordinary
//! future, on SQLite on a thread of its own, where the closure is polled exactly once.
//!
//! What both databases promise alike:
//! - a write is acknowledged only after its commit is durable;
//! - the first failed statement ends the transaction: nothing after it runs, nothing is committed;
//! - a read can change nothing;
//! - every queue is bounded ([`DbError::Busy`]) and every wait has an end ([`DbError::Deadline`]).
//!
//! Portable column types: ids `BLOB`/`UUID`, times `BIGINT` milliseconds, integers `BIGINT`
//! (never `INTEGER` on PostgreSQL), `BOOLEAN`, `TEXT`, `DOUBLE PRECISION`, bytes `BLOB`/`BYTEA`,
//! and JSON as `TEXT` on both: it is bound and read as a string, and keeps its exact bytes.

mod config;
mod conn;
mod error;
mod guard;
mod handle;
mod health;
mod load;
mod migrate;
mod postgres;
mod row;
mod sql;
mod sqlite;

pub use config::{Config, Durability, Tls, Url};
pub use conn::Conn;
pub use error::{DbError, Result};
pub use handle::{Db, Reader};
pub use health::Health;
pub use load::{Faults, Lane, Load};
pub use migrate::{Applied, Migration, migrate, pending};
pub use row::{Column, FromRow, Row};
pub use sql::{Arg, Dialect, Sql};

#[doc(hidden)]
pub use row::{decode, parse};
#[doc(hidden)]
pub use sql::holes;

#[cfg(test)]
mod tests;
