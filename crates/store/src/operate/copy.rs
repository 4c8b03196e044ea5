//! Reading and writing whole tables, for backups.

use super::tables::{Kind, TABLES, Table};
use crate::dialect::index_messages;
use baton_db::{Arg, Conn, Result, Sql, sql};

/// Rows of a page. Few where a row may be a whole file.
const PAGE: i64 = 500;
const PAGE_OF_FILES: i64 = 4;

/// Up to a page of rows after the key `after`, in the order of the key; empty after the last.
pub async fn page(
    conn: &mut Conn<'_>,
    table: &Table,
    after: Option<Vec<Arg>>,
) -> Result<Vec<Vec<Arg>>> {
    let mut q = sql!(global; "SELECT ");
    names(&mut q, table.columns().map(|(name, _)| name));
    sql!(q; " FROM ").name(table.name);
    if let Some(after) = after {
        sql!(q; " WHERE (").name(table.key);
        sql!(q; ") > ").list(after);
    }
    let is_of_files = table
        .columns()
        .any(|(name, kind)| (name, kind) == ("content", Kind::Bytes));
    let limit = if is_of_files { PAGE_OF_FILES } else { PAGE };
    sql!(q; " ORDER BY ").name(table.key);
    sql!(q; " LIMIT {}", limit);
    conn.fetch_all(q).await
}

/// The key of a row of [`page`].
pub fn key_of(table: &Table, row: &[Arg]) -> Vec<Arg> {
    let place = |key: &str| table.columns().position(|(name, _)| name == key);
    let values = table.keys().filter_map(|key| row.get(place(key)?));
    values.cloned().collect()
}

/// Puts rows into a table, with values for these of its columns.
pub async fn insert(
    conn: &mut Conn<'_>,
    table: &Table,
    columns: &[&'static str],
    rows: Vec<Vec<Arg>>,
) -> Result<u64> {
    if rows.is_empty() {
        return Ok(0);
    }
    let mut q = sql!(global; "INSERT INTO ");
    q.name(table.name);
    sql!(q; " (");
    names(&mut q, columns.iter().copied());
    sql!(q; ") VALUES ");
    for (n, row) in rows.into_iter().enumerate() {
        if n > 0 {
            sql!(q; ", ");
        }
        q.list(row);
    }
    if table.name == "messages" {
        index_messages(conn).await?;
    }
    conn.execute(q).await
}

/// Whether somebody set this installation up.
pub async fn is_in_use(conn: &mut Conn<'_>) -> Result<bool> {
    let rows: i64 = conn
        .fetch_one(
            sql!(global; "SELECT (SELECT count(*) FROM workspaces) + (SELECT count(*) FROM users)"),
        )
        .await?;
    Ok(rows > 0)
}

/// Removes every row of every table.
pub async fn clear(conn: &mut Conn<'_>) -> Result<()> {
    // The audit log lets nothing be taken away; it goes with its workspace.
    for table in TABLES.iter().rev().filter(|t| t.name != "audit_logs") {
        let mut q = sql!(global; "DELETE FROM ");
        q.name(table.name);
        conn.execute(q).await?;
    }
    Ok(())
}

fn names(q: &mut Sql, names: impl Iterator<Item = &'static str>) {
    for (n, name) in names.enumerate() {
        if n > 0 {
            sql!(q; ", ");
        }
        q.name(name);
    }
}
