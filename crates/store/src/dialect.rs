//! Every place where the two databases need different words. Keep it short: at most ten.

mod matching;

#[cfg(test)]
pub(crate) use matching::within;
pub use matching::{Said, newest_matching, notes_with};

use crate::pattern::like;
use baton_db::{Conn, Dialect, Result, Sql, sql};

/// Letters below which no contact is looked for.
const FEWEST_LETTERS: usize = 3;

/// Appends a `SELECT` of the ids of contacts of `workspace` with `text` somewhere in their name or address, at most `limit`.
/// `false`: it is too short, and nothing was appended.
pub fn contacts_with(
    q: &mut Sql,
    dialect: Dialect,
    workspace: uuid::Uuid,
    text: &str,
    limit: i64,
) -> bool {
    let text: String = text.trim().chars().take(100).collect();
    if text.chars().count() < FEWEST_LETTERS {
        return false;
    }
    match dialect {
        Dialect::Sqlite => {
            let tenant = workspace.simple().to_string().to_uppercase();
            let (_, tenant) = tenant.split_at(26);
            let query = format!(
                "tenant:\"{tenant}\" AND words:\"{}\"",
                text.replace('"', "\"\"")
            );
            sql!(q; "SELECT k.id AS id FROM contacts_fts CROSS JOIN contacts k WHERE contacts_fts MATCH {}
                AND k.fts = contacts_fts.rowid AND k.fts IS NOT NULL AND k.workspace_id = {}
                ORDER BY contacts_fts.rowid DESC LIMIT {}", query, workspace, limit);
        }
        Dialect::Postgres => {
            sql!(q; "SELECT k.id AS id FROM contacts k WHERE k.workspace_id = {}
                AND lower(coalesce(k.name, '') || chr(10) || coalesce(k.email, '')) LIKE {} ESCAPE '!' LIMIT {}",
                workspace, like(&text), limit);
        }
    }
    true
}

/// The search takes up what is newer than the newest that it has. Numbers of deleted messages may come again: they are gone
/// from both then.
pub const INDEX_NEW_MESSAGES: &str = "INSERT INTO messages_fts (rowid, tenant, body)
    SELECT num, hex(workspace_id), body FROM messages
    WHERE num > (SELECT coalesce(max(id), 0) FROM messages_fts_docsize)";

/// Has the messages of this transaction found by the search from its commit on.
pub async fn index_messages(conn: &mut Conn<'_>) -> Result<()> {
    match conn.dialect() {
        // Once a commit: at each savepoint FTS5 would write out what it has, and merge that again and again.
        Dialect::Sqlite => conn.before_commit(INDEX_NEW_MESSAGES).await,
        // An ordinary index follows its table by itself.
        Dialect::Postgres => Ok(()),
    }
}

/// The statements of a change of one row, of which the last answers from it: `returning` appends that to the change. On
/// SQLite `RETURNING` builds a table for the answer at each call, which costs more than to `read` the row; which then is
/// there whether it was changed or not.
pub fn answering(
    dialect: Dialect,
    mut change: Sql,
    returning: impl FnOnce(&mut Sql),
    read: Sql,
) -> Vec<Sql> {
    match dialect {
        Dialect::Sqlite => vec![change, read],
        Dialect::Postgres => {
            returning(&mut change);
            vec![change]
        }
    }
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
        Dialect::Sqlite => sql!(global;
            "SELECT integrity_check FROM pragma_integrity_check WHERE integrity_check <> 'ok'
             UNION ALL SELECT 'a row of ' || \"table\" || ' points to no row of ' || parent FROM pragma_foreign_key_check
             UNION ALL SELECT 'the search has ' || found || ' of ' || kept || ' messages'
                 FROM (SELECT (SELECT count(*) FROM messages_fts_docsize) AS found, (SELECT count(*) FROM messages) AS kept)
                 WHERE found <> kept
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
