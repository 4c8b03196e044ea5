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

/// Appends the condition that message `m` of `workspace` contains all words of `text`. `false`: there are no words in it.
pub fn body_matches(q: &mut Sql, dialect: Dialect, workspace: uuid::Uuid, text: &str) -> bool {
    let words = words(text);
    if words.is_empty() {
        return false;
    }
    match dialect {
        Dialect::Sqlite => {
            let terms: Vec<_> = words.iter().map(|w| format!("body:\"{w}\"*")).collect();
            let tenant = workspace.simple().to_string().to_uppercase();
            let query = format!("tenant:\"{tenant}\" AND {}", terms.join(" AND "));
            sql!(q; "m.num IN (SELECT rowid FROM messages_fts WHERE messages_fts MATCH {})", query);
        }
        Dialect::Postgres => {
            let terms: Vec<_> = words.iter().map(|w| format!("{w}:*")).collect();
            sql!(q; "to_tsvector('simple', m.body) @@ to_tsquery('simple', {})", terms.join(" & "));
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
