//! JSON in text columns: read into a typed value, refused where it does not fit.

use baton_db::{DbError, Result};
use serde::{Deserialize, Serialize};

/// Reads a JSON column.
pub(crate) fn read<'a, T: Deserialize<'a>>(text: &'a str, column: &str) -> Result<T> {
    serde_json::from_str(text).map_err(|error| DbError::Corrupt {
        column: column.to_owned(),
        reason: error.to_string(),
    })
}

/// Writes a JSON column. The types of `core` serialise without fail; a failure is reported as corruption.
pub(crate) fn write<T: Serialize>(value: &T, column: &str) -> Result<String> {
    serde_json::to_string(value).map_err(|error| DbError::Corrupt {
        column: column.to_owned(),
        reason: error.to_string(),
    })
}
