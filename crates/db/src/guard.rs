//! The tenancy guard: no statement on a tenant table without its workspace.
use crate::{DbError, Result, Sql};

/// Whether this build checks statements: every debug and test build, and on request any other.
pub(crate) const ACTIVE: bool = cfg!(any(debug_assertions, feature = "tenancy-guard"));

/// Refuses a statement that names one of `tables` but not `workspace_id`, unless it is global.
pub(crate) fn check(sql: &Sql, tables: &[&'static str]) -> Result<()> {
    if !ACTIVE || sql.is_global() {
        return Ok(());
    }
    let mut words = sql
        .text()
        .split(|c: char| !c.is_ascii_alphanumeric() && c != '_');
    let mut table = None;
    let scoped = words.any(|word| {
        table = table.or_else(|| tables.iter().find(|table| **table == word));
        word == "workspace_id"
    });
    match table {
        Some(table) if !scoped => Err(DbError::Unscoped {
            table,
            text: sql.text().to_owned(),
        }),
        _ => Ok(()),
    }
}
