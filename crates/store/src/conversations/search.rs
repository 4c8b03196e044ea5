//! Searching the inbox: in what was said, in why a person is needed, in what the team noted, and in who wrote.

use super::{Conversation, list::in_order};
use crate::{
    dialect::{self, Said, newest_matching},
    members::notes,
    pattern::like,
};
use baton_core::{
    id::{ConversationId, WorkspaceId},
    page::{Cursor, Limit, Page},
};
use baton_db::{Conn, Dialect, Result, Sql, sql};
use std::{
    collections::{BTreeMap, HashMap},
    iter::repeat_n,
};
use uuid::Uuid;

/// Characters of a snippet before and after its first hit.
const BEFORE: usize = 40;
const AFTER: usize = 100;

/// Where a conversation matched.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hit {
    /// The message, or none where something else than a message matched.
    pub seq: Option<i64>,
    /// Whether it is in a note of the team.
    pub is_note: bool,
    /// The text around it, with `<<` and `>>` around the words.
    pub snippet: String,
}

/// A conversation that matched.
#[derive(Debug, Clone)]
pub struct Found {
    /// The conversation.
    pub conversation: Conversation,
    /// Where; none where only the contact matched.
    pub hit: Option<Hit>,
}

/// What narrows the conversations that are found.
pub trait Narrow: Sync {
    /// Appends its conditions on `c`.
    fn narrow_found(&self, q: &mut Sql, workspace: WorkspaceId);
}

/// How many messages a search looks at: the newest that match. Whoever finds more says more.
const NEWEST: i64 = 150;
/// How many contacts.
const CONTACTS: i64 = 100;
/// How many notes.
const NOTES: i64 = 100;
/// To how many places the list of conversations that were found is filled up, so that few statements are prepared for it.
const PLACES: [usize; 3] = [10, 50, 150];

/// A page of the conversations that match `text`, newest activity first. Words are taken whole; where that finds nothing, the
/// last one as the beginning of a word.
pub async fn search(
    conn: &mut Conn<'_>,
    workspace: WorkspaceId,
    (filter, text): (&impl Narrow, &str),
    after: Option<Cursor>,
    limit: Limit,
) -> Result<Page<Found>> {
    let mut found: Vec<(Uuid, Option<i64>)> = Vec::new();
    for said in [Said::Whole, Said::Beginning] {
        let newest = newest_matching(conn, workspace.uuid(), (text, said), NEWEST).await?;
        let find = ids(
            conn.dialect(),
            workspace,
            (filter, text, newest),
            after,
            limit,
        );
        found = conn.fetch_all(find).await?;
        if found.iter().any(|(_, num)| num.is_some()) {
            break;
        }
    }
    let ids: Vec<Uuid> = found.iter().map(|(id, _)| *id).collect();
    let rows = in_order(conn, workspace, &ids).await?;
    let page = Page::cut(rows, limit, |c| Cursor {
        at: c.last_activity_at,
        id: c.id.uuid(),
    });
    let mut said = said(conn, workspace, found.iter().filter_map(|(_, num)| *num)).await?;
    let words = words(text);
    let ids = page.items.iter().map(|c| c.id);
    let unsaid = ids.filter(|id| !said.contains_key(id)).collect();
    let noted = notes::bodies(conn, workspace, unsaid).await?;
    Ok(page.map(|conversation| {
        let hit = said.remove(&conversation.id).map(|(seq, body)| Hit {
            seq: Some(seq),
            is_note: false,
            snippet: snippet(&body, &words),
        });
        let hit = hit.or_else(|| reason_hit(&conversation, &words));
        let hit = hit.or_else(|| note_hit(conversation.id, &noted, &words));
        Found { conversation, hit }
    }))
}

/// The newest note with all of the words in it.
fn note_hit(
    id: ConversationId,
    noted: &[(ConversationId, String)],
    words: &[String],
) -> Option<Hit> {
    let mut bodies = noted.iter().filter(|(of, _)| *of == id);
    let (_, body) = bodies.find(|(_, body)| {
        let body = body.to_lowercase();
        words.iter().all(|word| body.contains(word.as_str()))
    })?;
    let snippet = snippet(body, words);
    snippet.contains("<<").then_some(Hit {
        seq: None,
        is_note: true,
        snippet,
    })
}

fn reason_hit(conversation: &Conversation, words: &[String]) -> Option<Hit> {
    let reason = conversation.reason()?.text;
    let snippet = snippet(&reason, words);
    snippet.contains("<<").then_some(Hit {
        seq: None,
        is_note: false,
        snippet,
    })
}

/// The statement that finds a page's ids, each with the number of its newest message that matches. Each arm of the union is
/// answered by an index of its own, and ends.
pub(super) fn ids(
    dialect: Dialect,
    workspace: WorkspaceId,
    (filter, text, newest): (&impl Narrow, &str, Vec<(Uuid, i64)>),
    after: Option<Cursor>,
    limit: Limit,
) -> Sql {
    let (tenant, like) = (workspace.uuid(), like(text));
    // CROSS JOIN and UNION ALL keep SQLite from reordering: it knows no numbers of rows, and takes whole tables else.
    let mut q = sql!(
        "WITH hits (id, num) AS (
            SELECT v.id, CAST(NULL AS BIGINT) FROM conversations v WHERE v.workspace_id = {} AND v.status = 'open'
             AND v.escalated_at IS NOT NULL AND v.claimed_by_user_id IS NULL AND lower(v.reason_text) LIKE {} ESCAPE '!'
            UNION ALL SELECT v.id, CAST(NULL AS BIGINT) FROM conversations v WHERE v.workspace_id = {}
             AND v.claimed_by_user_id IS NOT NULL AND lower(v.reason_text) LIKE {} ESCAPE '!'",
        tenant, &like, tenant, &like
    );
    let mut more = q.clone();
    sql!(more; " UNION ALL SELECT v.id, CAST(NULL AS BIGINT) FROM (");
    if dialect::contacts_with(&mut more, dialect, tenant, text, CONTACTS) {
        sql!(more; ") AS people CROSS JOIN conversations v WHERE v.workspace_id = {} AND v.contact_id = people.id", tenant);
        q = more;
    }
    let mut more = q.clone();
    sql!(more; " UNION ALL SELECT noted.id, CAST(NULL AS BIGINT) FROM (");
    if dialect::notes_with(&mut more, dialect, tenant, text, NOTES) {
        sql!(more; ") AS noted");
        q = more;
    }
    list(&mut q, newest);
    sql!(q; ") SELECT c.id, h.num FROM (SELECT id, max(num) AS num FROM hits GROUP BY id) h CROSS JOIN conversations c
        WHERE c.workspace_id = {} AND c.id = h.id AND c.status <> 'trial'", tenant);
    filter.narrow_found(&mut q, workspace);
    if let Some(Cursor { at, id }) = after {
        sql!(q; " AND (c.last_activity_at, c.id) < ({}, {})", at.ms(), id);
    }
    sql!(q; " ORDER BY c.last_activity_at DESC, c.id DESC LIMIT {}", limit.and_one());
    q
}

/// Appends the conversations of messages that were found, each once, with the newest of them.
fn list(q: &mut Sql, newest: Vec<(Uuid, i64)>) {
    let mut of_each = BTreeMap::new();
    for (id, num) in newest {
        let last = of_each.entry(id).or_insert(num);
        *last = num.max(*last);
    }
    let Some((first, _)) = of_each.first_key_value() else {
        return;
    };
    let first = *first;
    let places = PLACES.into_iter().find(|places| *places >= of_each.len());
    let empty = places.unwrap_or_default().saturating_sub(of_each.len());
    let numbers = of_each.into_iter().map(|(id, num)| (id, Some(num)));
    let all = numbers.chain(repeat_n((first, None), empty));
    for (n, (id, num)) in all.enumerate() {
        if n == 0 {
            sql!(q; " UNION ALL VALUES ({}, CAST({} AS BIGINT))", id, num);
        } else {
            sql!(q; ", ({}, {})", id, num);
        }
    }
}

/// The messages of these numbers, by their conversations.
async fn said(
    conn: &mut Conn<'_>,
    workspace: WorkspaceId,
    nums: impl Iterator<Item = i64>,
) -> Result<HashMap<ConversationId, (i64, String)>> {
    let rows: Vec<(Uuid, i64, String)> = conn.fetch_all(bodies(workspace, nums)).await?;
    Ok(rows
        .into_iter()
        .map(|(id, seq, body)| (id.into(), (seq, body)))
        .collect())
}

/// The statement that reads these messages. They are joined and not listed: SQLite would rather look through all of the
/// workspace than take so many numbers of a list.
pub(super) fn bodies(workspace: WorkspaceId, nums: impl Iterator<Item = i64>) -> Sql {
    let mut q = sql!("WITH found (num) AS (VALUES (CAST(NULL AS BIGINT))");
    for num in nums {
        sql!(q; ", ({})", num);
    }
    sql!(q; ") SELECT m.conversation_id, m.seq, m.body FROM found CROSS JOIN messages m
        WHERE m.workspace_id = {} AND m.num = found.num", workspace.uuid());
    q
}

fn words(text: &str) -> Vec<String> {
    text.split(|c: char| !c.is_alphanumeric())
        .filter(|w| !w.is_empty())
        .map(str::to_lowercase)
        .collect()
}

/// One line around the first word of `body` that begins with one of `words`, each such word marked.
fn snippet(body: &str, words: &[String]) -> String {
    let line = body.split_whitespace().collect::<Vec<_>>().join(" ");
    let pieces = pieces(&line);
    let is_hit = |piece: &str| {
        let piece = piece.to_lowercase();
        words.iter().any(|word| piece.starts_with(word.as_str()))
    };
    let first = pieces.iter().find(|(_, piece)| is_hit(piece));
    let first = first.map_or(0, |(at, _)| *at);
    let window = first.saturating_sub(BEFORE)..first + AFTER;
    let mut out = String::new();
    if pieces.first().is_some_and(|(at, _)| !window.contains(at)) {
        out.push('\u{2026}');
    }
    for (_, piece) in pieces.iter().filter(|(at, _)| window.contains(at)) {
        if is_hit(piece) {
            out.extend(["<<", piece, ">>"]);
        } else {
            out.push_str(piece);
        }
    }
    if pieces.last().is_some_and(|(at, _)| !window.contains(at)) {
        out.push('\u{2026}');
    }
    out
}

/// Words and what is between them, each with the number of characters before it.
fn pieces(line: &str) -> Vec<(usize, &str)> {
    let mut pieces = Vec::new();
    let (mut chars, mut rest) = (0, line);
    while let Some(head) = rest.chars().next() {
        let is_word = head.is_alphanumeric();
        let end = rest.find(|c: char| c.is_alphanumeric() != is_word);
        let (piece, tail) = rest.split_at(end.unwrap_or(rest.len()));
        pieces.push((chars, piece));
        chars += piece.chars().count();
        rest = tail;
    }
    pieces
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_snippet_marks_the_words_that_begin_like_the_search() {
        let body = "Hello!\nCan I  return the Boots after 60 days?";
        assert_eq!(
            snippet(body, &words("boot RETURN")),
            "Hello! Can I <<return>> the <<Boots>> after 60 days?"
        );
        let long = format!("{} boots {}", "a ".repeat(100), "b ".repeat(100));
        let line = snippet(&long, &words("boots"));
        assert!(
            line.starts_with('\u{2026}')
                && line.ends_with('\u{2026}')
                && line.contains("<<boots>>")
        );
        assert!(line.chars().count() < 160, "{line}");
        assert_eq!(snippet("", &words("x")), "");
    }
}
