//! The newest messages with some words in them.

use baton_db::{Conn, Dialect, Result, Sql, sql};
use unicode_normalization::UnicodeNormalization as _;
use unicode_properties::{GeneralCategoryGroup, UnicodeGeneralCategory as _};
use uuid::Uuid;

/// How much of a word has to be said.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Said {
    /// All of it.
    Whole,
    /// Of the last word, which may still be being typed, the beginning: what all words that begin so have found is put
    /// together first, so ask for the whole before.
    Beginning,
}

/// A message that was found: its conversation and its number.
type Found = (Uuid, i64);

/// Words of a search: letters and digits only, so that none is an operator of either engine.
fn words(text: &str) -> Vec<String> {
    let composed: String = text.nfc().collect();
    composed
        .split(|c: char| !is_letter(c))
        .filter(|w| !w.is_empty())
        .take(8)
        .map(str::to_lowercase)
        .collect()
}

/// Whether SQLite's index takes it for a part of a word. It cannot look for two words in a row: what parts words there has to
/// do so here. Marks do, but for accents, which are composed with their letter; and a few letters that were marks once.
fn is_letter(c: char) -> bool {
    use GeneralCategoryGroup::{Letter, Number};
    let were_marks = ['\u{19b0}'..='\u{19c9}', '\u{1cf2}'..='\u{1cf3}'];
    matches!(c.general_category_group(), Letter | Number)
        && !were_marks.iter().any(|marks| marks.contains(&c))
}

/// The newest messages of `workspace` that contain all words of `text`, at most `limit`; none where there are no words in it.
pub async fn newest_matching(
    conn: &mut Conn<'_>,
    workspace: Uuid,
    (text, said): (&str, Said),
    limit: i64,
) -> Result<Vec<Found>> {
    let mut words = words(text);
    let Some(last) = words.last_mut() else {
        return Ok(Vec::new());
    };
    match conn.dialect() {
        Dialect::Sqlite => {
            last.push_str(if said == Said::Whole { "\"" } else { "\"*" });
            let terms = format!("body:\"{}", words.join("\" AND body:\""));
            conn.fetch_all(by_number(workspace, &terms, limit)).await
        }
        Dialect::Postgres => {
            last.push_str(if said == Said::Whole { "" } else { ":*" });
            by_spans(conn, workspace, &words.join(" & "), limit).await
        }
    }
}

/// SQLite's index of words has each word's messages in their order, and the tenant as a word among them.
fn by_number(workspace: Uuid, terms: &str, limit: i64) -> Sql {
    let tenant = workspace.simple().to_string().to_uppercase();
    let query = format!("tenant:\"{tenant}\" AND {terms}");
    // CROSS JOIN keeps the order: else SQLite may look through every message of the workspace instead.
    sql!(
        "SELECT m.conversation_id, m.num FROM messages_fts CROSS JOIN messages m WHERE messages_fts MATCH {}
         AND m.num = messages_fts.rowid AND m.workspace_id = {} ORDER BY messages_fts.rowid DESC LIMIT {}",
        query, workspace, limit
    )
}

/// Messages of one span of PostgreSQL's index of words: as the index has it, `num >> 16`.
const SPAN: u32 = 16;
/// Newest spans that are asked one by one for words that many say.
const SPANS: i64 = 4;
/// Newest messages that are looked through one by one for words that nearly everybody says.
const WALKED: i64 = 2_000;

/// Appends a `SELECT` of the conversations of the newest notes of `workspace` that contain all words of `text`, of the last one
/// the beginning at least; at most `limit`. `false`: there are no words in it, and nothing was appended.
pub fn notes_with(q: &mut Sql, dialect: Dialect, workspace: Uuid, text: &str, limit: i64) -> bool {
    let words = words(text);
    if words.is_empty() {
        return false;
    }
    match dialect {
        Dialect::Sqlite => {
            let tenant = workspace.simple().to_string().to_uppercase();
            let query = format!(
                "tenant:\"{tenant}\" AND body:\"{}\"*",
                words.join("\" AND body:\"")
            );
            sql!(q; "SELECT n.conversation_id AS id FROM notes_fts CROSS JOIN notes n WHERE notes_fts MATCH {}
                AND n.fts = notes_fts.rowid AND n.fts IS NOT NULL AND n.workspace_id = {}
                ORDER BY notes_fts.rowid DESC LIMIT {}", query, workspace, limit);
        }
        Dialect::Postgres => {
            let query = format!("{}:*", words.join(" & "));
            sql!(q; "SELECT n.conversation_id AS id FROM notes n WHERE n.workspace_id = {}
                AND n.fts @@ to_tsquery('simple', {}) ORDER BY n.created_at DESC LIMIT {}", workspace, query, limit);
        }
    }
    true
}

/// PostgreSQL finds rows by a word, and rows in an order, but not both at once: told to choose, it puts together all that
/// was ever said with a frequent word, or walks all messages for a rare one. So first the newest messages are walked, then
/// the newest spans of messages are asked by word, each no larger than 65,536, and only then all of them: by now the word
/// is known to be said seldom.
async fn by_spans(
    conn: &mut Conn<'_>,
    workspace: Uuid,
    query: &str,
    limit: i64,
) -> Result<Vec<Found>> {
    let is_enough = |found: &Vec<Found>| i64::try_from(found.len()).is_ok_and(|n| n >= limit);
    let walked: Vec<Found> = conn.fetch_all(walk(workspace, query, limit)).await?;
    if is_enough(&walked) {
        return Ok(walked);
    }
    let newest: Option<i64> = conn
        .fetch_one(sql!(
            "SELECT max(num) FROM messages WHERE workspace_id = {} AND num > 0",
            workspace
        ))
        .await?;
    let last = newest.unwrap_or_default() >> SPAN;
    let mut found: Vec<Found> = Vec::new();
    for span in (last.saturating_sub(SPANS - 1).max(0)..=last).rev() {
        let more: Vec<Found> = conn
            .fetch_all(within(workspace, Some(span), query, limit))
            .await?;
        found.extend(more);
        if is_enough(&found) {
            return Ok(found);
        }
    }
    if last < SPANS {
        return Ok(found);
    }
    conn.fetch_all(within(workspace, None, query, limit)).await
}

/// The statement that looks through the newest messages. `num > 0` holds for each and names its index.
fn walk(workspace: Uuid, query: &str, limit: i64) -> Sql {
    sql!(
        "SELECT m.conversation_id, m.num FROM (SELECT conversation_id, num, fts FROM messages WHERE workspace_id = {}
             AND num > 0 ORDER BY num DESC LIMIT {}) m WHERE m.fts @@ to_tsquery('simple', {}) ORDER BY m.num DESC LIMIT {}",
        workspace, WALKED, query, limit
    )
}

/// The statement that asks one span, or all of them. What is found is put in order afterwards, so that the order is no reason
/// to walk.
pub(crate) fn within(workspace: Uuid, span: Option<i64>, query: &str, limit: i64) -> Sql {
    let mut q = sql!(
        "WITH found AS MATERIALIZED (SELECT conversation_id, num FROM messages
             WHERE workspace_id = {} AND fts @@ to_tsquery('simple', {})",
        workspace,
        query
    );
    if let Some(span) = span {
        sql!(q; " AND (num >> 16) = {}", span);
    }
    sql!(q; ") SELECT conversation_id, num FROM found ORDER BY num DESC LIMIT {}", limit);
    q
}

#[cfg(test)]
mod tests {
    use super::*;
    use baton_testkit::TestDb;

    #[test]
    fn words_are_letters_and_digits() {
        assert_eq!(words("Größe:* \"42\" OR -x"), ["größe", "42", "or", "x"]);
        assert_eq!(words(" ()!&|"), [""; 0]);
        assert_eq!(words("cafe\u{301}s"), ["cafés"]);
        assert_eq!(
            words("\u{e000}AB"),
            ["ab"],
            "no word says whose a message is"
        );
    }

    /// A letter that SQLite takes for the end of a word would make two of one, and the search an error.
    #[tokio::test]
    async fn every_letter_is_one_to_sqlite() {
        let db = TestDb::sqlite().await;
        let letters = ('\u{80}'..=char::MAX).filter(|c| is_letter(*c));
        let words: Vec<String> = letters.map(|c| format!("a{c}b")).collect();
        for some in words.chunks(200) {
            let query = some.join("\" OR \"");
            let all = sql!(global; "SELECT rowid FROM messages_fts WHERE messages_fts MATCH {}", format!("\"{query}\""));
            let found = db
                .db
                .read(async move |conn| conn.fetch_all::<i64>(all).await)
                .await;
            assert!(found.is_ok(), "{found:?}: {some:?}");
        }
    }
}
