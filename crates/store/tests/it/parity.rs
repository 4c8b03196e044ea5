//! The two databases keep the same: tables, columns, keys and indexes after all migrations.

use baton_db::{Result, sql};
use baton_testkit::TestDb;
use std::collections::{BTreeMap, BTreeSet};

/// What is in a database, each fact a line that both databases tell alike.
type Facts = BTreeSet<String>;

/// Full-text search is the one thing that each database keeps its own way, see `dialect`: what serves it has this in its name.
const SEARCH: &str = "%fts%";

#[tokio::test]
async fn parity() {
    let Some(postgres) = TestDb::postgres().await else {
        return;
    };
    let sqlite = sqlite(&TestDb::sqlite().await).await.unwrap();
    let postgres = self::postgres(&postgres).await.unwrap();
    assert!(sqlite.len() > 150, "only {} facts", sqlite.len());
    let only_sqlite: Vec<_> = sqlite.difference(&postgres).collect();
    let only_postgres: Vec<_> = postgres.difference(&sqlite).collect();
    assert!(
        only_sqlite.is_empty() && only_postgres.is_empty(),
        "only on SQLite: {only_sqlite:#?}\nonly on PostgreSQL: {only_postgres:#?}"
    );
}

async fn sqlite(db: &TestDb) -> Result<Facts> {
    let columns = sql!(
        "SELECT t.name, c.name, c.type, (c.\"notnull\" OR c.pk > 0)
         FROM sqlite_schema t JOIN pragma_table_info(t.name) c
         WHERE t.type = 'table' AND t.name NOT LIKE 'sqlite%' AND t.name NOT LIKE {} AND c.name <> 'fts'",
        SEARCH
    );
    let indexes = sql!(
        "SELECT t.name, i.name, i.\"unique\", s.sql, c.name
         FROM sqlite_schema t
         JOIN pragma_index_list(t.name) i
         JOIN pragma_index_info(i.name) c
         LEFT JOIN sqlite_schema s ON s.type = 'index' AND s.name = i.name
         WHERE t.type = 'table' AND t.name NOT LIKE {} AND i.name NOT LIKE {}
         ORDER BY t.name, i.name, c.seqno",
        SEARCH,
        SEARCH
    );
    // Such a key is the row's own number, and has no index beside the table.
    let row_numbers = sql!(
        "SELECT t.name, c.name FROM sqlite_schema t JOIN pragma_table_info(t.name) c
         WHERE t.type = 'table' AND t.name NOT LIKE {} AND c.pk = 1 AND c.type = 'INTEGER'
         AND (SELECT max(o.pk) FROM pragma_table_info(t.name) o) = 1",
        SEARCH
    );
    let keys = sql!(
        "SELECT t.name, CAST(f.id AS TEXT), f.\"from\", f.\"table\", f.\"to\", f.on_delete
         FROM sqlite_schema t JOIN pragma_foreign_key_list(t.name) f
         WHERE t.type = 'table' ORDER BY t.name, f.id, f.seq"
    );
    let mut facts = Facts::new();
    for column in read(db, columns).await? {
        facts.extend(column_facts(column));
    }
    let mut grouped: BTreeMap<(String, String), (bool, String, Vec<String>)> = BTreeMap::new();
    for (table, index, is_unique, text, column) in
        read::<(String, String, bool, Option<String>, String)>(db, indexes).await?
    {
        let text = text.unwrap_or_default();
        let condition = text
            .split_once(" WHERE ")
            .map_or("", |(_, condition)| condition);
        let group = grouped
            .entry((table, index))
            .or_insert_with(|| (is_unique, condition.to_owned(), Vec::new()));
        group.2.push(column);
    }
    for ((table, _), (is_unique, condition, columns)) in grouped {
        facts.insert(index_fact(
            &table,
            &columns.join(", "),
            is_unique,
            &condition,
        ));
    }
    for (table, column) in read::<(String, String)>(db, row_numbers).await? {
        facts.insert(index_fact(&table, &column, true, ""));
    }
    facts.extend(key_facts(read(db, keys).await?));
    Ok(facts)
}

async fn postgres(db: &TestDb) -> Result<Facts> {
    let columns = sql!(
        "SELECT table_name::text, column_name::text, data_type::text, is_nullable = 'NO'
         FROM information_schema.columns
         WHERE table_schema = current_schema() AND column_name <> 'fts'"
    );
    let indexes = sql!(
        "SELECT t.relname::text, i.indisunique, coalesce(pg_get_expr(i.indpred, i.indrelid), ''),
            (SELECT string_agg(a.attname::text, ', ' ORDER BY k.position)
             FROM unnest(i.indkey::int2[]) WITH ORDINALITY k (number, position)
             JOIN pg_attribute a ON a.attrelid = i.indrelid AND a.attnum = k.number)
         FROM pg_index i
         JOIN pg_class t ON t.oid = i.indrelid
         JOIN pg_class c ON c.oid = i.indexrelid
         WHERE t.relnamespace = current_schema()::regnamespace AND c.relname NOT LIKE {}",
        SEARCH
    );
    let keys = sql!(
        "SELECT t.relname::text, c.conname::text, a.attname::text, o.relname::text, b.attname::text,
            CASE c.confdeltype WHEN 'c' THEN 'CASCADE' WHEN 'n' THEN 'SET NULL' WHEN 'r' THEN 'RESTRICT'
                WHEN 'd' THEN 'SET DEFAULT' ELSE 'NO ACTION' END
         FROM pg_constraint c
         JOIN pg_class t ON t.oid = c.conrelid
         JOIN pg_class o ON o.oid = c.confrelid
         CROSS JOIN LATERAL unnest(c.conkey, c.confkey) WITH ORDINALITY k (own, other, position)
         JOIN pg_attribute a ON a.attrelid = c.conrelid AND a.attnum = k.own
         JOIN pg_attribute b ON b.attrelid = c.confrelid AND b.attnum = k.other
         WHERE c.contype = 'f' AND t.relnamespace = current_schema()::regnamespace
         ORDER BY t.relname, c.conname, k.position"
    );
    let mut facts = Facts::new();
    for column in read(db, columns).await? {
        facts.extend(column_facts(column));
    }
    for (table, is_unique, condition, columns) in
        read::<(String, bool, String, String)>(db, indexes).await?
    {
        facts.insert(index_fact(&table, &columns, is_unique, &condition));
    }
    facts.extend(key_facts(read(db, keys).await?));
    Ok(facts)
}

async fn read<T: baton_db::FromRow>(db: &TestDb, query: baton_db::Sql) -> Result<Vec<T>> {
    db.db
        .read(async move |conn| conn.fetch_all(query).await)
        .await
}

fn column_facts((table, column, kind, required): (String, String, String, bool)) -> [String; 2] {
    let null = if required { "not null" } else { "null" };
    let class = class(&kind);
    [
        format!("table {table}"),
        format!("column {table}.{column} {class} {null}"),
    ]
}

/// What a column keeps, whatever the database calls it.
fn class(kind: &str) -> String {
    match kind.to_ascii_uppercase().as_str() {
        "INTEGER" | "BIGINT" => "number",
        "BLOB" | "BYTEA" | "UUID" => "bytes",
        "REAL" | "DOUBLE PRECISION" => "fraction",
        "TEXT" => "text",
        "BOOLEAN" => "boolean",
        _ => return format!("{kind}, which only one database knows"),
    }
    .to_owned()
}

/// An index, without its name: those of constraints are made up by the database.
fn index_fact(table: &str, columns: &str, is_unique: bool, condition: &str) -> String {
    let unique = if is_unique { "unique " } else { "" };
    // PostgreSQL tells conditions with its own brackets and casts.
    // PostgreSQL keeps `IN` in words of its own.
    let condition = condition.replace("= ANY (ARRAY", "IN (");
    let condition = condition
        .replace("::text", "")
        .replace(['(', ')', '[', ']'], "");
    format!("{unique}index {table} ({columns}) {condition}")
        .trim_end()
        .to_owned()
}

/// One column of a foreign key: table, key, column, other table, other column, on delete.
type KeyColumn = (String, String, String, String, String, String);

fn key_facts(rows: Vec<KeyColumn>) -> Facts {
    let mut keys: BTreeMap<_, (Vec<String>, Vec<String>)> = BTreeMap::new();
    for (table, key, column, other, other_column, on_delete) in rows {
        let (own, others) = keys.entry((table, key, other, on_delete)).or_default();
        own.push(column);
        others.push(other_column);
    }
    keys.into_iter()
        .map(|((table, _, other, on_delete), (own, others))| {
            let (own, others) = (own.join(", "), others.join(", "));
            format!("key {table} ({own}) -> {other} ({others}) on delete {on_delete}")
        })
        .collect()
}
