//! What somebody meant who searched and found nothing: a word of this workspace that is spelt nearly so.

use super::search::{Narrow, search};
use baton_core::{conversation::Status, id::WorkspaceId, page::Limit, text::spelling::Vocabulary};
use baton_db::{Conn, Result, Sql, sql};

/// Conversations of each status whose words are looked at: the newest.
const CONVERSATIONS: i64 = 200;
/// Messages of each: the newest.
const MESSAGES: i64 = 10;
/// Spellings that are tried out.
const TRIED: usize = 3;

/// What finds something where `text` does not, under the same filter; none where nothing is spelt nearly so. Only what was said
/// lately in this workspace is looked at, so ask when a search found nothing.
pub async fn meant(
    conn: &mut Conn<'_>,
    workspace: WorkspaceId,
    (filter, text): (&impl Narrow, &str),
) -> Result<Option<String>> {
    let mut said = Vocabulary::default();
    let rows: Vec<(Option<String>, Option<String>, Option<String>)> =
        conn.fetch_all(newest(workspace)).await?;
    for text in rows
        .into_iter()
        .flat_map(|row| [row.0, row.1, row.2])
        .flatten()
    {
        said.add(&text);
    }
    for meant in said.meant(text, TRIED) {
        let one = Limit::new(Some(1));
        let found = search(conn, workspace, (filter, &meant), None, one).await?;
        if !found.items.is_empty() {
            return Ok(Some(meant));
        }
    }
    Ok(None)
}

/// The statement that reads what was said lately: messages, reasons and the names of contacts.
pub(super) fn newest(workspace: WorkspaceId) -> Sql {
    let tenant = workspace.uuid();
    // Values, not joins: messages and names are looked up for each, and never for all there are.
    let mut q = sql!(
        "SELECT c.reason_text, (SELECT string_agg(m.body, ' ') FROM messages m WHERE m.workspace_id = {}
             AND m.conversation_id = c.id AND m.seq > c.last_seq - {}),
         (SELECT k.name FROM contacts k WHERE k.workspace_id = {} AND k.id = c.contact_id) FROM (",
        tenant,
        MESSAGES,
        tenant
    );
    for (n, status) in [Status::Open, Status::Resolved].into_iter().enumerate() {
        if n > 0 {
            sql!(q; " UNION ALL ");
        }
        sql!(q; "SELECT * FROM (SELECT id, contact_id, reason_text, last_seq FROM conversations WHERE workspace_id = {}
            AND status = {} AND visitor_messages > 0 ORDER BY last_activity_at DESC, id DESC LIMIT {}) AS rested",
            tenant, status.as_str(), CONVERSATIONS);
    }
    sql!(q; ") AS c");
    q
}
