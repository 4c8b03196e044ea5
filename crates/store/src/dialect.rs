//! Every place where the two databases need different words. Keep it short: at most ten.

use baton_db::{Dialect, Sql, sql};

/// Words of a search, each matched as a prefix: letters and digits only, so that none is an operator of either engine.
fn words(text: &str) -> Vec<String> {
    text.split(|c: char| !c.is_alphanumeric())
        .filter(|w| !w.is_empty())
        .take(8)
        .map(str::to_lowercase)
        .collect()
}

/// Appends `FROM ... WHERE ...` of the messages `m` of `workspace` that contain all words of `text`, beginning with the
/// search. `false`: there are no words in it, and nothing was appended.
pub fn from_matching(q: &mut Sql, dialect: Dialect, workspace: uuid::Uuid, text: &str) -> bool {
    let words = words(text);
    if words.is_empty() {
        return false;
    }
    match dialect {
        Dialect::Sqlite => {
            let terms: Vec<_> = words.iter().map(|w| format!("body:\"{w}\"*")).collect();
            let tenant = workspace.simple().to_string().to_uppercase();
            let query = format!("tenant:\"{tenant}\" AND {}", terms.join(" AND "));
            // CROSS JOIN keeps the order: else SQLite may look through every message of the workspace instead.
            sql!(q; " FROM messages_fts CROSS JOIN messages m WHERE messages_fts MATCH {} AND m.num = messages_fts.rowid
                AND m.workspace_id = {}", query, workspace);
        }
        Dialect::Postgres => {
            let terms: Vec<_> = words.iter().map(|w| format!("{w}:*")).collect();
            sql!(q; " FROM messages m WHERE m.workspace_id = {}
                AND to_tsvector('simple', m.body) @@ to_tsquery('simple', {})", workspace, terms.join(" & "));
        }
    }
    true
}

/// Appends what keeps two workers from picking the same row.
pub fn skip_locked(q: &mut Sql, dialect: Dialect) {
    match dialect {
        // SQLite has one writer: nothing can be locked by another.
        Dialect::Sqlite => {}
        Dialect::Postgres => {
            sql!(q; " FOR UPDATE SKIP LOCKED");
        }
    }
}

/// Damage that the database finds in itself, a sentence each.
pub fn damage(dialect: Dialect) -> Sql {
    match dialect {
        Dialect::Sqlite => sql!(
            "SELECT integrity_check FROM pragma_integrity_check WHERE integrity_check <> 'ok'
             UNION ALL SELECT 'a row of ' || \"table\" || ' points to no row of ' || parent FROM pragma_foreign_key_check
             LIMIT 20"
        ),
        Dialect::Postgres => sql!(
            "SELECT 'the index ' || c.relname::text || ' is not valid: REINDEX it' FROM pg_index i
                 JOIN pg_class c ON c.oid = i.indexrelid WHERE NOT i.indisvalid
             UNION ALL SELECT 'the constraint ' || conname::text || ' is not validated' FROM pg_constraint
                 WHERE NOT convalidated AND connamespace = current_schema()::regnamespace
             UNION ALL SELECT 'this is a standby, which takes no writes' WHERE pg_is_in_recovery()
             LIMIT 20"
        ),
    }
}

/// Settings of the database under which a power cut loses what was acknowledged, a sentence each.
pub fn careless(dialect: Dialect) -> Sql {
    match dialect {
        // Ours: every connection of the program sets them.
        Dialect::Sqlite => sql!("SELECT '' WHERE 1 = 0"),
        Dialect::Postgres => sql!(
            "SELECT name || ' is ' || setting FROM pg_settings
             WHERE (name IN ('fsync', 'full_page_writes') AND setting <> 'on')
                OR (name = 'synchronous_commit' AND setting = 'off') ORDER BY name"
        ),
    }
}

/// The clock of the database, in milliseconds since 1970.
pub fn clock(dialect: Dialect) -> Sql {
    match dialect {
        Dialect::Sqlite => {
            sql!("SELECT CAST(round((julianday('now') - 2440587.5) * 86400000) AS INTEGER)")
        }
        Dialect::Postgres => {
            sql!("SELECT CAST(extract(epoch FROM clock_timestamp()) * 1000 AS BIGINT)")
        }
    }
}
