//! Every place where the two databases need different words. Keep it short: at most ten.

use baton_db::{Conn, Dialect, Result, Sql, sql};

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

/// The search takes up what is newer than the newest that it has. Numbers of deleted messages may come again: they are gone
/// from both then.
const INDEX_NEW_MESSAGES: &str = "INSERT INTO messages_fts (rowid, tenant, body)
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
