//! The tags of a workspace as a whole: how often each is used, and what was decided about them. What changes a tag changes
//! the conversations that have it a few at a time.

use crate::pattern::like;
use baton_core::{id::WorkspaceId, team::tag::TagColour, time::Timestamp};
use baton_db::{Conn, Result, Sql, row, sql};
use uuid::Uuid;

/// As many conversations of a tag are counted.
pub const COUNTED: i64 = 10_000;
/// As many names of before are read at once.
const RENAMED: i64 = 1_000;

row! {
    /// What was decided about a tag.
    #[derive(Debug, Clone, PartialEq, Eq)]
    pub struct Mark {
        /// The tag.
        pub name: String = "name",
        /// Its colour.
        pub colour: Option<TagColour> = "colour" as Option<str>,
        /// What it is called now.
        pub becomes: Option<String> = "becomes",
        /// Whether it was deleted.
        pub gone: bool = "gone",
        /// When that was decided.
        pub changed_at: Timestamp = "changed_at" as i64,
    }
}

impl Mark {
    /// Whether no conversation shall have it any more.
    pub fn is_over(&self) -> bool {
        self.gone || self.becomes.is_some()
    }
}

/// A page of the names that have words in them, in the order of the alphabet, each with how many conversations have it: of
/// more than [`COUNTED`], one more than those.
pub async fn used(
    conn: &mut Conn<'_>,
    workspace: WorkspaceId,
    (words, after): (&str, &str),
    limit: i64,
) -> Result<Vec<(String, i64)>> {
    conn.fetch_all(page(workspace, (words, after), limit)).await
}

/// The statement of such a page: each name is looked for after the one before, and its conversations are counted in the index.
fn page(workspace: WorkspaceId, (words, after): (&str, &str), limit: i64) -> Sql {
    sql!(
        "WITH RECURSIVE used (name) AS (
             SELECT min(f.name) FROM conversation_tags f WHERE f.workspace_id = {} AND f.name > {}
             UNION ALL SELECT (SELECT min(g.name) FROM conversation_tags g WHERE g.workspace_id = {} AND g.name > used.name)
                 FROM used WHERE used.name IS NOT NULL)
         SELECT used.name, (SELECT count(*) FROM (SELECT 1 AS one FROM conversation_tags h
                 WHERE h.workspace_id = {} AND h.name = used.name LIMIT {}) AS few)
             FROM used WHERE used.name IS NOT NULL AND used.name LIKE {} ESCAPE '!' LIMIT {}",
        workspace.uuid(),
        after,
        workspace.uuid(),
        workspace.uuid(),
        COUNTED + 1,
        like(words),
        limit
    )
}

/// How many conversations have a tag: of more than [`COUNTED`], one more than those.
pub async fn count(conn: &mut Conn<'_>, workspace: WorkspaceId, name: &str) -> Result<i64> {
    conn.fetch_one(sql!(
        "SELECT count(*) FROM (SELECT 1 AS one FROM conversation_tags
             WHERE workspace_id = {} AND name = {} LIMIT {}) AS few",
        workspace.uuid(),
        name,
        COUNTED + 1
    ))
    .await
}

/// What was decided about tags, by their names.
pub async fn marks(
    conn: &mut Conn<'_>,
    workspace: WorkspaceId,
    names: &[String],
) -> Result<Vec<Mark>> {
    if names.is_empty() {
        return Ok(Vec::new());
    }
    let mut q = Mark::select();
    sql!(q; " FROM tag_marks WHERE workspace_id = {} AND name IN ", workspace.uuid());
    q.list(names.iter().map(String::as_str));
    sql!(q; " ORDER BY name");
    conn.fetch_all(q).await
}

/// The tags that go by another name now, the latest first.
pub async fn renamed(conn: &mut Conn<'_>, workspace: WorkspaceId) -> Result<Vec<Mark>> {
    let mut q = Mark::select();
    sql!(q; " FROM tag_marks WHERE workspace_id = {} AND becomes IS NOT NULL ORDER BY changed_at DESC, name LIMIT {}",
        workspace.uuid(), RENAMED);
    conn.fetch_all(q).await
}

/// What was decided about a tag.
pub async fn mark(conn: &mut Conn<'_>, workspace: WorkspaceId, name: &str) -> Result<Option<Mark>> {
    let mut q = Mark::select();
    sql!(q; " FROM tag_marks WHERE workspace_id = {} AND name = {}", workspace.uuid(), name);
    conn.fetch_optional(q).await
}

/// Keeps what was decided about a tag, instead of what was before.
pub async fn decide(conn: &mut Conn<'_>, workspace: WorkspaceId, mark: &Mark) -> Result<()> {
    conn.execute(sql!(
        "INSERT INTO tag_marks (workspace_id, name, colour, becomes, gone, changed_at) VALUES ({}, {}, {}, {}, {}, {})
         ON CONFLICT (workspace_id, name) DO UPDATE SET colour = excluded.colour, becomes = excluded.becomes,
             gone = excluded.gone, changed_at = excluded.changed_at",
        workspace.uuid(),
        &mark.name,
        mark.colour.map(TagColour::as_str),
        mark.becomes.as_deref(),
        mark.gone,
        mark.changed_at.ms()
    ))
    .await?;
    Ok(())
}

/// What went by the name `from` goes by `to`; by none, it is deleted too.
pub async fn redirect(
    conn: &mut Conn<'_>,
    workspace: WorkspaceId,
    (from, to): (&str, Option<&str>),
) -> Result<()> {
    conn.execute(sql!(
        "UPDATE tag_marks SET becomes = {}, gone = {} WHERE workspace_id = {} AND becomes = {}",
        to,
        to.is_none(),
        workspace.uuid(),
        from
    ))
    .await?;
    Ok(())
}

/// Carries what was decided about a tag to a few of the conversations that have it. Answers how many these were.
pub async fn carry(
    conn: &mut Conn<'_>,
    workspace: WorkspaceId,
    mark: &Mark,
    limit: i64,
) -> Result<usize> {
    let few: Vec<Uuid> = conn
        .fetch_all(sql!(
            "SELECT conversation_id FROM conversation_tags WHERE workspace_id = {} AND name = {}
             ORDER BY conversation_id LIMIT {}",
            workspace.uuid(),
            &mark.name,
            limit
        ))
        .await?;
    if few.is_empty() {
        return Ok(0);
    }
    if let Some(to) = &mark.becomes {
        let mut q = sql!(
            "INSERT INTO conversation_tags (workspace_id, conversation_id, name, created_at)
             SELECT g.workspace_id, g.conversation_id, CAST({} AS TEXT), g.created_at FROM conversation_tags g
                 WHERE g.workspace_id = {} AND g.name = {} AND g.conversation_id IN ",
            to,
            workspace.uuid(),
            &mark.name
        );
        q.list(few.iter().copied());
        sql!(q; " ON CONFLICT (workspace_id, conversation_id, name) DO NOTHING");
        conn.execute(q).await?;
    }
    let mut q = sql!(
        "DELETE FROM conversation_tags WHERE workspace_id = {} AND name = {} AND conversation_id IN ",
        workspace.uuid(),
        &mark.name
    );
    q.list(few.iter().copied());
    conn.execute(q).await?;
    Ok(few.len())
}
