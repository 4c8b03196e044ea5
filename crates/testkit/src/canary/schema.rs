//! What the schema has, as the database tells it.

use baton_db::{Db, Dialect, sql};

/// A column of a table.
#[derive(Debug, Clone)]
pub struct Column {
    /// Its table.
    pub table: String,
    /// Its name.
    pub name: String,
    /// Its type, in capitals, as the database calls it.
    pub kind: String,
    /// Whether it may be empty.
    pub is_nullable: bool,
}

/// Every column of every table, in order; what full-text search keeps for itself left out.
pub async fn columns(db: &Db) -> Vec<Column> {
    let query = match db.dialect() {
        Dialect::Sqlite => sql!(
            "SELECT t.name, c.name, c.type, (c.\"notnull\" OR c.pk > 0)
             FROM sqlite_schema t JOIN pragma_table_info(t.name) c
             WHERE t.type = 'table' AND t.name NOT LIKE 'sqlite%' AND t.name NOT LIKE '%_fts%' AND c.name <> 'fts'
             ORDER BY t.name, c.cid"
        ),
        Dialect::Postgres => sql!(
            "SELECT table_name::text, column_name::text, data_type::text, is_nullable = 'NO'
             FROM information_schema.columns WHERE table_schema = current_schema() AND column_name <> 'fts'
             ORDER BY table_name, ordinal_position"
        ),
    };
    let rows: Vec<(String, String, String, bool)> = db
        .read(async move |conn| conn.fetch_all(query).await)
        .await
        .unwrap();
    let column = |(table, name, kind, is_required): (_, _, String, bool)| Column {
        table,
        name,
        kind: kind.to_ascii_uppercase(),
        is_nullable: !is_required,
    };
    rows.into_iter().map(column).collect()
}
