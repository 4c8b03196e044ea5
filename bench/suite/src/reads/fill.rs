//! Puts the made-up year into a database, as fast as each takes it.

use super::world::{self, Cell, Table};
use crate::place::Place;
use anyhow::{Context as _, Result};
use baton_db::{Url, sql};
use futures_util::SinkExt as _;
use rusqlite::{Connection, ToSql, params_from_iter, types::Null};
use std::collections::BTreeMap;

/// Conversations between two commits.
const BATCH: u64 = 20_000;
/// The name under which a filled database says how many it has.
const MARK: &str = "bench.conversations";

/// Fills an empty database with `many` conversations; one that has them is left as it is.
pub(crate) async fn fill(place: &Place, many: u64) -> Result<()> {
    let found: Option<String> = place
        .db
        .read(async |conn| {
            conn.fetch_optional(sql!(
                "SELECT value FROM instance_settings WHERE name = {}",
                MARK
            ))
            .await
        })
        .await?;
    if found.is_some_and(|found| found == many.to_string()) {
        return Ok(());
    }
    let begun = std::time::Instant::now();
    match &place.url {
        Url::Sqlite { path, .. } => {
            let path = path.clone();
            tokio::task::spawn_blocking(move || sqlite(&path, many)).await??;
        }
        Url::Postgres { url, .. } => postgres(url, many).await?,
    }
    let value = many.to_string();
    place
        .db
        .write(async move |conn| {
            conn.execute(sql!(
                "INSERT INTO instance_settings (name, value) VALUES ({}, {})",
                MARK,
                value
            ))
            .await
        })
        .await?;
    eprintln!("{many} conversations made in {:.0?}", begun.elapsed());
    Ok(())
}

impl ToSql for Cell {
    fn to_sql(&self) -> rusqlite::Result<rusqlite::types::ToSqlOutput<'_>> {
        match self {
            Self::Id(id) => Ok(id.as_bytes().as_slice().into()),
            Self::Int(number) => number.to_sql(),
            Self::Float(number) => number.to_sql(),
            Self::Bool(value) => value.to_sql(),
            Self::Text(text) => text.to_sql(),
            Self::Null => Ok(Null.into()),
        }
    }
}

fn sqlite(path: &std::path::Path, many: u64) -> Result<()> {
    let connection = Connection::open(path)?;
    connection.execute_batch(
        "PRAGMA synchronous = OFF; PRAGMA foreign_keys = OFF; PRAGMA cache_size = -500000; PRAGMA temp_store = MEMORY;",
    )?;
    connection.set_prepared_statement_cache_capacity(64);
    // Built at the end they cost a fraction.
    let indexes: Vec<(String, String)> = connection
        .prepare("SELECT name, sql FROM sqlite_schema WHERE type = 'index' AND sql IS NOT NULL AND name NOT LIKE '%fts%'")?
        .query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?
        .collect::<Result<_, _>>()?;
    for (name, _) in &indexes {
        connection.execute_batch(&format!("DROP INDEX {name}"))?;
    }
    let mut texts: BTreeMap<&str, String> = BTreeMap::new();
    let mut failed = None;
    let mut put = |table: Table, row: Vec<Cell>| {
        let text = texts.entry(table.name).or_insert_with(|| {
            let places: Vec<String> = (1..=table.columns.len()).map(|n| format!("?{n}")).collect();
            format!(
                "INSERT INTO {} ({}) VALUES ({})",
                table.name,
                table.columns.join(", "),
                places.join(", ")
            )
        });
        let done = connection
            .prepare_cached(text)
            .and_then(|mut statement| statement.execute(params_from_iter(row)));
        failed = failed.take().or(done.err());
    };
    connection.execute_batch("BEGIN")?;
    world::workspaces(&mut put);
    let mut seqs = vec![0; world::WORKSPACES as usize];
    for n in 0..many {
        world::one(n, many, &mut seqs, &mut put);
        if n % BATCH == BATCH - 1 {
            connection.execute_batch("COMMIT; BEGIN")?;
        }
    }
    if let Some(error) = failed {
        return Err(error.into());
    }
    for (n, seq) in seqs.iter().enumerate() {
        let id = world::workspace(n as u64);
        connection.execute(
            "UPDATE workspaces SET event_seq = ?1 WHERE id = ?2",
            (seq, id.as_bytes().as_slice()),
        )?;
    }
    connection.execute_batch("COMMIT")?;
    eprintln!("rows are in; indexes");
    for (_, text) in &indexes {
        connection.execute_batch(text)?;
    }
    eprintln!("indexes are built; search");
    connection.execute_batch(baton_store::dialect::INDEX_NEW_MESSAGES)?;
    connection.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |_| Ok(()))?;
    Ok(())
}

async fn postgres(url: &str, many: u64) -> Result<()> {
    let (client, connection) = tokio_postgres::connect(url, tokio_postgres::NoTls).await?;
    let driving = tokio::spawn(connection);
    client.batch_execute("SET session_replication_role = replica; SET maintenance_work_mem = '512MB'; SET synchronous_commit = off").await?;
    let indexes = client
        .query(
            "SELECT i.indexname, i.indexdef FROM pg_indexes i WHERE i.schemaname = current_schema()
             AND NOT EXISTS (SELECT 1 FROM pg_constraint c WHERE c.conname = i.indexname)
             AND i.tablename <> 'schema_migrations'",
            &[],
        )
        .await?;
    for index in &indexes {
        client
            .batch_execute(&format!("DROP INDEX {}", index.get::<_, String>(0)))
            .await?;
    }
    let mut rows: BTreeMap<&str, (Table, String)> = BTreeMap::new();
    let mut seqs = vec![0; world::WORKSPACES as usize];
    let mut put = |table: Table, row: Vec<Cell>| {
        world::copied(
            &row,
            &mut rows.entry(table.name).or_insert((table, String::new())).1,
        );
    };
    world::workspaces(&mut put);
    let mut done = 0;
    while done < many {
        let next = (done + BATCH).min(many);
        let mut put = |table: Table, row: Vec<Cell>| {
            world::copied(
                &row,
                &mut rows.entry(table.name).or_insert((table, String::new())).1,
            );
        };
        for n in done..next {
            world::one(n, many, &mut seqs, &mut put);
        }
        done = next;
        for (table, text) in std::mem::take(&mut rows).into_values() {
            let copy = format!(
                "COPY {} ({}) FROM STDIN",
                table.name,
                table.columns.join(", ")
            );
            let sink = client
                .copy_in::<_, std::io::Cursor<String>>(&copy)
                .await
                .context(copy)?;
            let mut sink = std::pin::pin!(sink);
            sink.send(std::io::Cursor::new(text)).await?;
            sink.close().await?;
        }
    }
    for (n, seq) in seqs.iter().enumerate() {
        client
            .execute(
                "UPDATE workspaces SET event_seq = $1 WHERE id = $2",
                &[seq, &world::workspace(n as u64)],
            )
            .await?;
    }
    eprintln!("rows are in; indexes");
    for index in &indexes {
        client.batch_execute(&index.get::<_, String>(1)).await?;
    }
    // As its own housekeeping would have done long ago.
    client.batch_execute("VACUUM ANALYZE").await?;
    drop(client);
    driving.await??;
    Ok(())
}
