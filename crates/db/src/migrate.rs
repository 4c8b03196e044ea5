//! Brings the schema up to what this program expects.
use crate::{Conn, Db, DbError, Dialect, Result, Sql, sql};
use sha2::{Digest as _, Sha256};
use std::time::Duration;

/// One step of the schema. Scripts only expand it while an older program may still be running,
/// are never edited once released, and may not use deferred constraints, whose failure at the
/// commit would take other callers' writes along.
#[derive(Debug, Clone, Copy)]
pub struct Migration {
    /// Its place in the order; increasing.
    pub version: i64,
    /// What it does, for people.
    pub name: &'static str,
    /// The script for SQLite.
    pub sqlite: &'static str,
    /// The script for PostgreSQL.
    pub postgres: &'static str,
}

impl Migration {
    fn script(&self, dialect: Dialect) -> &'static str {
        match dialect {
            Dialect::Sqlite => self.sqlite,
            Dialect::Postgres => self.postgres,
        }
    }

    fn checksum(&self, dialect: Dialect) -> String {
        let digest = Sha256::digest(self.script(dialect));
        digest
            .iter()
            .fold(String::new(), |hex, byte| hex + &format!("{byte:02x}"))
    }
}

/// What [`migrate`] did.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Applied {
    /// The versions that were applied now, in order.
    pub versions: Vec<i64>,
    /// The version of the schema afterwards; 0 without any migration.
    pub schema: i64,
}

/// How long one migration may run, waiting for another process's included.
const LIMIT: Duration = Duration::from_hours(1);
/// Names our advisory lock among those of other programs on the server ("baton" in ASCII).
const LOCK: i64 = 0x62_61_74_6f_6e;

/// Applies what is missing, each migration in a transaction of its own, so that an interrupted
/// run is continued by the next. Processes that start at once wait for each other. Refuses a
/// schema that is newer than `migrations`, and a migration that was edited after it was applied.
///
/// `now_ms` is recorded in `schema_migrations` as the time of what is applied.
pub async fn migrate(db: &Db, migrations: &[Migration], now_ms: i64) -> Result<Applied> {
    let ordered = migrations
        .windows(2)
        .all(|pair| matches!(pair, [earlier, later] if earlier.version < later.version));
    if !ordered {
        return Err(DbError::Migration(
            "the versions are not in increasing order".to_owned(),
        ));
    }
    let mut versions = Vec::new();
    while let Some(version) = apply_next(db, migrations, now_ms).await? {
        tracing::info!(version, "migrated the database");
        versions.push(version);
    }
    let schema = migrations.last().map_or(0, |last| last.version);
    Ok(Applied { versions, schema })
}

/// The versions that [`migrate`] would apply, without applying them. Refuses what it refuses.
pub async fn pending(db: &Db, migrations: &'static [Migration]) -> Result<Vec<i64>> {
    let dialect = db.dialect();
    let applied = db
        .read(async move |conn| {
            let known: i64 = conn.fetch_one(table_exists(dialect)).await?;
            if known == 0 {
                return Ok(Vec::new());
            }
            applied(conn).await
        })
        .await?;
    let Some(next) = missing(migrations, &applied, dialect)? else {
        return Ok(Vec::new());
    };
    let rest = migrations.iter().map(|migration| migration.version);
    Ok(rest.filter(|version| *version >= next.version).collect())
}

fn table_exists(dialect: Dialect) -> Sql {
    match dialect {
        Dialect::Sqlite => {
            sql!(global; "SELECT count(*) FROM sqlite_schema WHERE name = 'schema_migrations'")
        }
        Dialect::Postgres => sql!(global; "SELECT count(*) FROM pg_tables
            WHERE schemaname = current_schema() AND tablename = 'schema_migrations'"),
    }
}

async fn applied(conn: &mut Conn<'_>) -> Result<Vec<(i64, String)>> {
    conn.fetch_all(sql!(
        global; "SELECT version, checksum FROM schema_migrations ORDER BY version"
    ))
    .await
}

/// Applies the first missing migration; `None` when there is none.
async fn apply_next(db: &Db, migrations: &[Migration], now_ms: i64) -> Result<Option<i64>> {
    let migrations = migrations.to_vec();
    db.write_within(LIMIT, async move |tx| {
        let dialect = tx.dialect();
        if dialect == Dialect::Postgres {
            // On SQLite the write lock of the transaction itself does this.
            tx.execute(sql!(global; "SET LOCAL statement_timeout = 0"))
                .await?;
            tx.execute(sql!(global; "SELECT pg_advisory_xact_lock({})", LOCK))
                .await?;
        }
        tx.execute_batch(
            "CREATE TABLE IF NOT EXISTS schema_migrations (
                 version BIGINT PRIMARY KEY,
                 name TEXT NOT NULL,
                 checksum TEXT NOT NULL,
                 applied_at_ms BIGINT NOT NULL
             )",
        )
        .await?;
        let applied = applied(tx).await?;
        let Some(next) = missing(&migrations, &applied, dialect)? else {
            return Ok(None);
        };
        tx.execute_batch(next.script(dialect)).await?;
        tx.execute(sql!(
            global;
            "INSERT INTO schema_migrations (version, name, checksum, applied_at_ms)
             VALUES ({}, {}, {}, {})",
            next.version, next.name, next.checksum(dialect), now_ms
        ))
        .await?;
        Ok(Some(next.version))
    })
    .await
}

/// The first migration that is not applied, once those that are proved to be the same.
fn missing(
    migrations: &[Migration],
    applied: &[(i64, String)],
    dialect: Dialect,
) -> Result<Option<Migration>> {
    let mut expected = migrations.iter();
    for (version, checksum) in applied {
        let Some(migration) = expected.next() else {
            return Err(DbError::Migration(format!(
                "the schema is at version {version}, newer than this program: run a newer program"
            )));
        };
        if migration.version != *version {
            return Err(DbError::Migration(format!(
                "version {version} was applied where this program has {} {}",
                migration.version, migration.name
            )));
        }
        if migration.checksum(dialect) != *checksum {
            return Err(DbError::Migration(format!(
                "{version} {} was edited after it was applied: restore it and add a new one",
                migration.name
            )));
        }
    }
    Ok(expected.next().copied())
}
